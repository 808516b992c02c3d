/// What tags of HTML have opened while a tree is walked.
struct OpenHTML {
  /// What text stands in.
  enum Content: Equatable {
    case paragraph, summary
    case heading(Int32)

    func event(_ edge: Event.Edge) -> Event {
      switch self {
      case .paragraph: return Event(.paragraph, edge)
      case .summary: return Event(.summary, edge)
      case .heading(let level):
        var event = Event(.heading, edge)
        event.number = level
        return event
      }
    }
  }

  /// A block that is open.
  struct Block {
    var element: HTMLElement
    /// In how many quotes and items it stands.
    var depth: Int
    var alignment = Event.Alignment.none
    /// Whether its end stands in a quote or an item that it holds, so that it ends behind that.
    var isEnding = false
    /// Whether it has events.
    var isShown: Bool { element == .details || alignment != .none }

    func event(_ edge: Event.Edge) -> Event {
      var event = Event(element == .details ? .details : .division, edge)
      event.alignment = alignment
      return event
    }
  }

  /// The innermost last.
  var blocks: [Block] = []
  /// In how many quotes and items of Markdown the walk is.
  var depth = 0
  var content = Content.paragraph
  /// Whether a tag ended the content of the block, so that what comes next starts another one.
  var isBetween = false
  /// Whether something was left out, so that a space beside it may be one too many.
  var isBehindGap = false
  /// In how many elements for code the walk is.
  var codeDepth = 0
  /// The nodes whose tags were paired up.
  var searched: Set<Node> = []
  /// The tags in lines that have their partners.
  var paired: Set<Node> = []

  /// How many blocks may lie in each other, quotes and items among them.
  static let deepest = 32

  var isInSummary: Bool { content == .summary && !isBetween }

  /// The innermost block of an element that stands in the same containers; nil when there is none.
  func innermost(_ element: HTMLElement) -> Int? {
    blocks.lastIndex { $0.element == element && $0.depth == depth }
  }
}
