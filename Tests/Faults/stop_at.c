// Put before the C library with LD_PRELOAD: at the n-th call that changes a file or folder (STOP_AT) something
// happens to the program. STOP_SIGNAL: it gets this signal. STOP_ERROR: the call fails with this number.
// STOP_MOVE: this folder is moved away. STOP_COUNT names a file that is told how many such calls there were,
// STOP_LOG one that is told the path of each.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

// Writes down the path of a name in an open folder.
static void note(int folder, const char *name) {
  const char *log = getenv("STOP_LOG");
  if (!log) return;
  char link[64], line[8192] = "";
  snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
  if (name[0] != '/') {
    ssize_t length = readlink(link, line, 4000);
    line[length > 0 ? length : 0] = 0;
    strcat(line, "/");
  }
  strncat(line, name, 4000);
  strcat(line, "\n");
  int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  syscall(SYS_write, file, line, strlen(line));
  syscall(SYS_close, file);
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

static int fails_at(int folder, const char *name) {
  note(folder, name);
  return fails();
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *old, const char *new) {
  note(AT_FDCWD, old);
  return fails_at(AT_FDCWD, new) ? -1 : NEXT(rename)(old, new);
}
int unlink(const char *path) { return fails_at(AT_FDCWD, path) ? -1 : NEXT(unlink)(path); }
int rmdir(const char *path) { return fails_at(AT_FDCWD, path) ? -1 : NEXT(rmdir)(path); }
int mkdir(const char *path, mode_t mode) { return fails_at(AT_FDCWD, path) ? -1 : NEXT(mkdir)(path, mode); }
int syncfs(int file) { return fails() ? -1 : NEXT(syncfs)(file); }

int renameat(int old_folder, const char *old, int new_folder, const char *new) {
  note(old_folder, old);
  return fails_at(new_folder, new) ? -1 : NEXT(renameat)(old_folder, old, new_folder, new);
}
int unlinkat(int folder, const char *name, int flags) {
  return fails_at(folder, name) ? -1 : NEXT(unlinkat)(folder, name, flags);
}
int mkdirat(int folder, const char *name, mode_t mode) {
  return fails_at(folder, name) ? -1 : NEXT(mkdirat)(folder, name, mode);
}

ssize_t write(int file, const void *bytes, size_t count) {
  return file > 2 && fails() ? -1 : NEXT(write)(file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  return fails() ? -1 : NEXT(pwrite)(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  return fails() ? -1 : NEXT(pwrite64)(file, bytes, count, offset);
}

int ftruncate(int file, off_t size) { return fails() ? -1 : NEXT(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) { return fails() ? -1 : NEXT(ftruncate64)(file, size); }

#define MODE(flags)                                       \
  ({                                                      \
    va_list rest;                                         \
    va_start(rest, flags);                                \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                         \
    mode;                                                 \
  })

int open(const char *path, int flags, ...) {
  mode_t mode = MODE(flags);
  return flags & O_CREAT && fails_at(AT_FDCWD, path) ? -1 : NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  mode_t mode = MODE(flags);
  return flags & O_CREAT && fails_at(AT_FDCWD, path) ? -1 : NEXT(open64)(path, flags, mode);
}

int openat(int folder, const char *name, int flags, ...) {
  mode_t mode = MODE(flags);
  return flags & O_CREAT && fails_at(folder, name) ? -1 : NEXT(openat)(folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...) {
  mode_t mode = MODE(flags);
  return flags & O_CREAT && fails_at(folder, name) ? -1 : NEXT(openat64)(folder, name, flags, mode);
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("STOP_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld", atomic_load(&calls));
  fclose(file);
}
