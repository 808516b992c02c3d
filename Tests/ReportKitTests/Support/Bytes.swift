import ReportKit

extension [UInt8] {
  /// The UTF-8 of a text.
  init(_ text: String) { self.init(text.utf8) }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension OutputFile {
  /// The content as text.
  var text: String { bytes.text }
}

/// The message of the error that a closure throws; nil when it throws none.
func message(of work: () throws -> Void) -> String? {
  do {
    try work()
    return nil
  } catch {
    return "\(error)"
  }
}
