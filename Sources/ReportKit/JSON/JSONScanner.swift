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
    while index < bytes.count {
      index = bytes.firstIndex(in: index..<bytes.count) { $0.marks(0x22) | $0.marks(0x5C) | $0.marks(0x0A) }
      guard index < bytes.count else { break }
      switch bytes[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      default: throw JSONError(offset: index, reason: .expected("the end of a string"))
      }
    }
    throw JSONError(offset: bytes.count, reason: .incomplete)
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
    var walk = JSONWalk(into: start)
    while let member = try walk.member(in: bytes) {
      walk.index = try end(bytes, member.value, depth: depth + 1)
    }
    return walk.index
  }

  private static func endOfArray(
    _ bytes: Span<UInt8>, _ start: Int, depth: Int
  ) throws(JSONError) -> Int {
    guard depth < maximumDepth else { throw JSONError(offset: start, reason: .tooDeep) }
    var walk = JSONWalk(into: start)
    while let element = try walk.element(in: bytes) { walk.index = try end(bytes, element, depth: depth + 1) }
    return walk.index
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

/// Goes through what stands in an object or a list, from one member or element to the next. Whoever goes on says where
/// the value ends that was found.
struct JSONWalk {
  /// Behind what was passed: the opening bracket, a value and, at the end, the closing bracket.
  var index: Int
  private var isFirst: Bool

  /// Into the object or the list whose opening bracket is at an index.
  init(into bracket: Int) {
    index = bracket + 1
    isFirst = true
  }

  /// On in one from behind a value in it.
  init(behind value: Int) {
    index = value
    isFirst = false
  }

  /// The next member of an object: its name between the quotes, and where its value begins. Nil behind the last.
  @inline(__always)
  mutating func member(in bytes: Span<UInt8>) throws(JSONError) -> (name: Range<Int>, value: Int)? {
    guard let quote = try next(in: bytes, to: UInt8(ascii: "}"), or: "',' or '}'") else { return nil }
    guard quote < bytes.count else { throw JSONError(offset: quote, reason: .incomplete) }
    guard bytes[quote] == UInt8(ascii: "\"") else {
      throw JSONError(offset: quote, reason: .expected("a member's name in quotes"))
    }
    let end = try JSONScanner.endOfString(bytes, from: quote)
    let colon = JSONScanner.skipWhiteSpace(bytes, from: end)
    guard colon < bytes.count else { throw JSONError(offset: colon, reason: .incomplete) }
    guard bytes[colon] == UInt8(ascii: ":") else { throw JSONError(offset: colon, reason: .expected("':'")) }
    return (quote + 1..<end - 1, JSONScanner.skipWhiteSpace(bytes, from: colon + 1))
  }

  /// Where the next element of a list begins; nil behind the last.
  @inline(__always)
  mutating func element(in bytes: Span<UInt8>) throws(JSONError) -> Int? {
    try next(in: bytes, to: UInt8(ascii: "]"), or: "',' or ']'")
  }

  @inline(__always)
  private mutating func next(
    in bytes: Span<UInt8>, to bracket: UInt8, or expected: StaticString
  ) throws(JSONError) -> Int? {
    let place = JSONScanner.skipWhiteSpace(bytes, from: index)
    guard place < bytes.count else { throw JSONError(offset: place, reason: .incomplete) }
    if bytes[place] == bracket {
      index = place + 1
      return nil
    }
    if isFirst {
      isFirst = false
      return place
    }
    guard bytes[place] == UInt8(ascii: ",") else {
      throw JSONError(offset: place, reason: .expected("\(expected)"))
    }
    return JSONScanner.skipWhiteSpace(bytes, from: place + 1)
  }
}
