/// A key that the program works with itself. It is found by its value, whatever it looks like.
struct RunKey: Sendable, Equatable {
  /// The key as it is sent.
  let bytes: [UInt8]
  /// Its letters as ``VisibleText`` has them, without those that are passed over: as they are read where the key
  /// stands as it is, and as they are read where every sign of it is spelled with others, which differs for a key
  /// with a `%` in it. None when too few are left to be told from other words.
  let readings: [[UInt8]]
  /// The key in hexadecimal, and what of it is the same in Base64 whatever stands around it there.
  let encodings: [[UInt8]]

  /// No service gives out a shorter key, and one would be found in words.
  static let minimumLength = 6

  /// A key, without the white space around it; nil for what can be none, as it is too short or cannot be sent: keys
  /// are printable ASCII.
  init?(_ key: String) {
    let bytes = Array(key.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
    guard bytes.count >= Self.minimumLength, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    self.bytes = bytes
    let read = VisibleText(bytes.span, leavesOutTags: false).letters
    let spelled = bytes.map { VisibleLetter.code(of: Unicode.Scalar($0)) }
    readings = Set([read, spelled].map { $0.filter { !Self.passesOver($0) } })
      .filter { $0.count >= Self.minimumLength }.sorted { $0.count > $1.count }
    encodings = Set((Self.base64(bytes) + Self.hexadecimal(bytes)).map { $0.filter { !Self.passesOver($0) } })
      .filter { $0.count >= Self.minimumLength }.sorted { ($0.count, $0[0]) > ($1.count, $1[0]) }
  }

  /// In capitals and in small letters.
  private static func hexadecimal(_ bytes: [UInt8]) -> [[UInt8]] {
    ["0123456789abcdef", "0123456789ABCDEF"].map { digits in
      let digits = Array(digits.utf8)
      return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
  }

  /// In both alphabets (RFC 4648, sections 4 and 5), with none, one or two bytes before it in its group of three. Of
  /// the letters at the ends, which hold bits of what stands beside it too, there are none.
  private static func base64(_ bytes: [UInt8]) -> [[UInt8]] {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return [letters + "+/", letters + "-_"].map { Array($0.utf8) }.flatMap { alphabet in
      (0..<3).map { before in
        let padded = [UInt8](repeating: 0, count: before) + bytes + [0, 0]
        let first = (8 * before + 5) / 6
        let end = 8 * (before + bytes.count) / 6
        return (first..<end).map { place in
          let (byte, shift) = (6 * place / 8, 6 * place % 8)
          let pair = UInt16(padded[byte]) << 8 | UInt16(padded[byte + 1])
          return alphabet[Int(pair >> UInt16(10 - shift)) & 63]
        }
      }
    }
  }

  /// Whether a letter may stand in a key that is not a part of it: a line break, a tab, or a `_`, which is a mark in Markdown
  /// where the letters beside it let it be.
  static func passesOver(_ letter: UInt8) -> Bool {
    letter == VisibleLetter.lineBreak || letter == UInt8(ascii: "_") || letter == VisibleLetter.nothing
  }
}
