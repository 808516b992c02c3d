/// Fields of more than one piece. Each is read in every shape that its pieces can be found in; what is none of
/// them is noted.
extension FieldReader {
  /// The pull requests that a member names: a text, an object with the address at a path, or a list of such. `state`
  /// reads how an object says that it stands. Where an address is optional, an object without one names none.
  mutating func pullRequests(
    _ name: StaticString, at address: [StaticString] = ["url"], isOptional: Bool = false,
    state: (inout FieldReader) -> PullRequestState? = { _ in nil }
  ) -> Field<PullRequestList> {
    guard let value = value(name, for: .pullRequests) else { return .absent }
    var list = PullRequestList()
    var notes = ListNotes()
    var unread: [Unread] = []
    /// How one stands; the pull request is there all the same where that cannot be read.
    func stands(_ members: [JSONText.Member], _ place: Place) -> PullRequestState? {
      var item = FieldReader(members, of: json, place: place)
      let state = state(&item)
      unread += item.unread.map { Unread($0.field, isPartial: true, reason: $0.reason) }
      return state
    }
    switch value.kind {
    case .null: return .null
    case .array:
      var number = 0
      // What was found as a value is one to its end.
      try? json.eachElement(of: value) { element in
        number += 1
        guard list.count < PullRequestList.limit else { return }
        if !read(
          element, at: address, isOptional: isOptional, { stands($0, .item(number, of: name)) }, into: &list)
        {
          notes.add("'\(name)', item \(number), is \(element.kind.rawValue), not an address")
        }
      }
      if list.count == PullRequestList.limit, number > list.count {
        notes.add("of the \(number) items of '\(name)' only the first \(list.count) are read")
      }
    default:
      if !read(value, at: address, isOptional: isOptional, { stands($0, .member(name)) }, into: &list) {
        notes.add("'\(name)' is \(value.kind.rawValue), not an address")
      }
    }
    note(notes, for: .pullRequests, isPartial: list.count > 0)
    take(unread)
    if list.count > 0 { return .value(list) }
    return notes.isEmpty ? .null : .absent
  }

  /// Adds what a value names; false when that could not be read. A blank text names nothing.
  private func read(
    _ value: JSONText.Value, at address: [StaticString], isOptional: Bool,
    _ state: ([JSONText.Member]) -> PullRequestState?, into list: inout PullRequestList
  ) -> Bool {
    switch value.kind {
    case .null: return true
    case .string, .number, .boolean:
      let text = text(of: value)
      if text.utf8.contains(where: { $0 > 0x20 }) { list.add(text) }
      return true
    case .object:
      guard let members = try? json.members(of: value), let url = try? json.value(at: address, from: value),
        url.kind == .string
      else { return isOptional }
      let text = text(of: url)
      if var pullRequest = PullRequest(text) {
        pullRequest.state = state(members)
        list.add(pullRequest)
        return true
      }
      return read(url, at: address, isOptional: isOptional, state, into: &list)
    case .array: return false
    }
  }

  /// The texts of a list, or one that stands in none; blank ones are left out.
  mutating func texts(_ name: StaticString, for field: JobField) -> Field<[String]> {
    guard let value = json.value(name, in: members) else { return .absent }
    var texts: [String] = []
    var notes = ListNotes()
    func add(_ element: JSONText.Value) {
      switch element.kind {
      case .string, .number, .boolean:
        let text = text(of: element)
        if texts.count < Self.textLimit, text.utf8.contains(where: { $0 > 0x20 }) { texts.append(text) }
      case .null: break
      case .object, .array: notes.add("'\(name)' holds \(element.kind.rawValue), not a text")
      }
    }
    switch value.kind {
    case .null: return .null
    case .array: try? json.eachElement(of: value) { add($0) }
    default: add(value)
    }
    note(notes, for: field, isPartial: !texts.isEmpty)
    return texts.isEmpty && !notes.isEmpty ? .absent : .value(texts)
  }

  /// The most texts that are read of a list.
  private static let textLimit = 100

  /// A checklist, see ``TodoReader``.
  mutating func todos(_ name: StaticString) -> Field<[Todo]> {
    guard let value = value(name, for: .todos) else { return .absent }
    if value.kind == .null || json.isBlank(value) { return .null }
    var reader = TodoReader(name: name)
    reader.read(value, of: json)
    note(reader.notes, for: .todos, isPartial: !reader.todos.isEmpty)
    return reader.todos.isEmpty && !reader.notes.isEmpty ? .absent : .value(reader.todos)
  }

  /// A long text that few readers of an answer need, see ``MessageText``.
  mutating func message(_ name: StaticString) -> Field<MessageText> {
    guard let value = value(name, for: .message) else { return .absent }
    let message = MessageText(value, of: json)
    switch value.kind {
    case .null: return .null
    case .string, .number, .boolean: return .value(message)
    case .object, .array:
      var notes = ListNotes()
      var hasText = false
      message.eachPart { part in
        switch part {
        case .text: hasText = true
        case .other(let number, let kind): notes.add("'\(name)', item \(number), is \(kind), not a text")
        }
      }
      if hasText || notes.isEmpty {
        note(notes, for: .message, isPartial: true)
        return .value(message)
      }
      note("'\(name)' is \(value.kind.rawValue), not a text", for: .message)
      return .absent
    }
  }
}

extension JSONText {
  /// Whether a value is a string with nothing to see in it.
  func isBlank(_ value: Value) -> Bool {
    value.kind == .string && utf8(value)?.contains { $0 > 0x20 } != true
  }
}
