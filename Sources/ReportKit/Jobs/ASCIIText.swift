/// Writes a short text of ASCII digits and signs at once: dates stand in every row of every list, and to
/// put each together from small strings costs more than the rest of the row.
struct ASCIIText {
  private var bytes: [UInt8] = []

  /// The text that a closure writes, of about so many bytes.
  static func text(capacity: Int, _ write: (inout ASCIIText) -> Void) -> String {
    var text = ASCIIText()
    text.bytes.reserveCapacity(capacity)
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  mutating func add(_ sign: Unicode.Scalar) { bytes.append(UInt8(ascii: sign)) }

  mutating func add(_ word: String) { bytes += word.utf8 }

  /// A number that is not negative, with zeros in front up to so many digits.
  mutating func add(_ number: Int, digits: Int = 1) {
    if number > 9 || digits > 1 { add(number / 10, digits: digits - 1) }
    bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }

  /// `2026-03-31`; a year before the first has a minus.
  mutating func add(_ date: CivilDate) {
    let (year, month, day) = date.components
    if year < 0 { add("-") }
    add(abs(year), digits: year < 0 ? 3 : 4)
    add("-")
    add(month, digits: 2)
    add("-")
    add(day, digits: 2)
  }

  /// `23:35`.
  mutating func add(minutesOfDay minutes: Int) {
    add(minutes / 60, digits: 2)
    add(":")
    add(minutes % 60, digits: 2)
  }
}
