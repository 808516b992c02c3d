// The least that a report costs: the SHA-256 of the jobs and of every file, libcmark over the Markdown of every job's
// page, and the writing of every file. Reads a report that exists, some thousand files at a time, writes a copy of them
// and removes it; the reading and the removal are not counted.
// Usage: floor REPORT COPY JOBS; prints user and system seconds, wall seconds, files, bytes written and bytes hashed.

#define _GNU_SOURCE
#include <cmark.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>
static int hash(const void *bytes, size_t size) {
  unsigned char digest[CC_SHA256_DIGEST_LENGTH];
  return CC_SHA256(bytes, (CC_LONG)size, digest) != NULL;
}
#else
#include <openssl/evp.h>
static int hash(const void *bytes, size_t size) {
  // Both are kept: each file would look the algorithm up anew.
  static EVP_MD *algorithm;
  static EVP_MD_CTX *context;
  unsigned char digest[EVP_MAX_MD_SIZE];
  if (!algorithm) algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
  if (!context) context = EVP_MD_CTX_new();
  return algorithm && context && EVP_DigestInit_ex2(context, algorithm, NULL) && EVP_DigestUpdate(context, bytes, size) &&
         EVP_DigestFinal_ex(context, digest, NULL);
}
#endif

enum { most = 4096 };
struct file { char *path; char *bytes; size_t size; };
static struct file files[most];
static size_t held, count, bytes, hashed;
static double cpu, wall;
static const char *root, *copy;

static double seconds(struct timeval value) { return (double)value.tv_sec + (double)value.tv_usec / 1e6; }

static double used(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int work(const struct file *file) {
  size_t length = strlen(file->path);
  if (strstr(file->path, "/jobs/") && length > 3 && !strcmp(file->path + length - 3, ".md"))
    free(cmark_markdown_to_html(file->bytes, file->size, CMARK_OPT_DEFAULT));
  if (!hash(file->bytes, file->size)) return 1;
  int number = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (number < 0 || write(number, file->bytes, file->size) != (ssize_t)file->size || close(number)) return 1;
  bytes += file->size;
  hashed += file->size;
  return 0;
}

static int finish(void) {
  double started = now(), before = used();
  for (size_t index = 0; index < held; index++)
    if (work(&files[index])) return 1;
  cpu += used() - before;
  wall += now() - started;
  for (size_t index = 0; index < held; index++) {
    if (unlink(files[index].path)) return 1;
    free(files[index].path);
    free(files[index].bytes);
  }
  count += held;
  held = 0;
  return 0;
}

static int load(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)place;
  char target[4096];
  snprintf(target, sizeof target, "%s%s", copy, path + strlen(root));
  if (kind == FTW_D) return mkdir(target, 0777) && access(target, F_OK);
  if (kind != FTW_F) return 0;
  if (held == most && finish()) return 1;
  struct file *file = &files[held++];
  file->path = strdup(target);
  file->size = (size_t)status->st_size;
  file->bytes = malloc(file->size + 1);
  int number = open(path, O_RDONLY);
  if (number < 0 || read(number, file->bytes, file->size) != (ssize_t)file->size) return 1;
  close(number);
  return 0;
}

// The jobs, in the pieces in which they are read.
static int jobs(const char *path) {
  static char piece[1 << 20];
  double started = now(), before = used();
  int number = open(path, O_RDONLY);
  if (number < 0) return 1;
  ssize_t size;
  while ((size = read(number, piece, sizeof piece)) > 0) {
    if (!hash(piece, (size_t)size)) return 1;
    hashed += (size_t)size;
  }
  close(number);
  cpu += used() - before;
  wall += now() - started;
  return size < 0;
}

int main(int arguments, char **argument) {
  if (arguments != 4) return 64;
  root = argument[1];
  copy = argument[2];
  if (jobs(argument[3]) || nftw(root, load, 64, FTW_PHYS) || finish()) {
    perror("floor");
    return 1;
  }
  printf("%f %f %zu %zu %zu\n", cpu, wall, count, bytes, hashed);
  return 0;
}
