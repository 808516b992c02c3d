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
      let file: Descriptor
      do {
        file = try Descriptor(locking: path)
      } catch {
        // A person knows of the archive, not of the lock.
        throw SystemError(error.action, archive, code: error.code)
      }
      if flock(file.number, LOCK_EX | LOCK_NB) == 0 {
        var locked = stat()
        var named = stat()
        // A file that was removed while this run waited locks nothing any more.
        if fstat(file.number, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino {
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
    let owner = (try? Files.read(path)) ?? []
    let holder = Int32(String(decoding: owner.prefix { $0 != 0x0A }, as: UTF8.self))
    throw ArchiveError.busy(path: archive, holder: holder)
  }
}
