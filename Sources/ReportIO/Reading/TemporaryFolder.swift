import Synchronization

/// The folder for what a run keeps until its pages are written, and how much that may be.
public final class TemporaryFolder: Sendable {
  /// Its path.
  public let path: String
  /// The most bytes that all files of the run may have together, and that all answers of a fetch may have.
  public let limit: Int64
  private let used = Mutex<Int64>(0)

  /// The variable that sets the limit.
  public static let limitVariable = "JOBREPORT_TEMPORARY_LIMIT"

  /// A folder with a limit; 4 GiB unless told otherwise.
  public init(path: String, limit: Int64 = 4 << 30) {
    self.path = path
    self.limit = limit
  }

  /// The folder that `TMPDIR` names, else `/tmp`, and the limit of `JOBREPORT_TEMPORARY_LIMIT`: a number of bytes, or
  /// one of `K`, `M`, `G` or `T` (powers of 1024).
  public convenience init(environment: [String: String]) throws(FetchError) {
    var limit: Int64 = 4 << 30
    if let text = environment.variable(TemporaryFolder.limitVariable) {
      guard let read = TemporaryFolder.bytes(text) else {
        throw .badSetting(
          variable: TemporaryFolder.limitVariable,
          reason: "'\(Excerpt.oneLine(text, limit: 40))' is no size; write it like 500M or 8G")
      }
      limit = read
    }
    self.init(path: environment.variable("TMPDIR") ?? "/tmp", limit: limit)
  }

  /// Counts bytes that a file is about to get; throws when they are more than allowed.
  func take(_ bytes: Int) throws(ReadingError) {
    let isOver = used.withLock { used in
      used += Int64(bytes)
      return used > limit
    }
    if isOver { throw .overLimit(path: path, limit: TemporaryFolder.words(limit)) }
  }

  private static let units = [("K", 10), ("M", 20), ("G", 30), ("T", 40)]

  private static func bytes(_ text: String) -> Int64? {
    let unit = units.first { text.uppercased().hasSuffix($0.0) }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits), number > 0
    else {
      return nil
    }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << (unit?.1 ?? 0))
    return overflows ? nil : bytes
  }

  /// A size as a person says it, such as `4 GiB`.
  static func words(_ bytes: Int64) -> String {
    let unit = units.last { bytes >= 1 << $0.1 && bytes % (1 << $0.1) == 0 }
    return unit.map { "\(bytes >> $0.1) \($0.0)iB" } ?? "\(bytes) bytes"
  }
}
