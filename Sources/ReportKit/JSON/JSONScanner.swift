import CommonMark

/// Where and why bytes are not JSON (RFC 8259).
public struct JSONError: Error, Equatable, Sendable {
  /// Byte offset from the start of the scanned bytes.
  public var offset: Int
  /// What was found there.
  public var reason: Reason

  /// What was found.
  public enum Reason: Equatable, Sendable {
    /// The bytes end inside a value; more of them may complete it.
    case incomplete
    /// A byte that cannot stand there; the text says what should.
    case expected(String)
    /// Containers inside containers past ``JSONScanner/maximumDepth``.
    case tooDeep
    /// A value, or a line that is none, of more than so many bytes.
    case tooLong(Int)
    /// An object of more than so many members.
    case tooManyMembers(Int)
  }

  /// An error.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension JSONError: CustomStringConvertible {
  /// The reason in words, with the offset.
  public var description: String {
    switch reason {
    case .incomplete: "it ends in the middle of a value, at byte \(offset)"
    case .expected(let what): "\(what) expected at byte \(offset)"
    case .tooDeep: "more than \(JSONScanner.maximumDepth) levels deep at byte \(offset)"
    case .tooManyMembers(let limit): "more than \(limit) members in one object, at byte \(offset)"
    case .tooLong(let limit): "more than \(limit) bytes without an end at byte \(offset)"
    }
  }
}

/// Finds JSON values in bytes and checks their grammar (RFC 8259), without building anything:
/// the caller gets byte ranges and decodes what it needs.
public enum JSONScanner {
  /// How deep containers may nest.
  public static let maximumDepth = 200

