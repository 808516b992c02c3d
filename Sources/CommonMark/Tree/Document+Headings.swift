extension Document {
  /// Sets the headings below one of a level: the levels that there are follow each other without a gap, and none
  /// begins more than one below the heading before it.
  mutating func arrangeHeadings(below level: Int) {
    guard level > 0 else { return }
    var used: Set<Int32> = []
    for event in events where event.kind == .heading { used.insert(event.number) }
    guard !used.isEmpty else { return }
    let levels = used.sorted()
    var previous = Int32(level)
    for index in events.indices where events[index].kind == .heading {
      guard events[index].edge == .enter else {
        events[index].number = previous
        continue
      }
      let rank = Int32(levels.firstIndex(of: events[index].number) ?? 0)
      previous = min(Int32(level) + 1 + rank, previous + 1, Self.deepestHeading)
      events[index].number = previous
    }
  }

  private static let deepestHeading: Int32 = 6
}
