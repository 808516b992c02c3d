// Put before the C library with LD_PRELOAD: at the n-th call that changes a file or folder (STOP_AT) something
// happens to the program. STOP_SIGNAL: it gets this signal. STOP_ERROR: the call fails with this number.
// STOP_MOVE: this folder is moved away. STOP_COUNT names a file that is told how many such calls there were.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

// Whether the call must fail, with errno set.
static int fails(void) {
  if (atomic_fetch_add(&calls, 1) + 1 != number("STOP_AT")) return 0;
  const char *folder = getenv("STOP_MOVE");
  if (folder) {
    char target[4096];
    snprintf(target, sizeof target, "%s.gone", folder);
    syscall(SYS_rename, folder, target);
  }
  if (number("STOP_SIGNAL")) syscall(SYS_kill, getpid(), (int)number("STOP_SIGNAL"));
  errno = (int)number("STOP_ERROR");
  return errno != 0;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *old, const char *new) { return fails() ? -1 : NEXT(rename)(old, new); }
int unlink(const char *path) { return fails() ? -1 : NEXT(unlink)(path); }
int rmdir(const char *path) { return fails() ? -1 : NEXT(rmdir)(path); }
int mkdir(const char *path, mode_t mode) { return fails() ? -1 : NEXT(mkdir)(path, mode); }
int syncfs(int file) { return fails() ? -1 : NEXT(syncfs)(file); }

ssize_t write(int file, const void *bytes, size_t count) {
  return file > 2 && fails() ? -1 : NEXT(write)(file, bytes, count);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return flags & O_CREAT && fails() ? -1 : NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return flags & O_CREAT && fails() ? -1 : NEXT(open64)(path, flags, mode);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("STOP_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld", atomic_load(&calls));
  fclose(file);
}
