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
    if !isExpected {
      do throws(SystemError) {
        switch try Files.kind(of: path) {
        case .nothing: return nil
        case .file, .folder: break
        // A pipe that stands there would wait for somebody to write into it.
        case .other: throw SystemError("read", path, code: ENOTSUP)
        }
      } catch {
        throw .system(error)
      }
    }
    return try WholeFile.settings.read(path)
  }

  /// All of a file of acknowledgements.
  public static func readAcknowledgements(_ path: String) throws(ReadingError) -> [UInt8] {
    try WholeFile.acknowledgements.read(path)
  }
}
