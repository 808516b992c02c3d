/// A request with places for what differs from one to the next. A client fills it in, the sample API reads it out of
/// what it was sent: so both know one description.
public struct RequestTemplate: Sendable {
  /// A place: `{project}`.
  public enum Slot: String, CaseIterable, Sendable {
    /// The project that is asked for; the part before its first slash, and the part behind.
    case project, owner, name
    /// The id of a job; of an id such as `acme/docs#12` the part before its sign, else the project where it has a
    /// slash; and the number behind the sign.
    case id, repository, number
    /// How many jobs a page may have.
    case size
    /// How many jobs stand before the page, and its number from 1.
    case offset, page
    /// What the answer before said of the next page.
    case cursor
    /// The time that a window of a list ends with.
    case until
  }

  /// What stands in the places.
  public struct Values: Sendable, Equatable {
    private var texts: [Slot: ID] = [:]

    /// Nothing.
    public init() {}

    /// A project, and a job of it where one is asked for. Of a forge's jobs, ids have a sign before the number.
    public init(project: ID, id: ID? = nil, sign: Character? = nil) {
      self[.project] = project.text
      split(project.text)
      guard let id = id?.text else { return }
      self[.id] = id
      guard let sign, let sign = id.lastIndex(of: sign) else { return }
      let number = id[id.index(after: sign)...]
      guard !number.isEmpty, number.utf8.allSatisfy(\.isDigit) else { return }
      self[.number] = String(number)
      split(String(id[..<sign]))
    }

    private mutating func split(_ path: String) {
      let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      self[.repository] = path
      self[.owner] = String(parts[0])
      self[.name] = String(parts[1])
    }

    /// The text of a place; nil where there is none.
    public subscript(slot: Slot) -> String? {
      get { texts[slot]?.text }
      set { texts[slot] = newValue.map { ID($0) } }
    }
  }

  /// `GET` or `POST`.
  public let method: String
  private let segments: [Words]
  private let query: [(name: String, value: Words)]
  private let graphQL: (query: String, variables: [(name: String, value: Words)])?

