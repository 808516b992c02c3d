/// A key that the program works with itself. It is found by its value, whatever it looks like.
struct RunKey: Sendable, Equatable {
  /// The key as it is sent.
  let bytes: [UInt8]
  /// Its letters as ``VisibleText`` has them, without those that are passed over: as they are read where the key
  /// stands as it is, and as they are read where every sign of it is spelled with others, which differs for a key
  /// with a `%` in it. None when too few are left to be told from other words.
  let readings: [[UInt8]]

  /// Fewer bytes are no key that any service gives out, and would be found in words.
  static let minimumLength = 6

  /// A key, without the white space around it; nil for what can be none, as it is too short or cannot be sent: keys
  /// are printable ASCII.
  init?(_ key: String) {
    let bytes = Array(key.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
    guard bytes.count >= Self.minimumLength, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    self.bytes = bytes
    let read = VisibleText(bytes.span, leavesOutTags: false).letters
    let spelled = bytes.map { VisibleLetter.code(of: Unicode.Scalar($0)) }
    readings = Set([read, spelled].map { $0.filter { !Self.passesOver($0) } })
      .filter { $0.count >= Self.minimumLength }.sorted { $0.count > $1.count }
  }

  /// Whether a letter may stand in a key that is no part of it: a line break, or a `_`, which is a mark in Markdown
  /// where the letters beside it let it be.
  static func passesOver(_ letter: UInt8) -> Bool {
    letter == VisibleLetter.lineBreak || letter == UInt8(ascii: "_") || letter == VisibleLetter.nothing
  }
}
