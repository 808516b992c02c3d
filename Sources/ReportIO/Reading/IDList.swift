import ReportKit

/// A file of job ids.
public enum IDList {
  /// The ids in a file, one a line; `-` is standard input. White space around an id, empty lines and lines
  /// that begin with `#` are left out.
  public static func read(_ path: String) throws(ReadingError) -> [ID] {
    let bytes = try path == "-" ? WholeFile.ids.readStandardInput() : WholeFile.ids.read(path)
    return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
      let text = String(decoding: line, as: UTF8.self)
      let id = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      return id.isEmpty || id.utf8.first == UInt8(ascii: "#") ? nil : ID(id)
    }
  }
}
