/// One JSON text in bytes, read member by member: what is not asked for is only stepped over.
public struct JSONText: Sendable {
  /// The bytes of the text.
  public let bytes: [UInt8]
  /// What is not to be shown of its texts; whoever reads one to be shown asks it.
  let redaction: Redaction
  /// Whether all of it is known to be UTF-8.
  var isUTF8 = false

  /// A text; nothing is checked before it is read.
  public init(_ bytes: [UInt8], hiding redaction: Redaction = .shapes) {
    self.bytes = bytes
    self.redaction = redaction
  }

  /// The kind of a value, from its first byte.
  public enum Kind: String, Sendable {
    case object = "an object"
    case array = "a list"
    case string = "a string"
    case number = "a number"
    case boolean = "true or false"
    case null = "null"

    /// The kind of a value that begins with a byte.
    init(firstByte byte: UInt8) {
      self =
        switch byte {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }
  }

  /// A value: its kind and where it stands in the bytes.
  public struct Value: Sendable {
    /// What it is.
    public let kind: Kind
    /// Its bytes, a string's with both quotes.
    public let range: Range<Int>

    /// A value that was found.
    public init(kind: Kind, range: Range<Int>) {
      self.kind = kind
      self.range = range
    }
  }

  /// A member of an object.
  public struct Member: Sendable {
    /// The bytes of its name between the quotes.
    public let name: Range<Int>
    /// Its value.
    public let value: Value
  }

  /// The one value that the text holds.
  public func root() throws(JSONError) -> Value {
    let span = bytes.span
    let start = JSONScanner.skipWhiteSpace(span, from: 0)
    guard start < span.count else { throw JSONError(offset: start, reason: .incomplete) }
    let end = try JSONScanner.endOfValue(span, from: start)
    let rest = JSONScanner.skipWhiteSpace(span, from: end)
    guard rest == span.count else {
      throw JSONError(offset: rest, reason: .expected("the end of the text"))
    }
    return value(start..<end)
  }

  /// The members of the object that the text is, in their order; repeated names stay.
  public func members() throws(JSONError) -> [Member] {
    let span = bytes.span
    let start = JSONScanner.skipWhiteSpace(span, from: 0)
    guard start < span.count else { throw JSONError(offset: start, reason: .incomplete) }
    guard span[start] == UInt8(ascii: "{") else {
      throw JSONError(offset: start, reason: .expected("an object"))
    }
    return try members(of: Value(kind: .object, range: start..<span.count))
  }

  /// The most members that an object may have: none of a job has more, and each takes more room than the five
  /// bytes that it may stand in.
  static let memberLimit = 65_536

  /// The members of an object, in their order; repeated names stay.
  public func members(of object: Value) throws(JSONError) -> [Member] {
    var members: [Member] = []
    members.reserveCapacity(12)
    _ = try readMembers(ofObjectAt: object.range.lowerBound, into: &members)
    return members
  }

  /// Adds the members of the object that begins at an index; gives the index behind it.
  private func readMembers(
    ofObjectAt start: Int, into members: inout [Member]
  ) throws(JSONError) -> Int {
    let span = bytes.span
    var walk = JSONWalk(into: start)
    while let (name, value) = try walk.member(in: span) {
      walk.index = try JSONScanner.endOfWholeValue(span, from: value)
      guard members.count < JSONText.memberLimit else {
        throw JSONError(offset: name.lowerBound - 1, reason: .tooManyMembers(JSONText.memberLimit))
      }
      members.append(Member(name: name, value: self.value(value..<walk.index)))
    }
    return walk.index
  }

  /// Hands on the elements of an array, in their order, without keeping them: a value takes more room than the
  /// two bytes that it may stand in.
  public func eachElement(of array: Value, _ use: (Value) throws(JSONError) -> Void) throws(JSONError) {
    let span = bytes.span
    var walk = JSONWalk(into: array.range.lowerBound)
    while let start = try walk.element(in: span) {
      walk.index = try JSONScanner.endOfWholeValue(span, from: start)
      try use(value(start..<walk.index))
    }
  }

