/// The message in an answer, which is put together when it is asked for: the first pass, which reads every
/// answer, shows none.
///
/// It is a text, or content blocks: a list of texts and of objects whose `text`, `content` or `value` is one
/// of these. What is not text is said in its place.
public struct MessageText: Sendable {
  private let json: JSONText
  private let place: Place

  private enum Place {
    /// A value of the answer.
    case value(JSONText.Value)
    /// What the agent says in the description of a pull request.
    case description(PullRequestDescription)
  }

  /// A piece of a message.
  enum Part {
    case text(JSONText.Value)
    /// What is not text: its number among the parts, from 1, and its kind.
    case other(Int, String)
  }

  /// The text of a value: a string without its escapes, a number or a boolean as it is written, or blocks.
  init(_ value: JSONText.Value, of json: JSONText) {
    place = .value(value)
    self.json = json
  }

  /// What the agent says in the description of a pull request, without the checklist.
  init(_ description: PullRequestDescription, of json: JSONText) {
    place = .description(description)
    self.json = json
  }

  /// Markdown in UTF-8, without keys in it.
  public var utf8: [UInt8] {
    let text = source
    return json.redaction.redact(text) ?? text
  }

  private var source: [UInt8] {
    let value: JSONText.Value
    switch place {
    case .description(let description): return description.message
    case .value(let found): value = found
    }
    guard value.kind == .array || value.kind == .object else { return text(value) }
    var message: [UInt8] = []
    eachPart { part in
      if !message.isEmpty { message += "\n\n".utf8 }
      switch part {
      case .text(let value): message += text(value)
      case .other(let number, let kind): message += "(Item \(number) could not be read: it is \(kind).)".utf8
      }
    }
    return message
  }

  /// Hands on the parts of content blocks.
  func eachPart(_ use: (Part) -> Void) {
    var number = 0
    if case .value(let value) = place { eachPart(of: value, depth: 0, &number, use) }
  }

  /// How deep blocks may stand in blocks.
  private static let maximumDepth = 4

  private func eachPart(of value: JSONText.Value, depth: Int, _ number: inout Int, _ use: (Part) -> Void) {
    switch value.kind {
    case .string, .number, .boolean:
      number += 1
      use(.text(value))
    case .null: number += 1
    case .array where depth < MessageText.maximumDepth:
      // What was found as a value is one to its end.
      try? json.eachElement(of: value) { eachPart(of: $0, depth: depth + 1, &number, use) }
    case .object where depth < MessageText.maximumDepth:
      let members = (try? json.members(of: value)) ?? []
      if let inner = json.value("text", in: members) ?? json.value("content", in: members)
        ?? json.value("value", in: members)
      {
        return eachPart(of: inner, depth: depth + 1, &number, use)
      }
      fallthrough
    case .array, .object:
      number += 1
      use(.other(number, value.kind.rawValue))
    }
  }

  private func text(_ value: JSONText.Value) -> [UInt8] {
    json.utf8(value) ?? Array(json.bytes[value.range])
  }
}
