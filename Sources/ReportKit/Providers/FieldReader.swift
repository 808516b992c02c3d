/// Reads the members of an object one by one, takes what fits and notes what does not.
public struct FieldReader: Sendable {
  let json: JSONText
  let members: [JSONText.Member]
  /// Where this object stands in its answer.
  let place: Place
  private(set) var unread: [Unread] = []
  /// Whether fields are asked for damage, as there is some in the answer.
  private let isDamaged: Bool
  /// Whether fields that a summary has are passed over, as if the answer had no key for them.
  let leavesOutSummed: Bool

  init(
    _ members: [JSONText.Member], of json: JSONText, place: Place = .whole, isDamaged: Bool = false,
    leavesOutSummed: Bool = false
  ) {
    self.members = members
    self.json = json
    self.place = place
    self.isDamaged = isDamaged
    self.leavesOutSummed = leavesOutSummed
  }

  /// Where an object stands in its answer. Most readers have nothing to say of it.
  enum Place: Sendable {
    /// It is the answer, or what that is read as.
    case whole
    /// It is the value of a member.
    case member(StaticString)
    /// It is an item of a list, of which the first is 1.
    case item(Int, of: StaticString)

    /// `'todos', item 2`; nil for the answer itself.
    var words: String? {
      switch self {
      case .whole: nil
      case .member(let name): "'\(name)'"
      case .item(let number, let name): "'\(name)', item \(number)"
      }
    }
  }

  /// A reader of the object that some bytes are; nil when they are none.
  init?(_ bytes: [UInt8]) {
    let json = JSONText(bytes)
    guard let members = try? json.members() else { return nil }
    self.init(members, of: json)
  }

  /// The whole text of a string, as it was sent; nil for anything else.
  func string(_ name: StaticString) -> String? { json.value(name, in: members).flatMap { json.string($0) } }

  /// The same in UTF-8; empty for anything else.
  func utf8(_ name: StaticString) -> [UInt8] {
    json.value(name, in: members).flatMap { $0.kind == .string ? json.utf8($0) : nil } ?? []
  }

  /// A member, to walk into.
  func path(_ name: StaticString) -> JSONPath? {
    json.value(name, in: members).flatMap { $0.kind == .null ? nil : JSONPath(json, $0) }
  }

  /// A text of the answer within the limit of a ``PlainField``, without keys in it.
  func plain(_ text: String) -> String { PlainField.limited(json.redaction.redact(text)) }

  /// The bytes of the object.
  var bytes: [UInt8] { json.bytes }

  /// A text within the limit of a ``PlainField``, without keys in it. A number or a boolean is taken as its
  /// own text.
  mutating func text(_ name: StaticString, for field: JobField) -> Field<String> {
    guard let value = self.value(name, for: field) else { return .absent }
    return text(value, name, field)
  }

  private mutating func text(
    _ value: JSONText.Value, _ name: StaticString, _ field: JobField
  ) -> Field<String> {
    switch value.kind {
    case .null: return .null
    case .string, .number, .boolean: return .value(limited(shown(value), name, field))
    case .object, .array:
      note("'\(name)' is \(value.kind.rawValue), not a text", for: field)
      return .absent
    }
  }

  /// A text within the limit of a ``PlainField``; that it was longer is noted.
  private mutating func limited(_ text: String, _ name: StaticString, _ field: JobField) -> String {
    let limited = PlainField.limited(text)
    if limited.utf8.count != text.utf8.count {
      note(
        "'\(name)' has \(text.utf8.count) bytes, of which \(PlainField.limit) are shown", for: field,
        isPartial: true)
    }
    return limited
  }

  /// The value of a member that a field is read from; that something in it is not text is noted.
  mutating func value(_ name: StaticString, for field: JobField) -> JSONText.Value? {
    guard !leavesOutSummed || !field.isSummed, let value = json.value(name, in: members) else { return nil }
    if isDamaged, let damage = json.damage(in: value.range) {
      note("'\(name)' has \(damage.rawValue), shown as U+FFFD", for: field, isPartial: true)
    }
    return value
  }

  /// A text that is null when there is nothing to see in it.
  mutating func visibleText(_ name: StaticString, for field: JobField) -> Field<String> {
    let text = text(name, for: field)
    guard case .value(let visible) = text, !visible.utf8.contains(where: { $0 > 0x20 }) else { return text }
    return .null
  }

  /// An id as it was sent, keys included: two ids must not become one because both look like keys.
  /// ``JobKey/shownID`` is what may be shown of it. Nil when there is nothing to see in it.
  func id(_ name: StaticString) -> ID? {
    guard let value = json.value(name, in: members) else { return nil }
    let text: String?
    switch value.kind {
    case .string: text = json.string(value)
    case .number, .boolean: text = json.source(value)
    case .null, .object, .array: text = nil
    }
    return text.flatMap { $0.utf8.contains { $0 > 0x20 } ? ID($0) : nil }
  }

