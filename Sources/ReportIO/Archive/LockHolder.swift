#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which process holds SQLite's lock on a database.
enum LockHolder {
  /// SQLite locks 512 bytes from here on (https://www.sqlite.org/fileformat.html, "The Lock-Byte Page").
  private static let lockBytes: (start: off_t, count: off_t) = (0x4000_0000, 512)

  /// The id of a process that holds a lock which keeps others from writing; nil when there is none any more.
  static func process(holding path: String) -> Int32? {
    // Never closed: closing any descriptor of a file takes back all locks that the process has on it, and
    // this process is about to end with the message.
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var lock: flock = .init()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = lockBytes.start
    lock.l_len = lockBytes.count
    guard fcntl(file, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
    return lock.l_pid
  }
}
