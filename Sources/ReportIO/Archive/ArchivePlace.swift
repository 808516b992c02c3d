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
  /// what SQLite would open beside it is not a file.
  static func isTaken(_ path: String) throws -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw SystemError("read", path) }
      guard !Files.isLink(path) else {
        throw ArchiveError.foreign(path: path, reason: "it is a link that leads nowhere")
      }
      try checkCompanions(of: path)
      return false
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ArchiveError.foreign(path: path, reason: "it is a folder")
    case S_IFIFO: throw ArchiveError.foreign(path: path, reason: "it is a pipe")
    default: throw ArchiveError.foreign(path: path, reason: "it is a device, not a file")
    }
    guard status.st_size > 0 else { throw ArchiveError.empty(path: path) }
    try checkCompanions(of: path)
    return true
  }

  /// Throws where what SQLite would open or make beside an archive is not a file.
  private static func checkCompanions(of path: String) throws(ArchiveError) {
    for suffix in ["-journal", "-wal", "-shm"] {
      var status = stat()
      guard lstat(path + suffix, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { continue }
      throw .database(
        path: path, reason: "'\(path)\(suffix)', which belongs to it, is no file; remove that")
    }
  }

  /// How many bytes the file of an archive has; 0 when there is none.
  static func size(of path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Makes an archive without rows, whole or not at all: what is left of a run that is killed as it begins is never
  /// a part of one. The caller holds the lock.
  static func make(_ path: String) async throws {
    let bytes = try ArchiveError.mapping(path, emptyArchive)
    do {
      guard let place = try Place.find(path) else { throw SystemError("write", path, code: EISDIR) }
      let (staging, leftovers) = try await Staging.make(Staging.Site(beside: place), patience: .live)
      defer { for staging in leftovers + [staging] { staging.remove() } }
      let file = try staging.makeFile()
      try file.write(bytes)
      guard fsync(file.number) == 0 else { throw SystemError("write", path) }
      try staging.rename(to: place)
    } catch let error as SystemError {
      throw ArchiveError.system(error)
    }
  }

  /// The bytes of an archive without rows.
  private static func emptyArchive() throws -> [UInt8] {
    let empty = try DatabaseQueue()
    try empty.write { try ArchiveSchema.update($0, from: 0) }
    return try empty.read { database in
      var count: sqlite3_int64 = 0
      guard let start = sqlite3_serialize(database.sqliteConnection, "main", &count, 0) else {
        throw DatabaseError(resultCode: .SQLITE_NOMEM)
      }
      defer { sqlite3_free(start) }
      return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }
  }
}
