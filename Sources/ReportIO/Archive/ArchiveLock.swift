#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets one run at a time write to an archive. SQLite's own lock is held for the moments of a write only,
/// so that others can read while jobs come over the network.
///
/// The lock is on a file beside the archive, which is gone after the run. One that a killed run left behind
/// locks nothing.
final class ArchiveLock: Sendable {
  private let file: Descriptor
  private let path: String

  private init(file: Descriptor, path: String) {
    self.file = file
    self.path = path
  }

  deinit {
    // Removed while it is locked, so that no other run's file can be meant.
    try? Files.remove(path)
  }

  /// Takes the lock, or waits for it.
  static func take(_ archive: String, patience: ReportDirectory.Patience) async throws -> ArchiveLock {
    let path = "\(archive).lock"
    for _ in 0..<max(1, patience.attempts) {
      let file = try open(path, of: archive)
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 {
        var locked = stat()
        var named = stat()
        // A file that was removed while this run waited locks nothing any more.
        if fstat(file.number, &locked) == 0, lstat(path, &named) == 0, locked.st_ino == named.st_ino {
          // Held from here on, so that the file goes even where nothing can be written into it.
          let lock = ArchiveLock(file: file, path: path)
          guard ftruncate(file.number, 0) == 0 else { throw SystemError("write", path) }
          try file.write(Array("\(getpid())\n".utf8))
          return lock
        }
        continue
      }
      try await patience.pause()
    }
    throw ArchiveError.busy(path: archive, holder: holder(try open(path, of: archive)))
  }

  /// The lock's file, made when it is missing. What stands there and is none of a run's is left alone: it would be
  /// emptied, and what a link leads to with it.
  private static func open(_ path: String, of archive: String) throws -> Descriptor {
    let number = systemOpen(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
    // A person knows of the archive, not of the lock.
    guard number >= 0 || [ELOOP, EISDIR, ENXIO].contains(errno) else { throw SystemError("write", archive) }
    let file = number < 0 ? nil : Descriptor(number: number, path: path)
    var status = stat()
    guard let file, fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_nlink <= 1,
      status.st_size == 0 || holder(file) != nil
    else {
      throw ArchiveError.database(
        path: archive, reason: "'\(path)', which would lock it, is not a file of jobreport's; remove that")
    }
    return file
  }

  /// The process whose id stands in a lock's file; nil when nothing or something else does.
  private static func holder(_ file: Descriptor) -> Int32? {
    guard let bytes = try? file.read(16, upToEndFrom: 0), bytes.last == 0x0A else { return nil }
    return Int32(String(decoding: bytes.dropLast(), as: UTF8.self))
  }
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
