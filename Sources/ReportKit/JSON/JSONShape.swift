/// What a JSON value looks like, for a person who has to find out what it is.
public struct JSONShape: Equatable, Sendable, CustomStringConvertible {
  /// `an object with 'id', 'name' and 3 more members`.
  public let description: String

  /// The shape of an object: its first members by name.
  init(object members: [JSONText.Member], of json: JSONText) {
    guard !members.isEmpty else {
      description = "an empty object"
      return
    }
    let names = members.prefix(5).map { member in
      let name = JSONString.unescape(json.bytes, member.name.prefix(400))
      return "'\(JSONShape.line(String(decoding: name, as: UTF8.self), limit: 40, hiding: json.redaction))'"
    }
    let rest = members.count - names.count
    description =
      "an object with \(names.joined(separator: ", "))"
      + (rest > 0 ? " and \(rest) more \(rest == 1 ? "member" : "members")" : "")
      + JSONShape.missing(members, of: json)
  }

  /// What an object lacks that would be a line of another tool's but for one member.
  private static func missing(_ members: [JSONText.Member], of json: JSONText) -> String {
    let needed: [StaticString] = ["id", "provider", "status"]
    let missing = needed.filter { json.value($0, in: members) == nil }
    guard missing.count == 1, let name = missing.first else { return "" }
    return " ('\(name)' is missing; a line needs id, provider and status)"
  }

  /// The shape of items in a list that begin with one of a kind.
  public init(items kind: JSONText.Kind) {
    switch kind {
    case .object: description = "a list of objects"
    case .array: description = "a list of lists"
    case .string: description = "a list of texts"
    case .number: description = "a list of numbers"
    case .boolean: description = "a list of true and false"
    case .null: description = "a list of null"
    }
  }

  /// A foreign text in one line of so many characters, without keys; what cannot be seen in it is written as its
  /// code, as in `\u{1b}`.
  static func line(_ text: String, limit: Int, hiding redaction: Redaction) -> String {
    var line = ""
    let text = redaction.redact(text)
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > limit ? line + "…" : line
  }
}
