import CCmark

/// Task list items (GFM 0.29, 5.3): an item whose first paragraph starts with `[ ]` or `[x]` and a space.
extension DocumentBuilder {
  /// Looks for the marker at the start of a paragraph; its nodes are then left out of the text.
  mutating func findTaskMarker(_ paragraph: Node) {
    let itemIndex = document.events.count - 2
    guard itemIndex >= 0, document.events[itemIndex].kind == .item, document.events[itemIndex].edge == .enter,
      let opening = paragraph.firstChild, let state = opening.nextText, let closing = state.nextText,
      let content = closing.nextText,
      opening.isText("["), closing.isText("]"), content.literal.first?.isSpaceOrTab == true
    else { return }
    if state.isText("x") || state.isText("X") {
      document.events[itemIndex].task = .done
    } else if state.isText(" ") {
      document.events[itemIndex].task = .open
    } else {
      return
    }
    markerNodes = 4
    openRun()
    document.text.append(contentsOf: content.literal.drop(while: \.isSpaceOrTab))
  }
}

extension Node {
  fileprivate var nextText: Node? {
    guard let next, next.type == CMARK_NODE_TEXT else { return nil }
    return next
  }

  /// Whether the node is this character of text, neither escaped nor from an entity.
  fileprivate func isText(_ character: Character) -> Bool {
    type == CMARK_NODE_TEXT && literal.count == 1 && literal[0] == character.asciiValue && sourceLength == 1
  }
}
