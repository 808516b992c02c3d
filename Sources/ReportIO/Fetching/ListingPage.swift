import ReportKit

/// One page of a list of jobs. Of its jobs only the places in its bytes are kept.
public struct ListingPage: Sendable {
  /// A job as the list has it. What it says is read when it is asked for.
  public struct Element: Sendable {
    private let text: JSONText
    private let range: Range<Int>

    fileprivate init(_ text: JSONText, _ range: Range<Int>) {
      self.text = text
      self.range = range
    }

    /// Its `sessionId` (or `id`); nil when it has none, or no text.
    public var id: String? { string("sessionId") ?? string("id") }

    /// Its `createdAt`, as it is written.
    public var createdAt: String? { string("createdAt") }

    /// Its own bytes.
    public var bytes: [UInt8] { Array(text.bytes[range]) }

    private func string(_ name: StaticString) -> String? {
      guard let members = try? text.members(of: JSONText.Value(kind: .object, range: range)),
        let value = text.value(name, in: members), let string = text.string(value), !string.isEmpty
      else { return nil }
      return string
    }
  }

  /// The jobs of a page, in order.
  public struct Elements: RandomAccessCollection, Sendable {
    fileprivate let text: JSONText
    fileprivate var ranges: [(start: Int32, end: Int32)] = []

    /// Always 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { ranges.count }

    /// The job at an index, of which nothing is read yet.
    public subscript(index: Int) -> Element {
      Element(text, Int(ranges[index].start)..<Int(ranges[index].end))
    }
  }

  /// The jobs.
  public private(set) var elements: Elements
  /// How many items of the list are no objects, and the kind of the first; nil when all are.
  private(set) var others: (count: Int, kind: JSONText.Kind)?

  /// Takes an answer `{"allSessions": […]}` apart; a list that is `null` is one without jobs. Throws when it is no
  /// such answer, or has a list of what is no job. What is nested too deep in a job costs no other.
  init(_ body: [UInt8]) throws(JobPageError) {
    elements = Elements(text: JSONText(body))
    do {
      guard try readMembers(body.span) else { throw JobPageError.otherShape }
    } catch let error as JSONError {
      throw .noJSON(error)
    } catch {
      throw .otherShape
    }
    if elements.isEmpty, let others { throw .noJobs(JSONShape(items: others.kind)) }
  }

  /// Walks the members of the answer; false when they have no list of jobs.
  private mutating func readMembers(_ span: Span<UInt8>) throws(JSONError) -> Bool {
    let start = JSONScanner.skipWhiteSpace(span, from: 0)
    let end = try JSONScanner.endOfWholeValue(span, from: start)
    guard JSONScanner.skipWhiteSpace(span, from: end) == span.count else {
      throw JSONError(offset: end, reason: .expected("the end of the text"))
    }
    guard span[start] == UInt8(ascii: "{") else { return false }
    let members = try elements.text.members(of: JSONText.Value(kind: .object, range: start..<end))
    guard let list = elements.text.value("allSessions", in: members) else { return false }
    guard list.kind == .array else { return list.kind == .null }
    let text = elements.text
    try text.eachElement(of: list) { element in
      if element.kind == .object {
        elements.ranges.append((Int32(element.range.lowerBound), Int32(element.range.upperBound)))
      } else {
        others = ((others?.count ?? 0) + 1, others?.kind ?? element.kind)
      }
    }
    return true
  }

  /// Whether no job is older than the one behind it, as far as they tell.
  var isNewestFirst: Bool {
    var last: String?
    for date in elements.lazy.compactMap(\.createdAt) {
      if let last, last < date { return false }
      last = date
    }
    return true
  }
}

/// Why an answer is no page.
enum JobPageError: Error {
  case noJSON(JSONError)
  case otherShape
  /// There is a list, and not one job in it.
  case noJobs(JSONShape)
}
