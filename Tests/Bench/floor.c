// The least that a report costs: libcmark over the Markdown of every job's page, and the writing of every
// file. Reads a report that exists into memory first, which is not counted, and writes its copy.
// Usage: floor REPORT COPY; prints user and system seconds, wall seconds, files and bytes.

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

struct file { char *path; char *bytes; size_t size; };
static struct file *files;
static size_t count, capacity;
static const char *root, *copy;

static int load(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)place;
  char target[4096];
  snprintf(target, sizeof target, "%s%s", copy, path + strlen(root));
  if (kind == FTW_D) return mkdir(target, 0777) && access(target, F_OK);
  if (kind != FTW_F) return 0;
  if (count == capacity) files = realloc(files, (capacity = capacity * 2 + 1024) * sizeof *files);
  struct file *file = &files[count++];
  file->path = strdup(target);
  file->size = (size_t)status->st_size;
  file->bytes = malloc(file->size + 1);
  int number = open(path, O_RDONLY);
  if (number < 0 || read(number, file->bytes, file->size) != (ssize_t)file->size) return 1;
  close(number);
  return 0;
}

static double seconds(struct timeval value) { return (double)value.tv_sec + (double)value.tv_usec / 1e6; }

int main(int arguments, char **argument) {
  if (arguments != 3) return 64;
  root = argument[1];
  copy = argument[2];
  if (nftw(root, load, 64, FTW_PHYS)) return 1;
  struct rusage before, after;
  struct timespec start, end;
  getrusage(RUSAGE_SELF, &before);
  clock_gettime(CLOCK_MONOTONIC, &start);
  size_t bytes = 0;
  for (size_t index = 0; index < count; index++) {
    struct file *file = &files[index];
    size_t length = strlen(file->path);
    if (strstr(file->path, "/jobs/") && length > 3 && !strcmp(file->path + length - 3, ".md"))
      free(cmark_markdown_to_html(file->bytes, file->size, CMARK_OPT_DEFAULT));
    int number = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (number < 0 || write(number, file->bytes, file->size) != (ssize_t)file->size) return 1;
    close(number);
    bytes += file->size;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  getrusage(RUSAGE_SELF, &after);
  printf("%f %f %zu %zu\n",
         seconds(after.ru_utime) - seconds(before.ru_utime) + seconds(after.ru_stime) - seconds(before.ru_stime),
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9, count, bytes);
  return 0;
}