  /// An id that pages may show, such as that of a project.
  mutating func visibleID(_ name: StaticString, for field: JobField) -> ID? {
    visibleText(name, for: field).value.map { ID($0) }
  }

  /// A boolean; `"true"` and `"false"` in quotes count too.
  mutating func boolean(_ name: StaticString, for field: JobField) -> Field<Bool> {
    switch text(name, for: field) {
    case .absent: return .absent
    case .null: return .null
    case .value("true"): return .value(true)
    case .value("false"): return .value(false)
    case .value(let other):
      note("'\(name)' is neither true nor false: \(FieldReader.excerpt(other))", for: field)
      return .absent
    }
  }

  /// A moment in ISO 8601, or Unix time as a number or as nine digits and more in quotes.
  mutating func timestamp(_ name: StaticString, for field: JobField) -> Field<Timestamp> {
    guard let value = self.value(name, for: field) else { return .absent }
    switch text(value, name, field) {
    case .absent: return .absent
    case .null, .value(""): return .null
    case .value(let text):
      let isUnixTime = value.kind == .number || text.utf8.count >= 9 && text.utf8.allSatisfy(\.isDigit)
      guard let timestamp = isUnixTime ? Timestamp(unixTime: text) : Timestamp(iso8601: text) else {
        note("'\(name)' is no date: \(FieldReader.excerpt(text))", for: field)
        return .absent
      }
      return .value(timestamp)
    }
  }

  /// The members of an object, which some fields are read from.
  mutating func object(_ name: StaticString, for fields: [JobField]) -> Field<FieldReader> {
    guard let value = json.value(name, in: members) else { return .absent }
    switch value.kind {
    case .null: return .null
    case .object:
      guard let members = try? json.members(of: value) else { return .absent }
      return .value(
        FieldReader(members, of: json, isDamaged: isDamaged, leavesOutSummed: leavesOutSummed))
    default:
      for field in fields { note("'\(name)' is \(value.kind.rawValue), not an object", for: field) }
      return .absent
    }
  }

  /// The text of a string, a number or a boolean, within the limit of a ``PlainField`` and without keys in it.
  func text(of value: JSONText.Value) -> String {
    PlainField.limited(shown(value))
  }

  /// Most texts have neither escapes nor keys, and stand in the bytes as they are.
  private func shown(_ value: JSONText.Value) -> String {
    json.plainText(value) ?? json.redaction.redact(json.string(value) ?? json.source(value))
  }

  /// Reads the objects of a list one after the other; other elements are noted.
  mutating func each(_ name: StaticString, for field: JobField, _ read: (inout FieldReader) -> Void) {
    guard let value = value(name, for: field), value.kind != .null else { return }
    guard value.kind == .array else {
      return note("'\(name)' is \(value.kind.rawValue), not a list", for: field)
    }
    var number = 0
    var notes = ListNotes()
    // What was found as a value is one to its end.
    try? json.eachElement(withMembersOf: value) { element, members in
      number += 1
      guard let members else {
        return notes.add("'\(name)', item \(number), is \(element.kind.rawValue), not an object")
      }
      var item = FieldReader(members, of: json, place: .item(number, of: name))
      read(&item)
      unread += item.unread
    }
    note(notes, for: field, isPartial: true)
  }

  /// Takes over what another reader of the same answer could not read.
  mutating func take(_ other: FieldReader) { take(other.unread) }

  /// Takes over what could not be read of a part.
  mutating func take(_ notes: [Unread]) { unread += notes }

  /// Notes what could not be read of a field.
  mutating func note(_ reason: String, for field: JobField, isPartial: Bool = false) {
    let placed = place.words.map { "\($0): \(reason)" } ?? reason
    let note = Unread(field, isPartial: isPartial, reason: placed)
    // A member may be read twice.
    if unread.last != note { unread.append(note) }
  }

  /// Notes what could not be read of a list.
  mutating func note(_ notes: ListNotes, for field: JobField, isPartial: Bool) {
    for reason in notes.reasons { note(reason, for: field, isPartial: isPartial) }
    if notes.more > 0 { note("and \(notes.more) more like these", for: field, isPartial: isPartial) }
  }

  /// The beginning of a text, in quotes.
  static func excerpt(_ text: String) -> String {
    let beginning = text.prefix(60)
    return beginning.endIndex == text.endIndex ? "\"\(text)\"" : "\"\(beginning)…\""
  }
}

/// What could not be read of a list. A list may be wrong a million times over, so the first reasons stand for
/// all.
struct ListNotes {
  private(set) var reasons: [String] = []
  private(set) var more = 0

  var isEmpty: Bool { reasons.isEmpty }

  mutating func add(_ reason: @autoclosure () -> String) {
    if reasons.count < 10 { reasons.append(reason()) } else { more += 1 }
  }
}

extension Field {
  /// The same field with its value made into another.
  func map<Other>(_ transform: (Value) -> Other) -> Field<Other> {
    switch self {
    case .absent: .absent
    case .null: .null
    case .value(let value): .value(transform(value))
    }
  }
}
