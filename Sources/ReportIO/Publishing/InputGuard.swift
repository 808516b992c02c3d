#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a file that a person named for a result from taking the place of what cannot be made again: one that
/// the run reads, or a database, which may be an archive.
public enum InputGuard {
  /// How every SQLite database begins (https://www.sqlite.org/fileformat.html, 1.3).
  private static let databaseHead = Array("SQLite format 3\0".utf8)

  /// Refuses an output that is one of the inputs, by whatever name, or a database.
  public static func check(_ output: String, inputs: [String]) throws(PublishingError) {
    guard let file = identity(of: output) else { return }
    if inputs.contains(where: { identity(of: $0) == file }) { throw .isInput(path: output) }
    guard let descriptor = try? Descriptor(reading: output),
      let head = try? descriptor.read(databaseHead.count, upToEndFrom: 0), head == databaseHead
    else { return }
    throw .isDatabase(path: output)
  }

  private struct Identity: Equatable {
    var device: UInt64
    var number: UInt64
  }

  /// Which regular file a path leads to; nil when it leads to none.
  private static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
