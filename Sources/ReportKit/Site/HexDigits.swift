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
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(word >> UInt64(shift) & 15)
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
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
