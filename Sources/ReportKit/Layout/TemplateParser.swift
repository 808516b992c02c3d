/// What is wrong with a template, and where.
public struct TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in characters.
  public var column: Int
  /// What is wrong there.
  public var reason: Reason

  /// What can be wrong.
  public enum Reason: Equatable, Sendable {
    case unknownSlot(String, known: [String])
    case needsThreeBraces(String)
    case needsTwoBraces(String)
    case closesNothing(String)
    case closes(String, insteadOf: String)
    case isNotClosed(String)
    case endsInTag(braces: Int)
    case lacks(String, isMarkup: Bool)
  }

  /// `job.html:3:14: …`, and what to do.
  public var description: String {
    "\(file):\(line):\(column): \(words)"
  }

  private var words: String {
    switch reason {
    case .unknownSlot(let name, let known):
      "there is no slot '\(name)'\(Suggestion.words(for: name, among: known)) "
        + "This template has \(known.sorted().joined(separator: ", "))"
    case .needsThreeBraces(let name): "'\(name)' is markup; write {{{\(name)}}}"
    case .needsTwoBraces(let name): "'\(name)' is text; write {{\(name)}}"
    case .closesNothing(let name): "{{/\(name)}} closes nothing; remove it or open {{#\(name)}} before it"
    case .closes(let name, let open): "{{/\(name)}} stands where {{/\(open)}} is expected"
    case .isNotClosed(let name): "{{#\(name)}} is not closed; add {{/\(name)}}"
    case .lacks(let name, let isMarkup):
      "the file ends without \(isMarkup ? "{{{\(name)}}}" : "{{\(name)}}"); add it, as no page may leave that out"
    case .endsInTag(let braces):
      "the file ends inside this tag; close it with \(String(repeating: "}", count: braces))"
    }
  }
}

/// Cuts a template into runs of bytes and tags.
struct TemplateParser {
  struct Token {
    var kind: Kind
    var position: Int
  }

  enum Kind {
    case bytes([UInt8])
    case text(String)
    case markup(String)
    case open(String)
    case close(String)
  }

  private let bytes: [UInt8]
  private let file: String
  private var index = 0

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The next token, comments left out; nil at the end.
  mutating func next() throws(TemplateError) -> Token? {
    let start = index
    while index < bytes.count, !isOpening(at: index) { index += 1 }
    if index > start { return Token(kind: .bytes(Array(bytes[start..<index])), position: start) }
    guard index < bytes.count else { return nil }
    let isTriple = index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "{")
    let braces = isTriple ? 3 : 2
    guard let end = closing(braces, from: index + braces) else {
      throw error(.endsInTag(braces: braces), at: start)
    }
    let inner = String(decoding: bytes[index + braces..<end], as: UTF8.self)
    index = end + braces
    let name = inner.filter { !$0.isWhitespace }
    if isTriple { return Token(kind: .markup(name), position: start) }
    switch name.first {
    case "!": return try next()
    case "#": return Token(kind: .open(String(name.dropFirst())), position: start)
    case "/": return Token(kind: .close(String(name.dropFirst())), position: start)
    default: return Token(kind: .text(name), position: start)
    }
  }

  /// An error at a position, as line and column.
  func error(_ reason: TemplateError.Reason, at position: Int) -> TemplateError {
    let before = bytes[..<position]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: bytes[lineStart..<position], as: UTF8.self).count + 1
    return TemplateError(file: file, line: line, column: column, reason: reason)
  }

  private func isOpening(at index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index] == UInt8(ascii: "{") && bytes[index + 1] == UInt8(ascii: "{")
  }

  private func closing(_ braces: Int, from start: Int) -> Int? {
    var index = start
    while index + braces <= bytes.count {
      if bytes[index..<index + braces].allSatisfy({ $0 == UInt8(ascii: "}") }) { return index }
      index += 1
    }
    return nil
  }
}
