/// One file of a report.
public struct OutputFile: Sendable {
  /// Where it stands.
  public var path: SitePath
  /// All of it.
  public var bytes: [UInt8]

  /// A file.
  public init(path: SitePath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
