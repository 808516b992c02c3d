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
    var index = JSONScanner.skipWhiteSpace(span, from: start + 1)
    if index < span.count, span[index] == UInt8(ascii: "}") { return .job(index + 1) }
    var hasNoList = false
    while true {
      let name = index
      let colon = try JSONScanner.colon(after: span, keyAt: index).end
      let value = JSONScanner.skipWhiteSpace(span, from: colon)
      var isList = false
      var below: [ArraySlice<StaticString>] = []
      for path in paths where isNamed(path[path.startIndex], in: span, at: name) {
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
      index = try JSONScanner.endOfValue(span, from: value)
      if isList, span[value] == UInt8(ascii: "n") { hasNoList = true }
      index = JSONScanner.skipWhiteSpace(span, from: index)
      guard index < span.count else { throw JSONError(offset: index, reason: .incomplete) }
      switch span[index] {
      case UInt8(ascii: ","): index = JSONScanner.skipWhiteSpace(span, from: index + 1)
      case UInt8(ascii: "}"): return hasNoList ? .noList(index + 1) : .job(index + 1)
      default: throw JSONError(offset: index, reason: .expected("',' or '}'"))
      }
    }
  }

  /// Whether the member whose name's quote is at an index has a name.
  private static func isNamed(_ name: StaticString, in span: Span<UInt8>, at index: Int) -> Bool {
    let end = index + 1 + name.utf8CodeUnitCount
    guard end < span.count, span[end] == UInt8(ascii: "\"") else { return false }
    return name.withUTF8Buffer { name in name.indices.allSatisfy { span[index + 1 + $0] == name[$0] } }
  }
}
