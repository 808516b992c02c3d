import Foundation
import GRDB
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where an archive is, or is to be: looked at before SQLite opens it, which waits for ever on a pipe and takes an
/// empty file for a database.
enum ArchivePlace {
  /// Whether an archive may be there: a regular file that is not empty. Throws where something else is, or where
  /// what SQLite would open beside it is no file.
  static func isTaken(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw SystemError("read", path) }
      guard !Files.isLink(path) else {
        throw ArchiveError.foreign(path: path, reason: "it is a link that leads nowhere")
      }
      return false
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ArchiveError.foreign(path: path, reason: "it is a folder")
    case S_IFIFO: throw ArchiveError.foreign(path: path, reason: "it is a pipe")
    default: throw ArchiveError.foreign(path: path, reason: "it is a device, not a file")
    }
    guard status.st_size > 0 else { throw ArchiveError.empty(path: path) }
    for suffix in ["-journal", "-wal", "-shm"] {
      guard lstat(path + suffix, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { continue }
      throw ArchiveError.database(
        path: path, reason: "'\(path)\(suffix)', which belongs to it, is no file; remove that")
    }
    return true
  }

  /// How many bytes the file of an archive has; 0 when there is none.
  static func size(of path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Makes an archive without rows, whole or not at all: what is left of a run that is killed as it begins is never
  /// a part of one. The caller holds the lock.
  static func make(_ path: String) throws {
    let empty = try DatabaseQueue()
    try empty.write { try ArchiveSchema.update($0, from: 0) }
    let bytes = try empty.read { database in
      var count: sqlite3_int64 = 0
      guard let start = sqlite3_serialize(database.sqliteConnection, "main", &count, 0) else {
        throw DatabaseError(resultCode: .SQLITE_NOMEM)
      }
      defer { sqlite3_free(start) }
      return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
    let (file, name) = try newFile(beside: path)
    do {
      try file.write(bytes)
      guard fsync(file.number) == 0 else { throw SystemError("write", path) }
      try Files.rename(name, to: path)
    } catch {
      try? Files.remove(name)
      throw error
    }
  }

  /// A file of a name that nothing had, in the folder of another.
  private static func newFile(beside path: String) throws(SystemError) -> (Descriptor, name: String) {
    var generator = SystemRandomNumberGenerator()
    while true {
      let name = "\(path).\(String(generator.next(), radix: 36))"
      let number = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if number >= 0 { return (Descriptor(number: number, path: path), name) }
      guard errno == EEXIST else { throw SystemError("write", path) }
    }
  }
}
