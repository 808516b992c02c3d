/// A table (GFM 0.29, 4.10) that was lifted out of a text.
///
/// cmark knows no tables and reads one as a paragraph, whose lines are gone once its inline content is
/// parsed. So the tree of a first parse says where tables are, and a second parse reads a text in which
///
/// - every table is one line with an empty comment, an HTML block. It ends a paragraph, as a table does,
///   what follows it is not a continuation of a paragraph, as behind a table, and in lists and block quotes
///   it lies where the table lay;
/// - every cell with inline markup is a paragraph at the start, so that the link reference definitions
///   of the document hold in it. A no-break space in front, whitespace to the inline rules and none to
///   the block rules, keeps it from being a list item or a heading.
///
/// Both are found again by their line numbers, never by what they say. Only texts with a delimiter row
/// are parsed twice.
struct Table {
  /// The line of the text on which the comment stands in its place.
  var line: Int
  /// The cells row by row, header first, as many in each as there are columns; the delimiter row is not among
  /// them.
  var cells: [Cell]
  var alignments: [Event.Alignment]
  /// The lines as they stood, without the marks of containers; for a table too large to be drawn.
  var source: [UInt8]

  /// The number of rows, with the header.
  var rowCount: Int { alignments.isEmpty ? 0 : cells.count / alignments.count }

  /// What a cell holds; the ranges are of `source`.
  enum Cell {
    case empty
    /// Text in which nothing can act but extended autolinks and tildes.
    case text(Range<Int>)
    /// One code span and nothing else.
    case code(Range<Int>)
    /// The paragraph that holds the content.
    case paragraph(Int)
  }

  /// How much HTML the bars of a row make at least.
  private static let rowHTML = 12
  private static let cellHTML = 11
  private static let alignedCellHTML = 30
  /// Below this a table is drawn however its sizes relate.
  private static let smallHTML = 2048

  /// Whether the frame of the table alone is so large beside its source, since short rows are filled
  /// up, that it is shown as it stands.
  func isTooLarge(_ expansion: Int) -> Bool {
    var width = 0
    for alignment in alignments { width += alignment == .none ? Self.cellHTML : Self.alignedCellHTML }
    let frame = rowCount * (Self.rowHTML + width)
    return frame > Self.smallHTML && frame > source.count * expansion
  }
}
