import ReportKit

/// Keeps answers that come over the network, or through a pipe, in a temporary file without a name until
/// their pages are written.
struct Spool {
  private let file: Descriptor
  private let folder: TemporaryFolder
  private var end: Int64 = 0
  private var waiting: [UInt8] = []

  init(folder: TemporaryFolder) throws(SystemError) {
    self.folder = folder
    file = try Descriptor(temporaryIn: folder.path)
    waiting.reserveCapacity(1 << 17)
  }

  /// The file, complete after ``flush()``.
  var descriptor: Descriptor { file }

  /// Adds bytes; gives their place. Throws ``SystemError``, or ``ReadingError/overLimit(path:limit:)``.
  mutating func append(_ bytes: [UInt8]) throws -> Int64 {
    try folder.take(bytes.count)
    let offset = end + Int64(waiting.count)
    waiting += bytes
    if waiting.count >= 1 << 16 { try flush() }
    return offset
  }

  /// Writes out what waits.
  mutating func flush() throws(SystemError) {
    try file.write(waiting)
    end += Int64(waiting.count)
    waiting.removeAll(keepingCapacity: true)
  }
}
