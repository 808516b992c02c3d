/// One page of a list of jobs. Of its jobs only the places in its bytes are kept.
public struct ListingPage: Sendable {
  /// A job as the list has it. What it says is read when it is asked for.
  public struct Element: Sendable {
    fileprivate let text: JSONText
    fileprivate let range: Range<Int>
    fileprivate let endpoint: Endpoint

    /// Its id; nil when it has none.
    public var id: ID? { reader.flatMap(endpoint.identify) }

    /// The date by which the list is ordered; nil if it is not ordered by one.
    public var date: Timestamp? {
      guard case .list(_, _, let order) = endpoint.answer else { return nil }
      guard var reader else { return nil }
      return reader.timestamp(order.date, for: .createdAt).value
    }

    /// Whether it is a job at all.
    public var isJob: Bool {
      guard let isJob = endpoint.isJob, let reader else { return true }
      return isJob(reader)
    }

    /// Its own bytes, without the secrets of the API in it.
    public var bytes: [UInt8] {
      let bytes = Array(text.bytes[range])
      return endpoint.secrets.isEmpty ? bytes : JSONText.removing(endpoint.secrets, from: bytes)
    }

    /// The answer about this job, of a project that was asked for.
    public func record(of project: ID, from provider: Provider) -> Record {
      Record(
        provider: provider.id, project: provider.answersNameProject ? nil : project, endpoint: endpoint.id,
        bytes: bytes)
    }

    private var reader: FieldReader? {
      let object = JSONText.Value(kind: .object, range: range)
      return (try? text.members(of: object)).map { FieldReader($0, of: text) }
    }
  }

  /// The jobs of a page, in order.
  public struct Elements: RandomAccessCollection, Sendable {
    fileprivate let text: JSONText
    fileprivate let endpoint: Endpoint
    fileprivate var ranges: [(start: Int32, end: Int32)] = []

    /// Always 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { ranges.count }

    /// The job at an index, of which nothing is read yet.
    public subscript(index: Int) -> Element {
      Element(text: text, range: Int(ranges[index].start)..<Int(ranges[index].end), endpoint: endpoint)
    }
  }

  /// What the list has, jobs and others.
  public private(set) var elements: Elements
  /// How many items of the list are not objects, and the kind of the first; nil when all are.
  public private(set) var others: (count: Int, kind: JSONText.Kind)?
  /// What the next page is asked for with; nil behind the last one, and where pages are numbered.
  public private(set) var cursor: String?
  /// Whether it is the last page, where the head of the answer tells.
  public private(set) var isLast: Bool?
  /// How many pages there are, where the head of the answer tells.
  public private(set) var pages: Int?
  /// How many jobs the list says there are.
  public private(set) var found: Int?
  /// What the answer says went wrong, beside what it has.
  public private(set) var errors: [AnswerFault] = []

  /// Splits a list answer of an endpoint into its jobs; throws if it is not one, or if its list has items and not one
  /// that is an object. A list that is `null` has no jobs. A job that is nested too deep to be read leaves the others
  /// as they are.
  ///
  /// - Parameters:
  ///   - body: The body of the answer.
  ///   - endpoint: What was asked.
  ///   - header: A field of its head.
  public init(
    _ body: [UInt8], of endpoint: Endpoint, header: (String) -> String? = { _ in nil }
  ) throws(ListingPageError) {
    if case .page(_, let next, let pages) = endpoint.answer.paging {
      isLast = header(next).map(\.isEmpty)
      self.pages = header(pages).flatMap(Int.init)
    }
    elements = Elements(text: JSONText(body), endpoint: endpoint)
    let isThere: Bool
    do {
      isThere = try read(endpoint.answer)
    } catch {
      throw .noJSON(error)
    }
    guard isThere else {
      if let fault = AnswerFault.first(of: errors) { throw .refused(fault) }
      throw .otherShape(list: endpoint.answer.path.map(\.description).joined(separator: "."))
    }
    if elements.isEmpty, errors.isEmpty, let others { throw .noJobs(JSONShape(items: others.kind)) }
  }

