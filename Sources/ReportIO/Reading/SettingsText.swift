#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a settings file.
public enum SettingsText {
  /// All of a file; nil where none is expected and none is.
  public static func read(_ path: String, isExpected: Bool) throws(ReadingError) -> [UInt8]? {
    if try isOther(path, mayBeOpen: isExpected) == nil, !isExpected { return nil }
    return try WholeFile.settings.read(path)
  }

  /// Throws for a pipe that stands there, which would wait for somebody to write into it; one that is open already, such
  /// as that of a shell's <(…), may be read. Nil when there is nothing.
  @discardableResult
  private static func isOther(_ path: String, mayBeOpen: Bool) throws(ReadingError) -> Bool? {
    do throws(SystemError) {
      switch try Files.kind(of: path) {
      case .nothing: return nil
      case .file, .folder: return false
      case .other where mayBeOpen && (path.hasPrefix("/dev/") || path.hasPrefix("/proc/")): return true
      case .other: throw SystemError("read", path, code: ENOTSUP)
      }
    } catch {
      throw .system(error)
    }
  }

  /// All of a file of acknowledgements.
  public static func readAcknowledgements(_ path: String) throws(ReadingError) -> [UInt8] {
    try isOther(path, mayBeOpen: true)
    return try WholeFile.acknowledgements.read(path)
  }

  /// All of a file of people's names.
  public static func readPeople(_ path: String) throws(ReadingError) -> [UInt8] {
    try isOther(path, mayBeOpen: true)
    return try WholeFile.people.read(path)
  }
}
