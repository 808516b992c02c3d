// Calls of Linux that Swift's Glibc module leaves out, as glibc hides them behind _GNU_SOURCE.
#if defined(__linux__)
#include <linux/stat.h>

extern int syncfs(int fd);
extern int statx(int folder, const char *name, int flags, unsigned int mask, struct statx *status);

// Whether a file system is mounted at a name in a folder, itself no link; 0 too where the kernel does not tell
// (before Linux 5.8).
static inline int is_mount_root(int folder, const char *name) {
  struct statx status;
  const int no_link = 0x100;  // AT_SYMLINK_NOFOLLOW
  if (statx(folder, name, no_link, 0, &status) != 0) return 0;
  return (status.stx_attributes & status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0;
}
#endif
