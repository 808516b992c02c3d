import Testing

@testable import ReportKit

/// Parts are found behind others of any length, and stay as they are when another one is changed.
@Suite struct PackedPartsTests {
  /// Around what a length of one byte can say.
  static let lengths = [0, 1, 252, 253, 254, 255, 256, 65_535, 70_000]

  @Test(arguments: lengths)
  func found(length: Int) throws {
    let long = String(repeating: "x", count: length)
    var writer = PackedParts.Writer(count: 4)
    writer.add("first")
    writer.add(long)
    writer.add(part: nil)
    writer.add("last")
    let parts = PackedParts(writer)
    for parts in [parts, try #require(PackedParts(parts.bytes, count: 4))] {
      #expect((0..<4).map(parts.text) == ["first", long, nil, "last"])
      #expect((0..<4).map(parts.has) == [true, true, false, true])
    }
    for end in [0, 1, 4, 5, 9, parts.bytes.count - 1] {
      #expect(PackedParts(Array(parts.bytes[..<end]), count: 4) == nil, "\(end) bytes")
    }
    #expect(PackedParts(parts.bytes + [0], count: 4) == nil)
    #expect(PackedParts(parts.bytes, count: 3) == nil)
  }

  /// The lengths of eight parts are added up together.
  @Test("Each of many parts is found, whichever of them is long", arguments: 0...27)
  func many(long: Int) {
    let texts: [String?] = (0..<27).map { index in
      let count = index == long ? 300 : index * 89 % 254
      return index % 5 == 3 ? nil : String(repeating: "x", count: count) + "\(index)"
    }
    var writer = PackedParts.Writer(count: texts.count)
    for text in texts { writer.add(text) }
    let parts = PackedParts(writer)
    #expect(texts.indices.map(parts.text) == texts)
  }

  @Test(arguments: lengths, [nil, 0, 253, 254, 300])
  func changed(length: Int, new: Int?) {
    var writer = PackedParts.Writer(count: 3)
    writer.add("first")
    writer.add(String(repeating: "x", count: length))
    writer.add("last")
    var parts = PackedParts(writer)
    let text = new.map { String(repeating: "y", count: $0) }
    parts.set(text.map { Array($0.utf8) }, at: 1)
    #expect((0..<3).map(parts.text) == ["first", text, "last"])
  }
}