  /// A request without a body: `GET /v1/agent/{project}/jobs?skip={offset}&take={size}`. A part of the query whose
  /// place is empty is left out.
  public init(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    method = String(parts.first ?? "GET")
    let target = (parts.last ?? "").split(separator: "?", maxSplits: 1)
    segments = Self.segments(target.first ?? "")
    query = (target.count > 1 ? target[1].split(separator: "&") : []).map { item in
      let halves = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(halves[0]), Words(halves.count > 1 ? halves[1] : ""))
    }
    graphQL = nil
  }

  /// A query of GraphQL (https://graphql.org/learn/serving-over-http/). A variable of one place alone is null where
  /// that is empty; of several words those are left out whose place is empty.
  public init(graphQL query: String, variables: KeyValuePairs<String, String>, at path: String = "/graphql") {
    method = "POST"
    segments = Self.segments(path[...])
    self.query = []
    graphQL = (query, variables.map { ($0.key, Words($0.value[...])) })
  }

  private static func segments(_ path: Substring) -> [Words] {
    path.split(separator: "/").map { Words($0) }
  }

  /// Whether values have what the request names the project or the job with.
  public func names(_ values: Values) -> Bool {
    let words = segments + query.map(\.value) + (graphQL?.variables.map(\.value) ?? [])
    let needed: [Slot] = [.project, .owner, .name, .id, .repository, .number]
    return needed.allSatisfy { slot in values[slot]?.isEmpty == false || !words.contains { $0.has(slot) } }
  }

  /// The name under which a place stands in the query; nil when it does not.
  public func name(of slot: Slot) -> String? { query.first { $0.value.has(slot) }?.name }

  // MARK: Forwards

  /// Path and query, each value in them encoded as a segment.
  public func target(_ values: Values, encode: (String) -> String) -> String {
    var target = segments.map { "/" + ($0.text(values, encode) ?? "") }.joined()
    var isFirst = true
    for (name, value) in query {
      guard let text = value.text(values, encode) else { continue }
      target += "\(isFirst ? "?" : "&")\(name)=\(text)"
      isFirst = false
    }
    return target
  }

  /// The body; nil where there is none.
  public func body(_ values: Values) -> [UInt8]? {
    guard let graphQL else { return nil }
    var body = Array(#"{"query":"#.utf8)
    JSONString.write(graphQL.query, into: &body)
    body += #","variables":{"#.utf8
    for (index, (name, words)) in graphQL.variables.enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      JSONString.write(name, into: &body)
      body.append(UInt8(ascii: ":"))
      switch words.text(values, { $0 }) {
      case let text? where words.isNumber: body += text.utf8
      case let text?: JSONString.write(text, into: &body)
      case nil: body += "null".utf8
      }
    }
    return body + "}}".utf8
  }

  // MARK: Backwards

  /// What stands in the places of a request; nil when it is another one. `path` has the segments of the path, decoded;
  /// items of the query that are not named here are passed over.
  public func values(
    method: String, path: [String], query: [(name: String, value: String)], body: [UInt8]
  ) -> Values? {
    guard method == self.method, path.count == segments.count else { return nil }
    var values = Values()
    for (segment, text) in zip(segments, path) {
      guard segment.read(text, into: &values) else { return nil }
    }
    for (name, words) in self.query {
      guard let item = query.last(where: { $0.name == name }) else {
        if words.isFixed { return nil }
        continue
      }
      guard words.read(item.value, into: &values) else { return nil }
    }
    guard let graphQL else { return values }
    guard let root = JSONPath(body), root["query"]?.string == graphQL.query else { return nil }
    for (name, words) in graphQL.variables {
      guard let value = root["variables"]?[named: name] else { continue }
      guard let text = value.string ?? value.number.map(String.init), words.read(text, into: &values) else {
        return nil
      }
    }
    return values
  }

  /// A text of words, each with one place at most.
  private struct Words: Sendable {
    private struct Word: Sendable {
      var before: String
      var slot: Slot?
      var after: String

      /// Reads a word with its first slot, whose name stands in braces.
      init(_ text: Substring) {
        for open in text.indices where text[open] == "{" {
          let inside = text[text.index(after: open)...].prefix { $0 != "}" }
          guard inside.endIndex < text.endIndex, let slot = Slot(rawValue: String(inside)) else { continue }
          before = String(text[..<open])
          after = String(text[text.index(after: inside.endIndex)...])
          self.slot = slot
          return
        }
        (before, slot, after) = (String(text), nil, "")
      }
    }

    private let words: [Word]

    init(_ text: Substring) {
      words = text.split(separator: " ").map(Word.init)
    }

    func has(_ slot: Slot) -> Bool { words.contains { $0.slot == slot } }

    /// Whether nothing in it differs.
    var isFixed: Bool { words.allSatisfy { $0.slot == nil } }

    /// Whether it is a number and nothing else.
    var isNumber: Bool {
      guard words.count == 1, words[0].before.isEmpty, words[0].after.isEmpty else { return false }
      switch words[0].slot {
      case .size?, .offset?, .page?, .number?: return true
      default: return false
      }
    }

    /// The words whose places are filled; nil when no place is.
    func text(_ values: Values, _ encode: (String) -> String) -> String? {
      var texts: [String] = []
      var isFilled = isFixed
      for word in words {
        guard let slot = word.slot else {
          texts.append(word.before)
          continue
        }
        guard let value = values[slot] else { continue }
        isFilled = true
        texts.append(word.before + encode(value) + word.after)
      }
      return isFilled ? texts.joined(separator: " ") : nil
    }

    /// Reads the places out of a text that was written so; false when it was not.
    func read(_ text: String, into values: inout Values) -> Bool {
      var given = words.count > 1 ? text.split(separator: " ").map(String.init) : [text]
      for word in words {
        let place = given.firstIndex { $0.hasPrefix(word.before) && $0.hasSuffix(word.after) }
        guard let slot = word.slot else {
          guard let place, given[place] == word.before else { return false }
          given.remove(at: place)
          continue
        }
        guard let place, given[place].utf8.count >= word.before.utf8.count + word.after.utf8.count else {
          if words.count > 1 { continue }
          return false
        }
        values[slot] = String(
          given.remove(at: place).dropFirst(word.before.count).dropLast(word.after.count))
      }
      return given.isEmpty
    }
  }
}