  /// The elements of an array, in their order, no more than so many.
  public func elements(of array: Value, upTo limit: Int = .max) throws(JSONError) -> [Value] {
    let span = bytes.span
    var elements: [Value] = []
    var walk = JSONWalk(into: array.range.lowerBound)
    while elements.count < limit, let start = try walk.element(in: span) {
      walk.index = try JSONScanner.endOfWholeValue(span, from: start)
      elements.append(value(start..<walk.index))
    }
    return elements
  }

  /// Hands on the elements of an array, in their order, with the members of those that are objects, which are stepped
  /// over once; with nil for what is not an object, or has too many members.
  func eachElement(
    withMembersOf array: Value, _ use: (Value, [Member]?) throws(JSONError) -> Void
  ) throws(JSONError) {
    let span = bytes.span
    var members: [Member] = []
    var walk = JSONWalk(into: array.range.lowerBound)
    while let start = try walk.element(in: span) {
      members.removeAll(keepingCapacity: true)
      let isObject = start < span.count && span[start] == UInt8(ascii: "{")
      let end = isObject ? try? readMembers(ofObjectAt: start, into: &members) : nil
      if let end { walk.index = end } else { walk.index = try JSONScanner.endOfWholeValue(span, from: start) }
      try use(value(start..<walk.index), end == nil ? nil : members)
    }
  }

  /// Whether the name of a member is `name` (compared byte by byte; names with escapes never match).
  public func isNamed(_ member: Member, _ name: StaticString) -> Bool {
    name.isAll(of: bytes.span, in: member.name)
  }

  /// The value of the last member with a name, as JSON readers agree to take it.
  public func value(_ name: StaticString, in members: [Member]) -> Value? {
    members.last { isNamed($0, name) }?.value
  }

  /// The text of a string value, unescaped, as valid UTF-8; nil when it is not a string.
  public func utf8(_ value: Value) -> [UInt8]? {
    guard value.kind == .string else { return nil }
    return JSONString.unescape(
      bytes, value.range.lowerBound + 1..<value.range.upperBound - 1, isUTF8: isUTF8)
  }

  /// The text of a string value that has neither escapes nor anything like a key; nil for all others.
  func plainText(_ value: Value) -> String? {
    guard value.kind == .string else { return nil }
    let range = value.range.lowerBound + 1..<value.range.upperBound - 1
    let span = bytes.span
    guard span.index(of: UInt8(ascii: "\\"), in: range) == range.upperBound,
      !redaction.mayFind(in: span, range)
    else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text of a string value, unescaped; nil when it is not a string.
  public func string(_ value: Value) -> String? {
    utf8(value).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What texts can hold that is not text, and is read as U+FFFD.
  enum Damage: String {
    case notUTF8 = "bytes that are no UTF-8"
    case loneSurrogate = "half of a surrogate pair"
  }

  /// What is not text in a part of the bytes, outside of names and within strings; nil when all is.
  func damage(in range: Range<Int>) -> Damage? {
    let whole = bytes.span
    let span = whole.extracting(range)
    guard span.withUnsafeBufferPointer({ $0.isUTF8 }) else { return .notUTF8 }
    var high: Int?
    var index = 0
    while true {
      index = span.index(of: UInt8(ascii: "\\"), in: index..<span.count)
      guard index + 1 < span.count else { return high == nil ? nil : .loneSurrogate }
      if let end = high, end != index { return .loneSurrogate }
      guard span[index + 1] == UInt8(ascii: "u"), index + 5 < span.count,
        let first = HexDigits.value(of: span[index + 2]), let second = HexDigits.value(of: span[index + 3])
      else {
        if high != nil { return .loneSurrogate }
        index += 2
        continue
      }
      let kind = first == 0xD ? second : 0
      // The second half follows right behind the first, and nowhere else.
      if (high != nil) != (0xC...0xF).contains(kind) { return .loneSurrogate }
      high = (8...0xB).contains(kind) ? index + 6 : nil
      index += 6
    }
  }

  /// The number, `true`, `false` or `null` as it is written.
  public func source(_ value: Value) -> String {
    String(decoding: bytes[value.range], as: UTF8.self)
  }

  private func value(_ range: Range<Int>) -> Value {
    Value(kind: Kind(firstByte: bytes[range.lowerBound]), range: range)
  }
}
