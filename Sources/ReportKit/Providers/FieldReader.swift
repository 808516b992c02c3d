/// Reads the members of an object one by one, takes what fits and notes what does not.
struct FieldReader {
  let json: JSONText
  let members: [JSONText.Member]
  /// The list that this object is in and its number there, from 1; nil outside of lists.
  private let item: (list: StaticString, number: Int)?
  private(set) var problems: [String] = []

  init(
    _ members: [JSONText.Member], of json: JSONText, item: (list: StaticString, number: Int)? = nil
  ) {
    self.members = members
    self.json = json
    self.item = item
  }

  /// Which item of a list this object is, such as `'todos', item 2`; empty outside of lists.
  var place: String { item.map { "'\($0.list)', item \($0.number)" } ?? "" }

  /// A text within the limit of a ``PlainField``, without keys in it. A number or a boolean is taken as its
  /// own text.
  mutating func text(_ name: StaticString) -> Field<String> {
    // Most texts have neither escapes nor keys, and stand in the bytes as they are.
    if let value = json.value(name, in: members), let text = json.plainText(value) {
      return .value(PlainField.limited(text))
    }
    return utf8(name).map { String(decoding: PlainField.limited($0), as: UTF8.self) }
  }

  /// A text that is null when there is nothing to see in it.
  mutating func visibleText(_ name: StaticString) -> Field<String> {
    let field = text(name)
    guard case .value(let text) = field, !text.utf8.contains(where: { $0 > 0x20 }) else { return field }
    return .null
  }

  /// An id as it was sent, keys included: two ids must not become one because both look like keys.
  /// ``JobKey/shownID`` is what may be shown of it. Nil when there is nothing to see in it.
  func id(_ name: StaticString) -> String? {
    guard let value = json.value(name, in: members) else { return nil }
    let text: String?
    switch value.kind {
    case .string: text = json.string(value)
    case .number, .boolean: text = json.source(value)
    case .null, .object, .array: text = nil
    }
    return text.flatMap { $0.utf8.contains { $0 > 0x20 } ? $0 : nil }
  }

  /// A text as UTF-8, without keys in it.
  mutating func utf8(_ name: StaticString) -> Field<[UInt8]> {
    guard let value = json.value(name, in: members) else { return .absent }
    switch value.kind {
    case .null: return .null
    case .string:
      guard let text = json.utf8(value) else { return .absent }
      return .value(Redaction.redact(text) ?? text)
    case .number, .boolean: return .value(Array(json.bytes[value.range]))
    case .object, .array:
      note("'\(name)' is \(value.kind.rawValue), not a text")
      return .absent
    }
  }

  /// A long text that few readers of an answer need.
  mutating func message(_ name: StaticString) -> Field<MessageText> {
    guard let value = json.value(name, in: members) else { return .absent }
    switch value.kind {
    case .null: return .null
    case .string, .number, .boolean: return .value(MessageText(value, of: json))
    case .object, .array:
      note("'\(name)' is \(value.kind.rawValue), not a text")
      return .absent
    }
  }

  /// A boolean; `"true"` and `"false"` in quotes count too.
  mutating func boolean(_ name: StaticString) -> Field<Bool> {
    switch text(name) {
    case .absent: return .absent
    case .null: return .null
    case .value("true"): return .value(true)
    case .value("false"): return .value(false)
    case .value(let other):
      note("'\(name)' is neither true nor false: \(excerpt(other))")
      return .absent
    }
  }

  /// A moment in ISO 8601.
  mutating func timestamp(_ name: StaticString) -> Field<Timestamp> {
    switch text(name) {
    case .absent: return .absent
    case .null, .value(""): return .null
    case .value(let text):
      guard let timestamp = Timestamp(iso8601: text) else {
        note("'\(name)' is no date: \(excerpt(text))")
        return .absent
      }
      return .value(timestamp)
    }
  }

  /// The members of an object.
  mutating func object(_ name: StaticString) -> Field<FieldReader> {
    guard let value = json.value(name, in: members) else { return .absent }
    switch value.kind {
    case .null: return .null
    case .object:
      guard let members = try? json.members(of: value) else { return .absent }
      return .value(FieldReader(members, of: json))
    default:
      note("'\(name)' is \(value.kind.rawValue), not an object")
      return .absent
    }
  }

  /// The objects of a list; an element that is none is noted and left out.
  mutating func objects(_ name: StaticString) -> Field<[FieldReader]> {
    guard let value = json.value(name, in: members) else { return .absent }
    switch value.kind {
    case .null: return .null
    case .array:
      var readers: [FieldReader] = []
      for (index, element) in ((try? json.elements(of: value)) ?? []).enumerated() {
        if element.kind == .object, let members = try? json.members(of: element) {
          readers.append(FieldReader(members, of: json, item: (name, index + 1)))
        } else {
          note("'\(name)', item \(index + 1), is \(element.kind.rawValue), not an object")
        }
      }
      return .value(readers)
    default:
      note("'\(name)' is \(value.kind.rawValue), not a list")
      return .absent
    }
  }

  /// Notes what could not be read.
  mutating func note(_ problem: String) {
    problems.append(item == nil ? problem : "\(place): \(problem)")
  }

  /// Takes over what another reader noted.
  mutating func note(_ other: FieldReader) { problems += other.problems }

  private func excerpt(_ text: String) -> String {
    text.count > 60 ? "\"\(text.prefix(60))…\"" : "\"\(text)\""
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
