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
  /// Of a list: no blank lines between its items, so paragraphs in it have no element of their own.
  var isTight = false
  /// Of a list: it counts.
  var isOrdered = false
  /// Of a row or cell: it is in the head of its table.
  var isHead = false
  /// Of text: nothing in it acts, whatever it looks like.
  var isInert = false
  /// Of text: no character of it can act or is written in another way, in HTML and in a file of Markdown, but where it
  /// meets the start or the end of a line or emphasis.
  var isPlain = false
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
