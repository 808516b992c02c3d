/// The lines of a pull request's description that can hold an agent's own mark: none of code, and none that is quoted, as
/// both repeat what others wrote.
struct DescriptionLines {
  private let lines: [TextBytes]

  /// The lines of a description in UTF-8.
  init(_ body: [UInt8]) {
    var lines: [TextBytes] = []
    var fence: UInt8?
    for line in body[...].lines where !line.isEmpty {
      let text = line.drop(while: \.isSpaceOrTab)
      if let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
        text.prefix(while: { $0 == mark }).count >= 3
      {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
        continue
      }
      if fence == nil, text.first != UInt8(ascii: ">") { lines.append(line) }
    }
    self.lines = lines
  }

  /// The agent that a link to a job tells, and the link.
  func link() -> AgentSighting? {
    // Most lines have no link at all.
    let lines = lines.filter { $0.contains("://") }
    guard !lines.isEmpty else { return nil }
    for agent in Agent.all {
      for case .link(let beginning, let length) in agent.marks {
        if let link = Self.link(beginning, atLeast: length, in: lines) {
          return AgentSighting(agent: agent, rule: .link, link: link)
        }
      }
    }
    return nil
  }

  /// The agent that another mark tells.
  func mark() -> AgentSighting? {
    for agent in Agent.all {
      for case .text(let text) in agent.marks where lines.contains(where: { $0.contains(text) }) {
        return AgentSighting(agent: agent, rule: .mark, link: nil)
      }
    }
    return nil
  }

  /// The addresses of mail in trailers `Co-authored-by: NAME <ADDRESS>`
  /// (https://git-scm.com/docs/git-interpret-trailers).
  var coAuthors: [String] {
    lines.compactMap { line in
      guard let token = line.firstRange(of: "co-authored-by:", ignoringCase: true),
        token.lowerBound == line.startIndex, let open = line.lastIndex(of: UInt8(ascii: "<")),
        let close = line.lastIndex(of: UInt8(ascii: ">")), open < close
      else { return nil }
      return String(decoding: line[open + 1..<close], as: UTF8.self)
    }
  }

  private static let labels: [StaticString] = ["session", "run", "task", "thread", "href=\""]
  /// How many bytes before a link may be what it is called.
  private static let labelLength = 60

  /// A link that a line calls that of a job. Somebody who writes about a job links to it as well.
  private static func link(
    _ beginning: StaticString, atLeast length: Int, in lines: [TextBytes]
  ) -> String? {
    for line in lines {
      guard let found = line.firstRange(of: beginning) else { continue }
      let id = line[found.upperBound...].prefix(while: \.isOfID)
      let label = line[..<found.lowerBound].suffix(labelLength)
      if id.count >= length, labels.contains(where: { label.contains($0, ignoringCase: true) }) {
        return "\(beginning)" + String(decoding: id, as: UTF8.self)
      }
    }
    return nil
  }
}

extension UInt8 {
  /// Whether it may stand in the id of a job: an ASCII letter or digit, `-` or `_`.
  fileprivate var isOfID: Bool { isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") }
}
