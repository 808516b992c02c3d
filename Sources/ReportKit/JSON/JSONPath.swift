/// A value of a JSON text that is walked into by names; what is not there is nil.
public struct JSONPath: Sendable {
  private let json: JSONText
  private let value: JSONText.Value

  /// A value of a text.
  public init(_ json: JSONText, _ value: JSONText.Value) {
    self.json = json
    self.value = value
  }

  /// The whole of a text; nil when it is not JSON.
  public init?(_ bytes: [UInt8]) {
    let json = JSONText(bytes)
    guard let root = try? json.root() else { return nil }
    self.init(json, root)
  }

  /// A member of an object; nil where it is missing or null.
  public subscript(_ name: StaticString) -> JSONPath? {
    guard value.kind == .object, let members = try? json.members(of: value),
      let found = json.value(name, in: members), found.kind != .null
    else { return nil }
    return JSONPath(json, found)
  }

  /// A member of an object by a name that is known only now, and that holds no escape.
  public subscript(named name: String) -> JSONPath? {
    guard value.kind == .object, let members = try? json.members(of: value) else { return nil }
    let member = members.last { json.bytes[$0.name].elementsEqual(name.utf8) }
    guard let found = member?.value, found.kind != .null else { return nil }
    return JSONPath(json, found)
  }

  /// The elements of a list; none for anything else.
  public var elements: [JSONPath] { elements(upTo: .max) }

  /// The first elements of a list, no more than so many; none for anything else.
  func elements(upTo limit: Int) -> [JSONPath] {
    guard value.kind == .array, let elements = try? json.elements(of: value, upTo: limit) else { return [] }
    return elements.map { JSONPath(json, $0) }
  }

  /// The text of a string.
  public var string: String? { json.string(value) }

  /// The number, when it is a whole one.
  public var number: Int? { value.kind == .number ? Int(json.source(value)) : nil }

  /// `true` or `false`.
  public var flag: Bool? { value.kind == .boolean ? json.source(value) == "true" : nil }

  /// Whether it is a list.
  public var isList: Bool { value.kind == .array }

  /// The bytes of the value, as they stand in the text.
  public var bytes: [UInt8] { Array(json.bytes[value.range]) }
}
