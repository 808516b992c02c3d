/// A file that a person named for a text.
public enum TextFile {
  /// Writes the file whole: a file that is there is replaced when the new one is complete. What is no
  /// regular file, such as a pipe, is written to.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    switch try Files.kind(of: path) {
    case .nothing, .file:
      let new = "\(path).jobreport-new"
      do {
        try Files.write(bytes, to: new)
        try Files.rename(new, to: path)
      } catch {
        try? Files.remove(new)
        throw SystemError(error.action, path, code: error.code)
      }
    case .folder, .other: try Files.write(bytes, to: path)
    }
  }
}
