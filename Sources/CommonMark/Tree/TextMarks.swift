/// Which of the characters that may act stand in a text: one look at every byte, so that what looks for one of them looks
/// only where it stands.
struct TextMarks: OptionSet {
  let rawValue: UInt8

  static let colon = TextMarks(rawValue: 1)
  static let period = TextMarks(rawValue: 2)
  static let at = TextMarks(rawValue: 4)
  static let tilde = TextMarks(rawValue: 8)
  static let digit = TextMarks(rawValue: 16)
  /// What else is markup of Markdown or of HTML.
  static let markup = TextMarks(rawValue: 32)
}

extension TextMarks {
  init(of text: UnsafeBufferPointer<UInt8>) {
    let marks = Self.table.withUnsafeBufferPointer { table in
      text.reduce(0 as UInt8) { $0 | table[Int($1)] }
    }
    self.init(rawValue: marks)
  }

  private static let table = (UInt8.min...UInt8.max).map { TextMarks(byte: $0).rawValue }

  private init(byte: UInt8) {
    switch byte {
    case UInt8(ascii: ":"): self = .colon
    case UInt8(ascii: "."): self = .period
    case UInt8(ascii: "@"): self = .at
    case UInt8(ascii: "~"): self = .tilde
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
    case UInt8(ascii: ">"), UInt8(ascii: "\""): self = .markup
    // A link begins at these only in front of a period.
    case UInt8(ascii: "w"), UInt8(ascii: "W"): self = []
    default: self = ByteSet.inline.contains(byte) ? .markup : []
    }
  }
}
