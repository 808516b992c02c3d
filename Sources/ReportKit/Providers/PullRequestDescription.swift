/// The description of a pull request that an agent wrote, taken apart: what the agent says, and its checklist.
///
/// What is not a word of the agent is left out: the task that it was given, which agents repeat there, hints that a
/// service adds, and the summary of a reviewer.
struct PullRequestDescription {
  /// What the agent says, in Markdown. It is put together when it is asked for, as only the second reading shows it.
  var message: [UInt8] { checklist.isEmpty ? Array(words) : PullRequestDescription.joined(lines) }
  private let words: TextBytes
  private let lines: [Line]
  /// The task items, in order. A template of the repository may have brought them, so they are not a plan.
  let checklist: [Item]

  /// A task item.
  struct Item: Equatable {
    var content: String
    var isDone: Bool
  }

  init(_ body: [UInt8]) {
    words = PullRequestDescription.ownWords(body[...])
    var lines: [Line] = []
    var items: [(content: [UInt8], isDone: Bool)] = []
    var isInItem: Int?
    for line in DescriptionLine.all(of: words) {
      guard line.isText else {
        isInItem = nil
        lines.append(Line(text: line.text, isTask: false))
        continue
      }
      if let task = line.task {
        items.append((Array(task.content), task.isDone))
        isInItem = line.indent
        lines.append(Line(text: [], isTask: true))
      } else if let indent = isInItem, line.indent > indent, !line.isBlank {
        // What stands below an item, and further in, is part of it.
        items[items.count - 1].content += [0x20] + line.withoutMarker
        lines.append(Line(text: [], isTask: true))
      } else {
        isInItem = line.isBlank ? isInItem : nil
        lines.append(Line(text: line.text, isTask: false))
      }
    }
    checklist = items.map { Item(content: String(decoding: $0.content, as: UTF8.self), isDone: $0.isDone) }
    self.lines = lines
  }

  private struct Line {
    var text: TextBytes
    var isTask: Bool

    var isBlank: Bool { text.isBlank }

    /// The level of the heading that the line is.
    var headingLevel: Int? {
      let level = text.prefix { $0 == UInt8(ascii: "#") }.count
      return (1...6).contains(level) && text.dropFirst(level).first == 0x20 ? level : nil
    }
  }

  /// The lines without tasks, and without a heading that had nothing but tasks below it.
  private static func joined(_ lines: [Line]) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
    // Blank lines become one, and none where nothing stands before or behind them.
    var isBehindBlank = false
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
      if line.isBlank {
        isBehindBlank = true
        continue
      }
      if !message.isEmpty { message += isBehindBlank ? [0x0A, 0x0A] : [0x0A] }
      isBehindBlank = false
      message += line.text
    }
    return message
  }

  // MARK: Whose words

  /// Marks behind which nothing is the agent's.
  private static let ends: [StaticString] = [
    "<!-- START COPILOT ORIGINAL PROMPT -->", "<!-- START COPILOT CODING AGENT SUFFIX -->",
    "<!-- START COPILOT CODING AGENT TIPS -->",
  ]

  /// Marks around what is the agent's, and around what is a reviewer's.
  private static let own: (StaticString, StaticString) = (
    "<!-- CURSOR_AGENT_PR_BODY_BEGIN -->", "<!-- CURSOR_AGENT_PR_BODY_END -->"
  )
  private static let reviewers: (StaticString, StaticString) = (
    "<!-- CURSOR_SUMMARY -->", "<!-- /CURSOR_SUMMARY -->"
  )

  private static func ownWords(_ body: TextBytes) -> TextBytes {
    trimmingBlankLines(withoutPrompts(body.contains("<!--") ? markedWords(body) : body))
  }

  /// The same by its marks alone, which are comments.
  private static func markedWords(_ body: TextBytes) -> TextBytes {
    var words = body
    if let begin = words.firstRange(of: own.0), let end = words.firstRange(of: own.1),
      begin.upperBound <= end.lowerBound
    {
      words = words[begin.upperBound..<end.lowerBound]
    }
    for mark in ends {
      if let found = words.firstRange(of: mark) { words = words[..<found.lowerBound] }
    }
    return withoutReviews(words)
  }

  /// The text without the summaries of reviewers.
  private static func withoutReviews(_ text: TextBytes) -> TextBytes {
    guard var begin = text.firstRange(of: reviewers.0) else { return text }
    var kept: [UInt8] = []
    var rest = text
    while true {
      kept += rest[..<begin.lowerBound]
      guard let end = rest[begin.upperBound...].firstRange(of: reviewers.1) else { return kept[...] }
      rest = rest[end.upperBound...]
      guard let next = rest.firstRange(of: reviewers.0) else { return (kept + rest)[...] }
      begin = next
    }
  }

  /// The text without folded parts that are called *Original prompt* or *Original issue*.
  private static func withoutPrompts(_ text: TextBytes) -> TextBytes {
    guard text.contains("<details", ignoringCase: true) else { return text }
    var kept: [TextBytes] = []
    var waiting: [TextBytes] = []
    var depth = 0
    var isPrompt = false
    for line in DescriptionLine.all(of: text) {
      let tags = line.isText ? line.text : []
      let opened = tags.occurrences(of: "<details")
      if depth == 0, opened > 0 { (isPrompt, waiting) = (false, []) }
      if depth > 0 || opened > 0 {
        depth += opened
        if depth > 0, !isPrompt, prompts.contains(where: { tags.contains($0, ignoringCase: true) }) {
          isPrompt = waiting.count < 6
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
    return Array(kept.joined(separator: [0x0A]))[...]
  }

  private static let prompts: [StaticString] = ["original prompt", "original issue"]

  /// The text without blank lines at its beginning, and without white space at its end.
  private static func trimmingBlankLines(_ text: TextBytes) -> TextBytes {
    let first = text.lines.first { !$0.isBlank }
    return text[(first?.startIndex ?? text.endIndex)...].dropLastWhiteSpace
  }
}
