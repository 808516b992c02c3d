/// Near misses for names that a person typed.
public enum Suggestion {
  /// A name of more bytes is near nothing.
  private static let longest = 64

  /// `; did you mean 'title'?`, or a full stop when no known name is near.
  public static func words(for name: String, among known: [String]) -> String {
    nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? "."
  }

  /// The known name that differs in the fewest letters, or which the name abbreviates, in any case; of two as near
  /// the first in the alphabet. Nil when none is near.
  public static func nearest(to name: String, among known: [String]) -> String? {
    guard name.utf8.count <= longest else { return nil }
    let name = name.lowercased()
    let near = known.map { ($0, distance(name, $0.lowercased())) }
      .filter { $0.1 <= max(name.count > 3 ? 2 : 1, name.count / 3) }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }
    if let near { return near.0 }
    return known.filter { abbreviates(name, $0.lowercased()) }.min { ($0.count, $0) < ($1.count, $1) }
  }

  /// Whether a name has the first letter of another and its further letters come in the other in the same order:
  /// `ls` of `list`, `out` of `output`.
  private static func abbreviates(_ name: String, _ other: String) -> Bool {
    guard name.count > 1, name.first == other.first else { return false }
    var rest = Substring(other)
    for letter in name {
      guard let index = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }

  private static func distance(_ left: String, _ right: String) -> Int {
    let other = Array(right)
    var row = Array(0...other.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in other.indices {
        let change = diagonal + (character == other[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, diagonal + 1, row[j] + 1)
      }
    }
    return row[other.count]
  }
}
