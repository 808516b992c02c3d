/// One step of a walk over a document: a node is entered, left, or stands for itself.
///
/// The names are those of the CommonMark and GFM specifications. Text lies in the document's buffers;
/// an event holds where.
struct Event {
  enum Kind: UInt8 {
    case blockQuote, list, item, codeBlock, paragraph, heading, thematicBreak
    /// Elements of HTML; a division is there for its alignment.
    case details, division
    /// What stands behind the text, and one of it.
    case footnotes, footnote
    case table, tableRow, tableCell, summary
    case text, softBreak, lineBreak, code, emphasis, strong, strikethrough, link
    /// An element of HTML that marks text.
    case element
    case footnoteReference
  }

  enum Edge: UInt8 { case enter, exit, leaf }

  enum Task: UInt8 { case none, open, done }

  enum Alignment: UInt8 { case none, left, center, right }

  var kind: Kind
  var edge: Edge
  private var flags: Flags = []
  /// Of an item of a task list.
  var task = Task.none
  /// Of a cell or a division.
  var alignment = Alignment.none
  /// The level of a heading, the first number of an ordered list, the columns of a table, the tildes of
  /// a strikethrough, the `Alert` that a block quote is, the `HTMLElement` of an element, 1 for details that are
  /// open, the number of a footnote.
  var number: Int32 = 0
  /// Text, code: a range of `text`. Link: its destination, a range of `attributes`.
  var start: Int32 = 0
  var end: Int32 = 0
  /// Link: its title is `end..<extraEnd`. Code block: its language is `extraStart..<extraEnd`. Both
  /// of `attributes`. Reference of a footnote: which one to it, from 1, is `extraStart`.
  var extraStart: Int32 = 0
  var extraEnd: Int32 = 0

  init(_ kind: Kind, _ edge: Edge) {
    self.kind = kind
    self.edge = edge
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var titleRange: Range<Int> { Int(end)..<Int(extraEnd) }
  var languageRange: Range<Int> { Int(extraStart)..<Int(extraEnd) }
}

/// What an event is or is not, in the bits of one byte: an event is handed on more often than it is asked.
extension Event {
  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let tight = Flags(rawValue: 1)
    static let ordered = Flags(rawValue: 2)
    static let head = Flags(rawValue: 4)
    static let inert = Flags(rawValue: 8)
    static let plain = Flags(rawValue: 16)
  }

  private subscript(flag: Flags) -> Bool {
    get { flags.contains(flag) }
    set { if newValue { flags.insert(flag) } else { flags.remove(flag) } }
  }

  /// Of a list: no blank lines between its items, so paragraphs in it have no element of their own.
  var isTight: Bool {
    get { self[.tight] }
    set { self[.tight] = newValue }
  }

  /// Of a list: it counts.
  var isOrdered: Bool {
    get { self[.ordered] }
    set { self[.ordered] = newValue }
  }

  /// Of a row or cell: it is in the head of its table.
  var isHead: Bool {
    get { self[.head] }
    set { self[.head] = newValue }
  }

  /// Of text: nothing in it acts, whatever it looks like.
  var isInert: Bool {
    get { self[.inert] }
    set { self[.inert] = newValue }
  }

  /// Of text: no character of it can act or is written in another way, in HTML and in a file of Markdown, but where it
  /// meets the start or the end of a line or emphasis.
  var isPlain: Bool {
    get { self[.plain] }
    set { self[.plain] = newValue }
  }
}
