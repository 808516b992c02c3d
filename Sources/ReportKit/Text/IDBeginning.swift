/// Finds the id that a person means by its beginning, as git does with commits.
public enum IDBeginning {
  /// What a beginning leads to.
  public enum Match: Sendable, Equatable {
    case one(ID)
    /// Several ids begin so, in their order.
    case several([ID])
    case none
  }

  /// The id itself where it is among the ids, else the only one that begins with it, byte for byte.
  public static func match(_ beginning: ID, among ids: [ID]) -> Match {
    guard !beginning.isEmpty else { return .none }
    var found: Set<ID> = []
    for id in ids where id.bytes.starts(with: beginning.bytes) {
      if id.bytes.count == beginning.bytes.count { return .one(id) }
      found.insert(id)
    }
    let sorted = found.sorted()
    return sorted.count == 1 ? .one(sorted[0]) : sorted.isEmpty ? .none : .several(sorted)
  }

  /// How many ids are named where several begin so.
  private static let shown = 10

  /// `'6a' begins the ids of 3 jobs: 6a1…, 6a2…, 6af…; give more of one`.
  public static func words(_ beginning: ID, _ ids: [ID]) -> String {
    let rest = ids.count > shown ? " and \(ids.count - shown) more" : ""
    return
      "'\(beginning.text)' begins the ids of \(ids.count) jobs: \(ids.prefix(shown).map(\.text).joined(separator: ", "))\(rest); "
      + "give more of the one you mean"
  }
}
