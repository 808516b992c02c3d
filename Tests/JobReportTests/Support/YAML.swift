/// As much of YAML 1.2 as workflows are written in: block mappings and sequences, plain and quoted scalars, flow
/// sequences of plain scalars, `{}`, and block scalars `|` and `>-`. Everything else is an error.
indirect enum YAML: Equatable {
  case text(String)
  case list([YAML])
  case map([(key: String, value: YAML)])
  case null

  struct Unreadable: Error, CustomStringConvertible {
    var line: Int
    var reason: String
    var description: String { "line \(line): \(reason)" }
  }

  static func == (left: YAML, right: YAML) -> Bool { "\(left)" == "\(right)" }

  subscript(_ key: String) -> YAML? {
    guard case .map(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var list: [YAML] { if case .list(let list) = self { list } else { [] } }
  var members: [(key: String, value: YAML)] { if case .map(let members) = self { members } else { [] } }

  init(_ source: String) throws {
    var reader = Reader(
      lines: source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    self = try reader.block(indentation: 0)
    try reader.expectEnd()
  }

  private struct Reader {
    var lines: [String]
    var index = 0

    private func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }
    private func isSkipped(_ line: String) -> Bool {
      let rest = line.drop { $0 == " " }
      return rest.isEmpty || rest.hasPrefix("#")
    }

    private func error(_ reason: String) -> Unreadable { Unreadable(line: index + 1, reason: reason) }

    private mutating func skip() { while index < lines.count, isSkipped(lines[index]) { index += 1 } }

    mutating func expectEnd() throws {
      skip()
      if index < lines.count { throw error("text behind the end: \(lines[index])") }
    }

    mutating func block(indentation depth: Int) throws -> YAML {
      skip()
      guard index < lines.count, indentation(lines[index]) == depth else { return .null }
      return lines[index].dropFirst(depth).hasPrefix("- ") ? try list(depth) : try map(depth)
    }

    private mutating func list(_ depth: Int) throws -> YAML {
      var elements: [YAML] = []
      while true {
        skip()
        guard index < lines.count, indentation(lines[index]) == depth,
          lines[index].dropFirst(depth).hasPrefix("- ")
        else { break }
        let rest = String(lines[index].dropFirst(depth + 2))
        if Self.key(rest) != nil {
          // The mapping goes on below, as deep as its first key stands.
          lines[index] = String(repeating: " ", count: depth + 2) + rest
          elements.append(try map(depth + 2))
        } else {
          elements.append(try value(rest, depth: depth))
        }
      }
      return .list(elements)
    }

    private mutating func map(_ depth: Int) throws -> YAML {
      var members: [(key: String, value: YAML)] = []
      while true {
        skip()
        guard index < lines.count, indentation(lines[index]) == depth else { break }
        guard let (key, rest) = Self.key(String(lines[index].dropFirst(depth))) else {
          throw error("no key: \(lines[index])")
        }
        guard !members.contains(where: { $0.key == key }) else { throw error("'\(key)' stands twice") }
        members.append((key, try value(rest, depth: depth)))
      }
      if index < lines.count, indentation(lines[index]) > depth { throw error("indented too far") }
      return .map(members)
    }

    /// A value whose first line is behind a key or a dash; moves on behind it.
    private mutating func value(_ line: String, depth: Int) throws -> YAML {
      index += 1
      var rest = line
      if !line.hasPrefix("\""), let comment = " \(line)".firstRange(of: " #") {
        rest = String(" \(line)"[..<comment.lowerBound].dropFirst())
      }
      switch rest {
      case "":
        skip()
        guard index < lines.count else { return .null }
        let next = indentation(lines[index])
        let isList = lines[index].dropFirst(next).hasPrefix("- ")
        guard next > depth || (isList && next == depth) else { return .null }
        return try block(indentation: next)
      case "|", ">-":
        var text: [String] = []
        var own: Int?
        while index < lines.count, lines[index].isEmpty || indentation(lines[index]) > depth {
          if own == nil, !lines[index].isEmpty { own = indentation(lines[index]) }
          text.append(String(lines[index].dropFirst(own ?? 0)))
          index += 1
        }
        while text.last == "" { text.removeLast() }
        return .text(rest == "|" ? text.joined(separator: "\n") + "\n" : text.joined(separator: " "))
      case "{}": return .map([])
      default:
        if rest.hasPrefix("["), rest.hasSuffix("]") {
          let parts = rest.dropFirst().dropLast().split(separator: ", ")
          return .list(try parts.map { .text(try scalar(String($0))) })
        }
        return .text(try scalar(rest))
      }
    }

    private func scalar(_ text: String) throws -> String {
      if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1, !text.contains("\\") {
        return String(text.dropFirst().dropLast())
      }
      guard let first = text.first, !"\"'[]{}&*!|>%@`#,?".contains(first), !text.contains(" #"),
        !text.contains(": "), !text.hasSuffix(":"), !text.hasSuffix(" ")
      else { throw error("no scalar that can stand like this: \(text)") }
      return text
    }

    private static func key(_ text: String) -> (key: String, rest: String)? {
      let key = text.prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
      guard !key.isEmpty, text.dropFirst(key.count).hasPrefix(":") else { return nil }
      let rest = text.dropFirst(key.count + 1)
      guard rest.isEmpty || rest.hasPrefix(" ") else { return nil }
      return (String(key), String(rest.drop { $0 == " " }))
    }
  }
}
