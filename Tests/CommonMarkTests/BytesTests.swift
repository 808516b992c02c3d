import Testing

@testable import CommonMark

/// What looks at eight bytes at a time finds what one that looks at each does.
@Suite struct BytesTests {
  private static let fillers: [UInt8] = [0x00, 0x1F, 0x20, 0x21, 0x23, 0x61, 0x7F, 0x80, 0xA2, 0xFF]

  @Test("A byte is found at every place of every range", arguments: fillers)
  func places(filler: UInt8) {
    for count in 0...20 {
      for place in 0..<max(1, count) {
        var bytes = [UInt8](repeating: filler, count: count)
        if count > 0 { bytes[place] = 0x22 }
        for start in 0...count {
          for end in start...count {
            let expected = bytes[start..<end].firstIndex(of: 0x22) ?? end
            #expect(bytes.span.index(of: 0x22, in: start..<end) == expected)
          }
        }
      }
    }
  }

  @Test("The lowest byte that is marked is one, whatever stands above it", arguments: UInt8.min...UInt8.max)
  func marks(byte: UInt8) {
    for other in UInt8.min...UInt8.max {
      let word = UInt64(byte) | UInt64(other) << 8 | 0x6161_6161_6161_0000
      #expect(word.marks(0x22).trailingZeroBitCount / 8 == (byte == 0x22 ? 0 : other == 0x22 ? 1 : 8))
      let below = word.marks(below: 0x20).trailingZeroBitCount / 8
      #expect(below == (byte < 0x20 ? 0 : other < 0x20 ? 1 : 8))
    }
  }

  @Test("A digit is found, and nothing else", arguments: UInt8.min...UInt8.max)
  func digits(byte: UInt8) {
    for other in [UInt8(ascii: "/"), UInt8(ascii: "0"), UInt8(ascii: "9"), UInt8(ascii: ":")] {
      let word = UInt64(byte) | UInt64(other) << 8 | 0x6161_6161_6161_0000
      let found = word.digitMarks.trailingZeroBitCount / 8
      #expect(found == (byte.isDigit ? 0 : other.isDigit ? 1 : 8))
    }
  }

  @Test("Bytes are UTF-8 where the standard library takes them for it, whatever stands around them")
  func validation() {
    let parts: [[UInt8]] = [
      [], [0x61], Array("é".utf8), Array("−".utf8), Array("😀".utf8), [0x80], [0xC3], [0xE2, 0x88],
      [0xF0, 0x9F, 0x98],
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ]
    let fillers = [0, 1, 7, 8, 9].map { [UInt8](repeating: 0x61, count: $0) }
    for (first, second) in parts.flatMap({ first in parts.map { (first, $0) } }) {
      for filler in fillers {
        let bytes = first + filler + second + filler
        let expected = String(validating: bytes, as: UTF8.self) != nil
        #expect(bytes.withUnsafeBufferPointer(\.isUTF8) == expected, "\(bytes)")
      }
    }
  }

  @Test("What fills up a short range is not found") func filling() {
    let bytes: [UInt8] = [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69]
    for start in 0...9 {
      #expect(bytes.span.firstIndex(in: start..<9) { $0.marks(below: 0x20) } == 9)
    }
  }
}
