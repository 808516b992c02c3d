extension Document {
  /// Sets the headings below one of a level: the levels that there are follow each other without a gap, and none
  /// begins more than one below the heading before it.
  mutating func arrangeHeadings(below level: Int) {
    guard level > 0 else { return }
    // A bit a level, of which there are six.
    var used: UInt32 = 0
    for event in events where event.kind == .heading { used |= 1 &<< UInt32(event.number) }
    guard used != 0 else { return }
    var previous = Int32(level)
    for index in events.indices where events[index].kind == .heading {
      guard events[index].edge == .enter else {
        events[index].number = previous
        continue
      }
      let smaller = used & (1 &<< UInt32(events[index].number) &- 1)
      let rank = Int32(smaller.nonzeroBitCount)
      previous = min(Int32(level) + 1 + rank, previous + 1, Self.deepestHeading)
      events[index].number = previous
    }
  }

  private static let deepestHeading: Int32 = 6
}
