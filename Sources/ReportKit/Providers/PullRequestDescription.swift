/// The description of a pull request that an agent wrote, taken apart: what the agent says, and its checklist.
///
/// What is not a word of the agent is left out: the task that it was given, which agents repeat there, hints that a
/// service adds, and the summary of a reviewer.
struct PullRequestDescription {
  /// What the agent says, in Markdown.
  private(set) var message: [UInt8]
  /// The task items, in order. A template of the repository may have brought them, so they are not a plan.
  private(set) var checklist: [Item]

  /// A task item.
  struct Item: Equatable {
    var content: String
    var isDone: Bool
  }

  init(_ body: [UInt8]) {
    let body = String(decoding: body, as: UTF8.self)
    let words = PullRequestDescription.ownWords(body)
    var lines: [Line] = []
    var items: [Item] = []
    var isInItem: Int?
    for line in DescriptionLine.all(of: words) {
      guard line.isText else {
        isInItem = nil
        lines.append(Line(text: line.text, isTask: false))
        continue
      }
      if let task = line.task {
        items.append(Item(content: String(task.content), isDone: task.isDone))
        isInItem = line.indent
        lines.append(Line(text: "", isTask: true))
      } else if let indent = isInItem, line.indent > indent, !line.isBlank {
        // What stands below an item, and further in, is part of it.
        items[items.count - 1].content += " " + line.withoutMarker
        lines.append(Line(text: "", isTask: true))
      } else {
        isInItem = line.isBlank ? isInItem : nil
        lines.append(Line(text: line.text, isTask: false))
      }
    }
    checklist = items
    message = Array((items.isEmpty ? words : PullRequestDescription.joined(lines)).utf8)
  }

  private struct Line {
    var text: Substring
    var isTask: Bool
    var headingLevel: Int? {
      let level = text.prefix { $0 == "#" }.count
      return (1...6).contains(level) && text.dropFirst(level).first == " " ? level : nil
    }
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
  }

  /// The lines without tasks, and without a heading that had nothing but tasks below it.
  private static func joined(_ lines: [Line]) -> String {
    var kept: [Substring] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.isTask { continue }
      if let level = line.headingLevel {
        let rest = lines[index...]
        let end = rest.firstIndex { $0.headingLevel.map { $0 <= level } ?? false } ?? lines.endIndex
        let section = lines[index..<end]
        let hasWords = section.contains { !$0.isTask && !$0.isBlank && $0.headingLevel == nil }
        if !hasWords, section.contains(where: \.isTask) {
          index = end
          continue
        }
      }
      if line.isBlank, kept.last?.isEmpty ?? true { continue }
      kept.append(line.isBlank ? "" : line.text)
    }
    while kept.last?.isEmpty ?? false { kept.removeLast() }
    return kept.joined(separator: "\n")
  }

  // MARK: Whose words

  /// Marks behind which nothing is the agent's.
  private static let ends = [
    "<!-- START COPILOT ORIGINAL PROMPT -->", "<!-- START COPILOT CODING AGENT SUFFIX -->",
    "<!-- START COPILOT CODING AGENT TIPS -->",
  ]

  /// Marks around what is the agent's, and around what is a reviewer's.
  private static let own = ("<!-- CURSOR_AGENT_PR_BODY_BEGIN -->", "<!-- CURSOR_AGENT_PR_BODY_END -->")
  private static let reviewers = ("<!-- CURSOR_SUMMARY -->", "<!-- /CURSOR_SUMMARY -->")

  private static func ownWords(_ body: String) -> String {
    var words = body[...]
    if let begin = words.firstRange(of: own.0), let end = words.firstRange(of: own.1),
      begin.upperBound <= end.lowerBound
    {
      words = words[begin.upperBound..<end.lowerBound]
    }
    for mark in ends {
      if let found = words.firstRange(of: mark) { words = words[..<found.lowerBound] }
    }
    var text = String(words)
    while let begin = text.firstRange(of: reviewers.0) {
      let end = text[begin.upperBound...].firstRange(of: reviewers.1)?.upperBound ?? text.endIndex
      text.removeSubrange(begin.lowerBound..<end)
    }
    return withoutPrompts(text).trimmingBlankLines
  }

  /// The text without folded parts that are called *Original prompt* or *Original issue*.
  private static func withoutPrompts(_ text: String) -> String {
    guard text.contains("<details") else { return text }
    var kept: [Substring] = []
    var waiting: [Substring] = []
    var depth = 0
    var isPrompt = false
    for line in DescriptionLine.all(of: text) {
      let tags = line.isText ? line.text.lowercased() : ""
      if depth == 0, tags.contains("<details") { (isPrompt, waiting) = (false, []) }
      let opened = tags.occurrences(of: "<details")
      if depth > 0 || opened > 0 {
        depth += opened
        if depth > 0, !isPrompt, tags.contains("original prompt") || tags.contains("original issue") {
          isPrompt = isPrompt || waiting.count < 6
        }
        waiting.append(line.text)
        depth = max(0, depth - tags.occurrences(of: "</details"))
        if depth == 0 {
          if !isPrompt { kept += waiting }
          waiting = []
        }
      } else {
        kept.append(line.text)
      }
    }
    // A part that is never closed is one all the same.
    if !isPrompt { kept += waiting }
    return kept.joined(separator: "\n")
  }
}
