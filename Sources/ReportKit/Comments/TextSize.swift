import CommonMark

/// How long a text is, or may be, in both measures that services count in.
public struct TextSize: Sendable, Equatable {
  /// UTF-16 units: as many as characters or more, however a service counts these.
  public var characters: Int
  /// Bytes of UTF-8.
  public var bytes: Int

  /// A size.
  public init(characters: Int, bytes: Int) {
    self.characters = characters
    self.bytes = bytes
  }

  /// The size of UTF-8.
  public init(of text: some Sequence<UInt8>) {
    self.init(characters: 0, bytes: 0)
    for byte in text {
      bytes += 1
      // Every byte but those that go on with a character; one of four bytes is two units.
      if byte & 0xC0 != 0x80 { characters += byte >= 0xF0 ? 2 : 1 }
    }
  }

  /// The size of Markdown.
  init(of markdown: Markdown) { self.init(of: markdown.bytes) }

  /// Whether both measures fit into those of a budget.
  func fits(_ budget: TextSize) -> Bool { characters <= budget.characters && bytes <= budget.bytes }

  /// Both measures, one after the other.
  static func + (left: TextSize, right: TextSize) -> TextSize {
    TextSize(characters: left.characters + right.characters, bytes: left.bytes + right.bytes)
  }

  /// What is left of a budget.
  static func - (left: TextSize, right: TextSize) -> TextSize {
    TextSize(characters: left.characters - right.characters, bytes: left.bytes - right.bytes)
  }
}
