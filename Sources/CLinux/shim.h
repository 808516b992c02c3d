// Calls of Linux that Swift's Glibc module leaves out, as glibc hides them behind _GNU_SOURCE.
#if defined(__linux__)
extern int syncfs(int fd);
#endif
