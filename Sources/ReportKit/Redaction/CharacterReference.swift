import CommonMark

/// A character reference as in HTML, `&#95;` or `&lowbar;` (HTML, section 13.5), as far as it may stand in a key.
enum CharacterReference {
  /// The longest: `&NegativeVeryThinSpace;`.
  private static let longest = 24

  /// The character of the reference that begins with the `&` at an index, and the index behind it.
  static func read(_ text: Span<UInt8>, from index: Int, limit: Int) -> (Unicode.Scalar, end: Int)? {
    let near = min(limit, index + longest)
    let end = text.index(of: UInt8(ascii: ";"), in: index..<near)
    guard end < near, index + 2 < end else { return nil }
    guard text[index + 1] == UInt8(ascii: "#") else {
      guard let value = named(text, index + 1..<end) else { return nil }
      return Unicode.Scalar(value).map { ($0, end + 1) }
    }
    let isHexadecimal = text[index + 2] | 0x20 == UInt8(ascii: "x")
    var value: UInt32 = 0
    for place in (index + (isHexadecimal ? 3 : 2))..<end {
      guard let digit = HexDigits.value(of: text[place]), isHexadecimal || digit < 10, value < 0x110000
      else { return nil }
      value = value * (isHexadecimal ? 16 : 10) + UInt32(digit)
    }
    return Unicode.Scalar(value).map { ($0, end + 1) }
  }

  private static func named(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    for (name, value) in names
    where name.utf8CodeUnitCount == range.count
      && name.begins(text, at: range.lowerBound, limit: range.upperBound)
    {
      return value
    }
    return nil
  }

  /// Of the signs of ASCII, of blanks and of what cannot be seen.
  private static let names: [(StaticString, UInt32)] = [
    ("lowbar", 0x5F), ("UnderBar", 0x5F), ("hyphen", 0x2D), ("dash", 0x2D), ("period", 0x2E), ("sol", 0x2F),
    ("plus", 0x2B), ("equals", 0x3D), ("colon", 0x3A), ("semi", 0x3B), ("comma", 0x2C), ("num", 0x23),
    ("percnt", 0x25), ("amp", 0x26), ("AMP", 0x26), ("lt", 0x3C), ("LT", 0x3C), ("gt", 0x3E), ("GT", 0x3E),
    ("quot", 0x22), ("QUOT", 0x22), ("apos", 0x27), ("excl", 0x21), ("quest", 0x3F), ("commat", 0x40),
    ("dollar", 0x24), ("lpar", 0x28), ("rpar", 0x29), ("ast", 0x2A), ("midast", 0x2A), ("grave", 0x60),
    ("lsqb", 0x5B), ("lbrack", 0x5B), ("rsqb", 0x5D), ("rbrack", 0x5D), ("bsol", 0x5C), ("lcub", 0x7B),
    ("lbrace", 0x7B), ("rcub", 0x7D), ("rbrace", 0x7D), ("verbar", 0x7C), ("vert", 0x7C), ("Hat", 0x5E),
    ("Tab", 0x09), ("NewLine", 0x0A), ("nbsp", 0xA0), ("NonBreakingSpace", 0xA0), ("shy", 0xAD),
    ("zwj", 0x200D), ("zwnj", 0x200C), ("lrm", 0x200E), ("rlm", 0x200F), ("ZeroWidthSpace", 0x200B),
    ("NegativeVeryThinSpace", 0x200B), ("NegativeThinSpace", 0x200B), ("NegativeMediumSpace", 0x200B),
    ("NegativeThickSpace", 0x200B), ("NoBreak", 0x2060), ("af", 0x2061), ("ApplyFunction", 0x2061),
    ("it", 0x2062), ("InvisibleTimes", 0x2062), ("ic", 0x2063), ("InvisibleComma", 0x2063),
  ]
}
