import CCmark

/// Task list items (GFM 0.29, 5.3): an item whose first paragraph starts with `[ ]` or `[x]` and a space.
extension DocumentBuilder {
  /// Looks for the marker at the start of a paragraph, which is then left out of the text.
  mutating func findTaskMarker(_ paragraph: Node) {
    let index = document.events.count - 2
    guard index >= 0, document.events[index].kind == .item, document.events[index].edge == .enter,
      let text = paragraph.firstChild, text.type == CMARK_NODE_TEXT
    else { return }
    let literal = text.literal
    guard literal.count > 3, literal[0] == UInt8(ascii: "["), literal[2] == UInt8(ascii: "]"),
      literal[3].isSpaceOrTab, mark?.begins(literal, 4) != true
    else { return }
    switch literal[1] {
    case UInt8(ascii: " "): document.events[index].task = .open
    case UInt8(ascii: "x"), UInt8(ascii: "X"): document.events[index].task = .done
    default: return
    }
    var start = 4
    // A space from an entity has a mark behind it, and is content.
    while start < literal.count, literal[start].isSpaceOrTab, mark?.begins(literal, start + 1) != true {
      start += 1
    }
    dropped = start
  }
}