  /// Walks to the list; false when there is none.
  private mutating func read(_ shape: Endpoint.Shape) throws(JSONError) -> Bool {
    let text = elements.text
    let root = try text.wholeRoot()
    if elements.endpoint.errors == .inAnswer { errors = AnswerFault.all(in: text, root) }
    guard let list = try text.value(at: shape.path, from: root) else {
      // Only an object with nothing in it says that there are no jobs.
      guard elements.endpoint.omitsEmpty, root.kind == .object else { return false }
      return try text.members(of: root).isEmpty
    }
    if list.kind == .null, !errors.isEmpty { return false }
    if case .cursor(let path, let more, _, let total) = shape.paging {
      if let total, let value = try text.value(at: total.path, from: root) { found = Int(text.source(value)) }
      cursor = try text.cursor(at: path, more: more, from: root)
    }
    guard list.kind == .array else { return list.kind == .null }
    try text.eachElement(of: list) { element in
      if element.kind == .object {
        elements.ranges.append((Int32(element.range.lowerBound), Int32(element.range.upperBound)))
      } else {
        others = ((others?.count ?? 0) + 1, others?.kind ?? element.kind)
      }
    }
    return true
  }

  /// Whether no job is older than the one behind it, by their dates.
  public var isNewestFirst: Bool {
    var last: Timestamp?
    for date in elements.lazy.compactMap(\.date) {
      if let last, last < date { return false }
      last = date
    }
    return true
  }
}

/// What an answer with a good status says went wrong.
public struct AnswerFault: Sendable, Equatable {
  /// The kind, as the service names it: `NOT_FOUND`.
  public var type: String
  /// What it says to a person.
  public var message: String

  /// Whether what was asked for does not exist, or may not be seen.
  public var isAbsence: Bool { type == "NOT_FOUND" || type == "FORBIDDEN" }

  /// All that an answer tells.
  public static func all(in text: JSONText, _ root: JSONText.Value) -> [AnswerFault] {
    (JSONPath(text, root)["errors"]?.elements(upTo: 20) ?? []).map {
      AnswerFault(type: $0["type"]?.string ?? "", message: $0["message"]?.string ?? "an error without words")
    }
  }

  /// The one that says most: that there is no such thing.
  static func first(of faults: [AnswerFault]) -> AnswerFault? {
    faults.first(where: \.isAbsence) ?? faults.first
  }
}

/// Why an answer is not a page.
public enum ListingPageError: Error {
  /// It has no list, and says why.
  case refused(AnswerFault)
  case noJSON(JSONError)
  /// It has no list at the place where one belongs.
  case otherShape(list: String)
  /// There is a list, and not one job in it.
  case noJobs(JSONShape)
}

extension JSONText {
  /// The one value that the text is, whatever is nested in it; throws when there is more, or less.
  public func wholeRoot() throws(JSONError) -> Value {
    let span = bytes.span
    let start = JSONScanner.skipWhiteSpace(span, from: 0)
    let end = try JSONScanner.endOfWholeValue(span, from: start)
    guard JSONScanner.skipWhiteSpace(span, from: end) == span.count else {
      throw JSONError(offset: end, reason: .expected("the end of the text"))
    }
    return Value(kind: Kind(firstByte: span[start]), range: start..<end)
  }

  /// The value that is reached from an object by names, one within the other; nil where one of them is missing.
  public func value(at path: [StaticString], from root: Value) throws(JSONError) -> Value? {
    var value = root
    for name in path {
      guard value.kind == .object else { return value.kind == .null ? value : nil }
      guard let inner = self.value(name, in: try members(of: value)) else { return nil }
      value = inner
    }
    return value
  }

  /// What an answer says that the next page is asked for with; nil behind the last one.
  public func cursor(
    at path: [StaticString], more: [StaticString], from root: Value
  ) throws(JSONError) -> String? {
    if !more.isEmpty, let more = try value(at: more, from: root), source(more) != "true" { return nil }
    guard let value = try value(at: path, from: root) else { return nil }
    let cursor = string(value) ?? (value.kind == .number ? source(value) : "")
    return cursor.isEmpty ? nil : cursor
  }

  /// An object without the members of some names.
  public static func removing(_ names: [StaticString], from object: [UInt8]) -> [UInt8] {
    let text = JSONText(object)
    guard let members = try? text.members() else { return object }
    let kept = members.filter { member in !names.contains { text.isNamed(member, $0) } }
    guard kept.count < members.count else { return object }
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, member) in kept.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += object[member.name.lowerBound - 1..<member.value.range.upperBound]
    }
    return bytes + [UInt8(ascii: "}")]
  }
}
