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

  @Test("What fills up a short range is not found") func filling() {
    let bytes: [UInt8] = [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69]
    for start in 0...9 {
      #expect(bytes.span.firstIndex(in: start..<9) { $0.marks(below: 0x20) } == 9)
    }
  }
}
