/// What one text may cost. Past a limit it is shown as preformatted text, cut with a notice.
///
/// libcmark takes time that grows faster than its input on deeply nested containers; within these
/// limits it does not.
public struct Limits: Sendable {
  /// The longest text that is parsed, in bytes. Also how much of a longer one is shown.
  public var bytes: Int
  /// How deep block quotes and list items may lie in each other.
  public var containerDepth: Int
  /// How many times the size of the text its HTML may have; small texts have a kilobyte more.
  public var expansion: Int

  /// For one field of a job: 64 KiB, 32 containers, 12 times.
  public static let field = Limits(bytes: 64 * 1024, containerDepth: 32, expansion: 12)
  /// For Markdown of our own: 1 MiB, 64 times. Its parts kept the depth of a field, so there is no limit of
  /// depth, which lines of code that look like containers would pass.
  public static let page = Limits(bytes: 1 << 20, containerDepth: .max, expansion: 64)

  /// Limits.
  public init(bytes: Int, containerDepth: Int, expansion: Int) {
    self.bytes = bytes
    self.containerDepth = containerDepth
    self.expansion = expansion
  }

  /// What one look at the starts of the lines tells.
  enum Survey: Equatable {
    case nestsTooDeeply
    /// How many lines are like the delimiter row of a table, of which every table has one.
    case delimiterRows(Int)
  }

  /// Tells whether containers may lie deeper than allowed, found from the starts of the lines.
  ///
  /// A container is carried into a line by `>` or by at least two columns of indentation, and opened
  /// in it by a marker (CommonMark 0.30, 5); so markers plus half the indentation is an upper bound.
  /// Deep indentation alone (code) opens nothing, so the bound also grows from line to line by no
  /// more than the markers of the line.
  func survey(_ text: UnsafeBufferPointer<UInt8>) -> Survey {
    var index = 0
    var delimiterRows = 0
    var deepest = 0
    var afterBlankLine = true
    while index < text.count {
      var markers = 0
      var columns = 0
      prefix: while index < text.count {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: " "): columns += 1
        case UInt8(ascii: "\t"): columns += 4
        case UInt8(ascii: ">"): markers += 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
          guard Self.endsMarker(text, index + 1) else { break prefix }
          markers += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          var end = index + 1
          while end < text.count, text[end].isDigit, end - index < 10 { end += 1 }
          guard end < text.count, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"),
            Self.endsMarker(text, end + 1)
          else { break prefix }
          markers += 1
          index = end
        default: break prefix
        }
        index += 1
      }
      let isBlank =
        markers == 0
        && (index == text.count || text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "\r"))
      let depth = min(markers + columns / 2, deepest + markers)
      if depth > containerDepth { return .nestsTooDeeply }
      if index < text.count, Self.startsDelimiterRow(text[index]), TableRow.isDelimiterLike(text, from: index)
      {
        delimiterRows += 1
      }
      if !isBlank {
        deepest = afterBlankLine ? depth : max(deepest, depth)
      }
      afterBlankLine = isBlank
      index = text.index(of: UInt8(ascii: "\n"), from: index) + 1
    }
    return .delimiterRows(delimiterRows)
  }

  private static func startsDelimiterRow(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }

  private static func endsMarker(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index >= text.count || text[index] <= 0x20
  }
}
