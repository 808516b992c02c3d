/// The lines of a pull request's description that can hold an agent's own mark: none of code, and none that is quoted, as
/// both repeat what others wrote.
struct DescriptionLines {
  private let lines: [Substring]

  init(_ body: String) {
    var lines: [Substring] = []
    var fence: Character?
    for line in body.split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if let mark = text.first, mark == "`" || mark == "~", text.prefix(3).allSatisfy({ $0 == mark }),
        text.count >= 3
      {
        if fence == nil { fence = mark } else if fence == mark { fence = nil }
        continue
      }
      if fence == nil, text.first != ">" { lines.append(line) }
    }
    self.lines = lines
  }

  /// The agent that a link to a job tells, and the link.
  func link() -> AgentSighting? {
    for agent in Agent.all {
      for case .link(let beginning, let length) in agent.marks {
        if let link = link(beginning, atLeast: length) {
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

  /// A link that a line calls that of a job. Somebody who writes about a job links to it as well.
  private func link(_ beginning: String, atLeast length: Int) -> String? {
    for line in lines {
      guard let found = line.firstRange(of: beginning) else { continue }
      let id = line[found.upperBound...].prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
      }
      let label = line[..<found.lowerBound].suffix(60).lowercased()
      let isNamed = ["session", "run", "task", "thread", "href=\""].contains { label.contains($0) }
      if id.count >= length, isNamed { return beginning + id }
    }
    return nil
  }
}
