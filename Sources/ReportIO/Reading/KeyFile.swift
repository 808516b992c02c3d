/// A file that holds an API key and nothing else.
public enum KeyFile {
  /// The key, without the white space around it.
  public static func read(_ path: String) throws(ReadingError) -> String {
    let bytes = try WholeFile.key.read(path)
    let text = bytes.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
    return String(decoding: Array(text), as: UTF8.self)
  }
}