  /// The first index at or after `start` that is not white space.
  @inline(__always)
  public static func skipWhiteSpace(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return index
      }
    }
    return index
  }

  /// The index behind the value that starts at `start` (no white space before it).
  public static func endOfValue(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    try end(bytes, start, depth: 0)
  }

  /// The index behind a value, of which what nests too deep is told by its brackets alone: it costs what stands in
  /// it, not what stands beside it.
  public static func endOfWholeValue(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    do {
      return try endOfValue(bytes, from: start)
    } catch {
      guard error.reason == .tooDeep else { throw error }
      guard let end = endOfBrackets(bytes, from: start) else {
        throw JSONError(offset: bytes.count, reason: .incomplete)
      }
      return end
    }
  }

  /// The index behind an object or a list by its brackets alone, whatever stands between them; nil when it
  /// does not begin with a bracket or they do not close.
  static func endOfBrackets(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else {
      return nil
    }
    var depth = 0
    var isInString = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isInString: index += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: depth += 1
      case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The index behind the string whose opening quote is at `start`.
  public static func endOfString(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var index = start + 1
    while true {
      index = indexOfSign(bytes, from: index)
      guard index < bytes.count else { throw JSONError(offset: bytes.count, reason: .incomplete) }
      switch bytes[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      default: throw JSONError(offset: index, reason: .expected("the end of a string"))
      }
    }
  }

  /// The first quote, backslash or line feed at or after an index; the number of bytes when there is none.
  /// Most bytes of an answer are text inside strings, so eight are looked at together.
  private static func indexOfSign(_ bytes: Span<UInt8>, from start: Int) -> Int {
    bytes.withUnsafeBytes { raw in
      var index = start
      while index + 8 <= raw.count {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found = word.marks(0x22) | word.marks(0x5C) | word.marks(0x0A)
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < raw.count {
        switch raw[index] {
        case 0x22, 0x5C, 0x0A: return index
        default: index += 1
        }
      }
      return raw.count
    }
  }

  /// The first backslash in a range; its end when there is none.
  static func indexOfBackslash(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int {
    bytes.withUnsafeBytes { raw in
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let found = word.marks(0x5C)
        if found != 0 { return index + found.trailingZeroBitCount / 8 }
        index += 8
      }
      while index < range.upperBound, raw[index] != 0x5C { index += 1 }
      return index
    }
  }

  private static func end(
    _ bytes: Span<UInt8>, _ start: Int, depth: Int
  ) throws(JSONError) -> Int {
    guard start < bytes.count else { throw JSONError(offset: bytes.count, reason: .incomplete) }
    switch bytes[start] {
    case UInt8(ascii: "\""): return try endOfString(bytes, from: start)
    case UInt8(ascii: "{"): return try endOfObject(bytes, start, depth: depth)
    case UInt8(ascii: "["): return try endOfArray(bytes, start, depth: depth)
    case UInt8(ascii: "t"): return try endOfWord("true", bytes, start)
    case UInt8(ascii: "f"): return try endOfWord("false", bytes, start)
    case UInt8(ascii: "n"): return try endOfWord("null", bytes, start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try endOfNumber(bytes, start)
    default: throw JSONError(offset: start, reason: .expected("a value"))
    }
  }

  private static func endOfObject(
    _ bytes: Span<UInt8>, _ start: Int, depth: Int
  ) throws(JSONError) -> Int {
    guard depth < maximumDepth else { throw JSONError(offset: start, reason: .tooDeep) }
    var index = skipWhiteSpace(bytes, from: start + 1)
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") { return index + 1 }
    while true {
      index = try colon(after: bytes, keyAt: index).end
      index = try end(bytes, skipWhiteSpace(bytes, from: index), depth: depth + 1)
      index = skipWhiteSpace(bytes, from: index)
      guard index < bytes.count else { throw JSONError(offset: index, reason: .incomplete) }
      switch bytes[index] {
      case UInt8(ascii: ","): index = skipWhiteSpace(bytes, from: index + 1)
      case UInt8(ascii: "}"): return index + 1
      default: throw JSONError(offset: index, reason: .expected("',' or '}'"))
      }
    }
  }

  private static func endOfArray(
    _ bytes: Span<UInt8>, _ start: Int, depth: Int
  ) throws(JSONError) -> Int {
    guard depth < maximumDepth else { throw JSONError(offset: start, reason: .tooDeep) }
    var index = skipWhiteSpace(bytes, from: start + 1)
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { return index + 1 }
    while true {
      index = skipWhiteSpace(bytes, from: try end(bytes, index, depth: depth + 1))
      guard index < bytes.count else { throw JSONError(offset: index, reason: .incomplete) }
      switch bytes[index] {
      case UInt8(ascii: ","): index = skipWhiteSpace(bytes, from: index + 1)
      case UInt8(ascii: "]"): return index + 1
      default: throw JSONError(offset: index, reason: .expected("',' or ']'"))
      }
    }
  }

  /// The indices behind the key that starts at `index` and behind its colon.
  static func colon(
    after bytes: Span<UInt8>, keyAt index: Int
  ) throws(JSONError) -> (key: Int, end: Int) {
    guard index < bytes.count else { throw JSONError(offset: index, reason: .incomplete) }
    guard bytes[index] == UInt8(ascii: "\"") else {
      throw JSONError(offset: index, reason: .expected("a member's name in quotes"))
    }
    let key = try endOfString(bytes, from: index)
    let colon = skipWhiteSpace(bytes, from: key)
    guard colon < bytes.count else { throw JSONError(offset: colon, reason: .incomplete) }
    guard bytes[colon] == UInt8(ascii: ":") else {
      throw JSONError(offset: colon, reason: .expected("':'"))
    }
    return (key, colon + 1)
  }

  private static func endOfWord(
    _ word: StaticString, _ bytes: Span<UInt8>, _ start: Int
  ) throws(JSONError) -> Int {
    let count = word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { letters in
      for offset in 0..<min(count, bytes.count - start) where bytes[start + offset] != letters[offset] {
        return false
      }
      return true
    }
    guard matches else {
      throw JSONError(offset: start, reason: .expected("\"true\", \"false\" or \"null\""))
    }
    guard start + count <= bytes.count else {
      throw JSONError(offset: bytes.count, reason: .incomplete)
    }
    return start + count
  }

  private static func endOfNumber(_ bytes: Span<UInt8>, _ start: Int) throws(JSONError) -> Int {
    let digits = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    var index = try endOfDigits(bytes, digits)
    // No digit may follow a leading zero.
    if bytes[digits] == UInt8(ascii: "0") { index = digits + 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") { index = try endOfDigits(bytes, index + 1) }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        index += 1
      }
      index = try endOfDigits(bytes, index)
    }
    return index
  }

  /// The index behind one or more digits.
  private static func endOfDigits(_ bytes: Span<UInt8>, _ start: Int) throws(JSONError) -> Int {
    var index = start
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    guard index > start else {
      throw JSONError(offset: index, reason: index < bytes.count ? .expected("a digit") : .incomplete)
    }
    return index
  }
}
