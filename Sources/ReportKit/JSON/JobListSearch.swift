/// Looks for a list of jobs in an object of an answer, at some paths of names.
enum JobListSearch {
  /// What the object is.
  enum Result {
    /// One with a list of jobs, which begins here, so many objects deep.
    case list(Int, depth: Int)
    /// One whose list of jobs is `null`, and its end.
    case noList(Int)
    /// Any other, and its end.
    case job(Int)
  }

  /// Walks the members of the object that begins at an index, no further than to a list of jobs.
  static func result(
    in span: Span<UInt8>, at start: Int, _ paths: [ArraySlice<StaticString>], depth: Int = 1
  ) throws(JSONError) -> Result {
    var walk = JSONWalk(into: start)
    var hasNoList = false
    while let (name, value) = try walk.member(in: span) {
      var isList = false
      var below: [ArraySlice<StaticString>] = []
      for path in paths where path[path.startIndex].isAll(of: span, in: name) {
        if path.count == 1 { isList = true } else { below.append(path.dropFirst()) }
      }
      if isList, value < span.count, span[value] == UInt8(ascii: "[") { return .list(value, depth: depth) }
      if !below.isEmpty, value < span.count, span[value] == UInt8(ascii: "{") {
        switch try result(in: span, at: value, below, depth: depth + 1) {
        case .list(let list, let depth): return .list(list, depth: depth)
        case .noList: hasNoList = true
        case .job: break
        }
      }
      walk.index = try JSONScanner.endOfValue(span, from: value)
      if isList, span[value] == UInt8(ascii: "n") { hasNoList = true }
    }
    return hasNoList ? .noList(walk.index) : .job(walk.index)
  }
}
