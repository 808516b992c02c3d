/// Reads a checklist: a list of objects with `content`, `status` and `priority`, or of texts, which say nothing of
/// a state; one such object without a list; each of them also as JSON in a text.
struct TodoReader {
  /// The name of the member, for notes.
  let name: StaticString
  /// What could be read.
  private(set) var todos: [Todo] = []
  /// What could not.
  private(set) var notes = ListNotes()

  init(name: StaticString) { self.name = name }

  /// Reads the value of the member.
  mutating func read(_ value: JSONText.Value, of json: JSONText) {
    switch value.kind {
    case .array: readList(value, of: json)
    case .object: readOnly(value, of: json)
    case .string:
      let inner = JSONText(json.utf8(value) ?? [], hiding: json.redaction)
      switch try? inner.root() {
      case let list? where list.kind == .array: readList(list, of: inner)
      case let object? where object.kind == .object: readOnly(object, of: inner)
      default:
        let text = FieldReader([], of: json).text(of: value)
        notes.add("'\(name)' is \(value.kind.rawValue), not a list: \(FieldReader.excerpt(text))")
      }
    case .number, .boolean, .null: notes.add("'\(name)' is \(value.kind.rawValue), not a list")
    }
  }

  private mutating func readList(_ list: JSONText.Value, of json: JSONText) {
    var count = 0
    // What was found as a value is one to its end.
    try? json.eachElement(withMembersOf: list) { element, members in
      count += 1
      guard count <= Todo.limit else { return }
      let place = FieldReader.Place.item(count, of: name)
      switch element.kind {
      case .object: readItem(members, of: json, place)
      case .string: readText(element, of: json, place)
      case .array, .number, .boolean, .null:
        notes.add("'\(name)', item \(count), is \(element.kind.rawValue), not a todo")
      }
    }
    if count > Todo.limit {
      notes.add("of the \(count) items of '\(name)' only the first \(Todo.limit) are read")
    }
  }

  /// Reads a checklist of one, which stands in no list.
  private mutating func readOnly(_ object: JSONText.Value, of json: JSONText) {
    if !add(try? json.members(of: object), of: json, place: .member(name)) {
      notes.add("'\(name)' is \(object.kind.rawValue), not a list")
    }
  }

  private mutating func readItem(
    _ members: [JSONText.Member]?, of json: JSONText, _ place: FieldReader.Place
  ) {
    if !add(members, of: json, place: place) { notes.add("\(place.words ?? ""), is empty") }
  }

  private mutating func readText(_ value: JSONText.Value, of json: JSONText, _ place: FieldReader.Place) {
    let text = json.utf8(value) ?? []
    if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      let inner = JSONText(text, hiding: json.redaction)
      if let object = try? inner.root(), object.kind == .object {
        return readItem(try? inner.members(of: object), of: inner, place)
      }
    }
    guard text.contains(where: { $0 > 0x20 }) else { return notes.add("\(place.words ?? ""), is empty") }
    todos.append(Todo(content: FieldReader([], of: json).text(of: value), state: .unknown("")))
  }

  /// Adds the todo that an object is; false when it has nothing of one.
  private mutating func add(
    _ members: [JSONText.Member]?, of json: JSONText, place: FieldReader.Place
  ) -> Bool {
    guard let members else { return false }
    var item = FieldReader(members, of: json, place: place)
    let content = item.visibleText("content", for: .todos).value
    let state = item.visibleText("status", for: .todos).value
    let priority = item.visibleText("priority", for: .todos).value
    for unread in item.unread { notes.add(unread.reason) }
    guard content != nil || state != nil || priority != nil else { return !item.unread.isEmpty }
    todos.append(
      Todo(
        content: content ?? "", state: Todo.State(word: state ?? ""),
        priority: priority.map(Todo.Priority.init)))
    return true
  }
}
