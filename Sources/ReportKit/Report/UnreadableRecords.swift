/// The records that could not be read. Any file can be given, and each of its lines may be none: the reasons of the first
/// ``Problem/reasonLimit`` are kept, the others are counted.
public struct UnreadableRecords: Sendable {
  private var first: [(place: RecordReference, reason: String)] = []
  private var others = 0

  /// No records.
  public init() {}

  /// Whether there are none.
  var isEmpty: Bool { first.isEmpty }

  /// Adds a record that could not be read for a reason.
  public mutating func add(_ place: RecordReference, reason: String) {
    if first.count < Problem.reasonLimit { first.append((place, reason)) } else { others += 1 }
  }

  /// The problems that they are, each behind the words that a closure has for its place.
  public func problems(_ words: (RecordReference) -> String?) -> [Problem] {
    let told = first.map { Problem(id: nil, reason: $0.place.placing($0.reason, words), losesJob: true) }
    return others > 0 ? told + [.more(others)] : told
  }
}

extension RecordReference {
  /// A reason behind the words for this place, where there are any.
  func placing(_ reason: String, _ words: (RecordReference) -> String?) -> String {
    words(self).map { "\($0): \(reason)" } ?? reason
  }
}
