/// 64 bits as 16 lower-case hexadecimal digits, the first digit the highest.
enum HexDigits {
  /// The value of one digit, in either case; nil for what is none.
  static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Appends the digits of words.
  static func append(_ words: UInt64..., to bytes: inout [UInt8]) {
    for word in words {
      for half in [word >> 32, word & 0xFFFF_FFFF] {
        withUnsafeBytes(of: eight(half).bigEndian) { bytes.append(contentsOf: $0) }
      }
    }
  }

  /// The digits of 32 bits, the first in the highest place.
  private static func eight(_ bits: UInt64) -> UInt64 {
    var digits = bits
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits | digits << 4) & 0x0F0F_0F0F_0F0F_0F0F
    // To add 6 sets the fifth bit of digits from 10 on, and `a` stands 39 places behind the sign that follows `9`.
    let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return digits &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }

  /// Reads a word; nil for anything but its 16 digits.
  static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
    guard digits.count == 16 else { return nil }
    return digits.withUnsafeBytes { digits in
      var word: UInt64 = 0
      for byte in digits {
        let digit: UInt8
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
        default: return nil
        }
        word = word << 4 | UInt64(digit)
      }
      return word
    }
  }
}
