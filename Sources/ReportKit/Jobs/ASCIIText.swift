/// Writes a short text of ASCII digits and signs at once: dates stand in every row of every list, and to
/// put each together from small strings costs more than the rest of the row.
struct ASCIIText {
  /// The memory of the text that is made.
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  private init(in room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

  /// Bytes beside the capacity that is asked for: enough for a year of 19 digits, the most that an `Int` has.
  private static let spare = 24

  /// The text that a closure writes. The capacity is its length in bytes where years have four digits.
  static func text(capacity: Int, _ write: (inout ASCIIText) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity + spare) { room in
      var text = ASCIIText(in: room)
      write(&text)
      return text.count
    }
  }

  mutating func add(_ sign: Unicode.Scalar) { add(byte: UInt8(ascii: sign)) }

  mutating func add(_ word: String) { for byte in word.utf8 { add(byte: byte) } }

  /// Adds a byte. A full room takes no more; no date fills it.
  private mutating func add(byte: UInt8) {
    guard count < room.count else { return }
    room.initializeElement(at: count, to: byte)
    count += 1
  }

  /// A number that is not negative, with zeros in front up to so many digits.
  mutating func add(_ number: Int, digits: Int = 1) {
    if number > 9 || digits > 1 { add(number / 10, digits: digits - 1) }
    add(byte: 0x30 + UInt8(truncatingIfNeeded: number % 10))
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
