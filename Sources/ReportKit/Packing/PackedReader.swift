/// Reads what a ``PackedWriter`` wrote, from bytes that may be anything: what is cut, too large or no value of its kind is
/// nil, and nothing is read beyond the end.
struct PackedReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  private static let moments =
    Timestamp(milliseconds: -62_135_596_800_000).adding(
      hours: -24)..<Timestamp(milliseconds: 253_402_300_800_000).adding(hours: 24)

  init(_ bytes: [UInt8]) { self.init(bytes, bytes.indices) }

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position >= end }

  mutating func number() -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < end, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }

  mutating func signed() -> Int64? {
    number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }

  mutating func flag() -> Bool? { number().map { $0 != 0 } }

  /// A count, of which a sum of all that memory can hold is a number still.
  mutating func count() -> Int? { number().flatMap(Int32.init(exactly:)).map(Int.init) }

  /// A moment of the years 1 to 9999, which alone the calendars of the report have, in whatever zone.
  mutating func moment() -> Timestamp? {
    signed().map(Timestamp.init(milliseconds:)).flatMap { Self.moments.contains($0) ? $0 : nil }
  }

  /// A moment; nil inside where there is none.
  mutating func optionalMoment() -> Timestamp?? {
    guard let isThere = flag() else { return nil }
    return isThere ? moment().map { .some($0) } : .some(nil)
  }

  /// A text; nil inside where there is none.
  mutating func text() -> String?? {
    guard let part = part() else { return nil }
    return .some(part.map { String(decoding: bytes[$0], as: UTF8.self) })
  }

  /// A text that has to be there.
  mutating func requiredText() -> String? { text() ?? nil }

  /// One of the values that have names; nil inside where there is none.
  mutating func word<Word: RawRepresentable<String>>() -> Word?? {
    guard let text = text() else { return nil }
    guard let text else { return .some(nil) }
    return Word(rawValue: text)
  }

  /// Where the bytes of a part stand; nil inside where it is missing.
  mutating func part() -> Range<Int>?? {
    guard let length = number() else { return nil }
    guard length > 0 else { return .some(nil) }
    guard length - 1 <= UInt64(end - position) else { return nil }
    let start = position
    position += Int(length - 1)
    return start..<position
  }

  /// Values up to the end, or to what is none.
  mutating func values<Value: Packable>() -> [Value] {
    var values: [Value] = []
    while !isAtEnd, let value = Value(unpacking: &self) { values.append(value) }
    return values
  }

  /// What a part is read with, which is not to be left.
  func reader(of part: Range<Int>) -> PackedReader { PackedReader(bytes, part) }

  /// All bytes that are left.
  var rest: ArraySlice<UInt8> { bytes[min(position, end)..<end] }
}
