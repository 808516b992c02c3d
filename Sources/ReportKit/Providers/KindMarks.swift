/// The marks of some kinds of answers: names of members that stand together in an object of that kind alone.
struct KindMarks: Sendable {
  private struct Mark: Sendable {
    var kind: Int
    /// Where the names of its members stand.
    var names: Range<Int>
    /// A bit for each length of a name: an object without members of these lengths has not the mark.
    var lengths: UInt64
  }

  private var marks: [Mark] = []
  private var names: [StaticString] = []

  /// The marks of each kind: lists of names that stand together in no other.
  init(_ kinds: [[[StaticString]]]) {
    for (kind, marks) in kinds.enumerated() {
      for mark in marks {
        let lengths = mark.reduce(0) { $0 | KindMarks.bit(length: $1.utf8CodeUnitCount) }
        self.marks.append(Mark(kind: kind, names: names.count..<names.count + mark.count, lengths: lengths))
        names += mark
      }
    }
  }

  /// Which kind an object is of: the first of those of which most members speak together; nil where none do.
  func kind(of members: [JSONText.Member], in json: JSONText) -> Int? {
    let lengths = members.reduce(0) { $0 | KindMarks.bit(length: $1.name.count) }
    var best: (kind: Int, members: Int)?
    for mark in marks where mark.names.count > best?.members ?? 0 && mark.lengths & ~lengths == 0 {
      let isThere = mark.names.allSatisfy { name in members.contains { json.isNamed($0, names[name]) } }
      if isThere { best = (mark.kind, mark.names.count) }
    }
    return best?.kind
  }

  private static func bit(length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}
