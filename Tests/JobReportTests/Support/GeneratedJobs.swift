import Foundation
import ReportKit

/// Files of jobs made up from a seed, the same on every machine: a list of each provider in the shape that its fixture
/// has, lines of another tool, and a longer list of jobs with checklists. Every status is among them, and so is text that would act or break
/// what it is set into.
struct GeneratedJobs {
  private var random: SplitMix64
  /// The newest job starts before this moment, when the tests' runs take place.
  private let now = Timestamp(seconds: 1_787_562_000)

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// So many jobs, six in ten of them of the longer list: the files by name.
  mutating func files(_ count: Int) throws -> [(name: String, bytes: [UInt8])] {
    let each = count * 4 / 10 / (ProviderFixture.all.count + 1)
    var files = try ProviderFixture.all.map { fixture in
      ("\(fixture.provider.id.text).jsonl", try lines(like: fixture, each))
    }
    files.append(("lines.jsonl", lines(each)))
    files.append(("checklists.json", checklists(count - each * files.count)))
    return files
  }

  // MARK: - Lines of another tool

  /// Jobs of agents that no provider here has, with all that a line can say.
  private mutating func lines(_ count: Int) -> [UInt8] {
    var text = ""
    for number in 0..<count {
      let date = self.date(number, of: count)
      let isPast = number % 3 > 0
      let members: [(String, String)] = [
        ("id", json("line-\(number)")), ("provider", json("in-house")),
        (
          "agent",
          json(number % 9 == 0 ? Self.hostile[number / 9 % Self.hostile.count] : "agent \(number % 5)")
        ),
        ("project", number % 7 == 0 ? "null" : json("team/\(number % 6)")),
        ("status", json(Status.allCases[number % Status.allCases.count].rawValue)),
        ("statusRaw", number % 10 == 0 ? json(name()) : "null"), ("title", json(name())),
        ("model", json("model \(number % 4)")), ("requestedBy", json(number % 8 == 0 ? name() : "ada")),
        ("repository", json("https://git.example/team/\(number % 6)")), ("createdAt", json(date.iso8601)),
        ("endedAt", isPast ? json(later(date, minutes: number % 900).iso8601) : "null"),
        ("url", json("https://agents.example/jobs/\(number)")),
        ("labels", "[\(json(name())),\(json("label \(number % 4)"))]"),
        ("cost", #"[{"amount":\#(number).25,"unit":"\#(number % 2 == 0 ? "usd" : "acu")"}]"#),
        (
          "pullRequests",
          """
          [{"url":"https://github.com/team/docs/pull/\(number)","state":"\(["open", "draft", "merged", "closed"][number % 4])",\
          "createdAt":\(json(date.iso8601)),"endedAt":\(isPast ? json(later(date, minutes: 600).iso8601) : "null"),\
          "additions":\(number),"deletions":3,"checks":"\(["passing", "failing", "pending"][number % 3])",\
          "review":"\(["required", "approved", "changes-requested"][number / 3 % 3])"}]
          """
        ),
        ("todos", todos()), ("message", json(message())),
      ]
      text += "{\(members.map { "\"\($0)\":\($1)" }.joined(separator: ","))}\n"
    }
    return Array(text.utf8)
  }

  // MARK: - Lists like those of providers

  /// Jobs like those of a provider's list: other ids, names, texts, dates and pull requests, and all else as it is there.
  private mutating func lines(like fixture: ProviderFixture, _ count: Int) throws -> [UInt8] {
    let list = try fixture.list
    let jobs = try fixture.jobs
    let patterns = jobs.ids(of: list.record).compactMap { id in
      jobs.job(id, of: list.record).map { job in
        JobPattern(
          String(decoding: job, as: UTF8.self).replacing(fixture.key, with: "key"),
          token: fixture.provider.values(project: "", id: id)[.number]
            ?? id.text.split(separator: "-").last.map(String.init) ?? id.text)
      }
    }
    var text = ""
    for number in 0..<count {
      let date = self.date(number, of: count)
      for part in patterns[number % patterns.count].parts {
        switch part {
        case .text(let same): text += same
        case .number: text += String(1000 + number)
        case .pullRequest: text += "/pull/\(20_000 + number)"
        case .name: text += json(name())
        case .words(let before): text += json("\(before)\n\n\(message())")
        case .date(let later): text += json(self.later(date, minutes: later).iso8601)
        case .seconds(let later): text += String(self.later(date, minutes: later).milliseconds / 1000)
        }
      }
      text += "\n"
    }
    return Array(text.utf8)
  }

  // MARK: - The longer list

  private mutating func checklists(_ count: Int) -> [UInt8] {
    let members = (0..<count).map { job($0, of: count) }
    return Array("{\"allSessions\":[\(members.joined(separator: ",\n"))]}".utf8)
  }

  private mutating func job(_ number: Int, of count: Int) -> String {
    var members: [(String, String)] = []
    // One id in fifty is in two projects, one in forty is no name of a file.
    let twin = number % 50 == 1
    var id = "generated-\(twin ? number - 1 : number)"
    if number % 40 == 7 { id = "\(Self.hostile[random.below(Self.hostile.count)]) \(number)" }
    members.append(("sessionId", json(id)))
    members.append(("subdomain", json(twin ? "other/\(number % 3)" : "acme")))
    if number % 11 != 0 { members.append(("title", json(name()))) }
    members.append(("branch", random.below(3) == 0 ? "null" : json("docs/\(name())")))
    let reason = Self.reasons[random.below(Self.reasons.count)]
    members.append(("haulted", reason == nil ? "false" : "true"))
    members.append(("haultReason", reason.map(json) ?? "null"))
    members.append(("messageToUser", random.below(8) == 0 ? "null" : json(message())))
    members.append(("todos", number % 97 == 0 ? "5" : todos()))
    members.append(("userId", json("user_\(random.below(30))")))
    switch random.below(6) {
    case 0: members.append(("pullRequestLink", "null"))
    // One that the list of the forge has, as another job's.
    case 1:
      members.append(("pullRequestLink", json("https://github.com/acme/docs/pull/7002\(1000 + number)")))
    case 2 where number % 5 == 0:
      members.append(("pullRequestLink", json(Self.hostile[random.below(Self.hostile.count)])))
    default: members.append(("pullRequestLink", json("https://github.com/acme/docs/pull/\(number)")))
    }
    if number % 301 != 0 { members.append(("createdAt", json(date(number, of: count).iso8601))) }
    return "{\(members.map { "\"\($0)\":\($1)" }.joined(separator: ","))}"
  }

  private mutating func todos() -> String {
    let items = (0..<random.below(7)).map { number in
      let status = Self.todoStatuses[random.below(Self.todoStatuses.count)]
      let priority = ["high", "medium", "low", "urgent"][random.below(4)]
      return
        #"{"content":\#(json(name())),"status":"\#(status)","priority":"\#(priority)","id":"\#(number)"}"#
    }
    return "[\(items.joined(separator: ","))]"
  }

  // MARK: - Texts

  /// Some words, one in eight times with text that would act.
  private mutating func name() -> String {
    var words = (0..<2 + random.below(5)).map { _ in Self.words[random.below(Self.words.count)] }
    if random.below(8) == 0 { words.append(Self.hostile[random.below(Self.hostile.count)]) }
    return words.joined(separator: " ")
  }

  /// What an agent writes, of one to four blocks.
  private mutating func message() -> String {
    (0..<1 + random.below(4)).map { _ in block() }.joined(separator: "\n\n")
  }

  private mutating func block() -> String {
    switch random.below(14) {
    case 0: "## \(name())\n\n\(name())."
    case 1: "- \(name())\n- \(name())\n  - `\(name())`\n- [x] \(name())\n- [ ] \(name())"
    case 2: "1. **\(name())**\n2. *\(name())* and ~~\(name())~~"
    case 3: "| File | Lines |\n|:---|---:|\n| `\(name())` | +\(random.below(90)) |\n| \(name()) | −1 |"
    case 4: "```swift\nlet x = \"\(name())\"\n```"
    case 5: "> \(name())\n>\n> > \(name())"
    case 6: "> [!WARNING]\n> \(name())"
    case 7:
      "[\(name())](https://example.com/\(random.below(90))?a=1&b=2) ![\(name())](https://example.com/x.png)"
    case 8: "See #\(random.below(90)), acme/docs#\(random.below(90)), @octocat and 0a1b2c3d4e5f. :tada:"
    case 9: "<details><summary>\(name())</summary>\n\n\(name())\n\n</details>"
    case 10: "\(name())[^1]\n\n[^1]: \(name())"
    case 11: "\(name())\\\n\(name())  \n\(name())\n<https://example.com> www.example.com"
    case 12: Self.hostile[random.below(Self.hostile.count)]
    default: "\(name()), \(name()).\n\(name())."
    }
  }

  /// From the newest on, over two years.
  private func date(_ number: Int, of count: Int) -> Timestamp {
    later(now, minutes: -3 - number * 1_050_000 / max(1, count))
  }

  private func later(_ date: Timestamp, minutes: Int) -> Timestamp {
    Timestamp(milliseconds: date.milliseconds + Int64(minutes) * 60_000)
  }

  /// A text as JSON (RFC 8259).
  private func json(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\0"..."\u{1F}": json += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  private static let reasons: [String?] = [
    "completed", "completed", "completed", "completed", "error", "github_missconfigured", "interrupted",
    "processing", nil, "pondering", "<b>odd</b>",
  ]
  private static let todoStatuses = ["completed", "completed", "in_progress", "pending", "cancelled", "odd"]
  private static let words = """
    page guide redirect schema webhook token example section link table sample change field error request answer value \
    user project branch review build check note limit Überblick 日本語 naïve e\u{301}t
    """.split(separator: " ").map(String.init)

  /// What acts where it is not written as text, or breaks what it stands in.
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></main></body>",
    "<h1 class='message'>x</h1>", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "# Heading",
    "``` <b>", "| a | b |\n|---|---|\n| <i> |", "&lt;b&gt; &#x202e;", "{{{content}}}{{#title}}",
    "\u{202E}abc\u{2066}", "<!-- ", "\n\n---\n# x\n<div>", "=cmd|' /C calc'!A0", "::error::x\n##[group]y",
    "\u{1B}[31mred\u{7}", "a\\", "`a`` b", "../../x", "--exec=x", "]]>", "\u{200B}\u{2060}\u{FEFF}", "CON",
    "https://github.com@evil.example/a", "<https://x.example/>)", "~~a~~ **b** _c_ *d", "x\u{0}y", "\r\n\t",
    "mint_\(String(repeating: "k3y", count: 8))", "cafe\u{301}", String(repeating: "long", count: 40),
  ]
}

/// A job as a text with places for what differs from job to job.
private struct JobPattern {
  enum Part {
    /// What is the same in every job.
    case text(String)
    /// A number, which makes the id before it another one.
    case number
    /// The path of a pull request at a forge.
    case pullRequest
    /// A short text.
    case name
    /// A long text; what it begins with may tell the agent.
    case words(before: String)
    /// A date, so many minutes after the job started.
    case date(later: Int)
    /// The same in seconds since 1970.
    case seconds(later: Int)
  }

  private(set) var parts: [Part] = []

  /// A pattern of a job, in which a token stands where its id does.
  init(_ job: String, token: String) {
    let place =
      /"(?<name>title|name|messageToUser|body|description|summary|content)":\s*"(?<value>(?:[^"\\]|\\.)*)"|"(?<date>\d{4}-\d\d-\d\dT[^"]*)"|(?<seconds>\b1[78]\d{8}\b)/
    var rest = job[...]
    var start: Timestamp?
    func later(_ date: Timestamp) -> Int {
      let first = start ?? date
      start = first
      return Int((date.milliseconds - first.milliseconds) / 60_000)
    }
    while let match = rest.firstMatch(of: place) {
      if let name = match.output.name, let value = match.output.value {
        let isShort = ["title", "name", "content"].contains(name)
        if value.isEmpty || value.contains(token) {
          add(rest[..<match.range.upperBound], token)
        } else {
          add(rest[..<value.startIndex].dropLast(), token)
          let text = try? JSONDecoder().decode(String.self, from: Data("\"\(value)\"".utf8))
          parts.append(isShort ? .name : .words(before: text ?? ""))
        }
      } else if let text = match.output.date, let date = Timestamp(iso8601: String(text)) {
        add(rest[..<match.range.lowerBound], token)
        parts.append(.date(later: later(date)))
      } else if let text = match.output.seconds, let seconds = Int64(text) {
        add(rest[..<match.range.lowerBound], token)
        parts.append(.seconds(later: later(Timestamp(seconds: seconds))))
      } else {
        add(rest[..<match.range.upperBound], token)
      }
      rest = rest[match.range.upperBound...]
    }
    add(rest, token)
  }

  private mutating func add(_ text: Substring, _ token: String) {
    // Lines of JSON: what is between its values has no lines of its own.
    var rest = text.replacing("\n", with: " ")[...]
    let place = try? Regex("\(token)|/pull/[0-9]+(?![0-9])")
    while let place, let match = rest.firstMatch(of: place) {
      let found = rest[match.range]
      parts.append(.text(String(rest[..<match.range.lowerBound])))
      if found.hasPrefix("/pull/"), !found.contains(token) {
        parts.append(.pullRequest)
      } else {
        parts += [.text(String(found)), .number]
      }
      rest = rest[match.range.upperBound...]
    }
    parts.append(.text(String(rest)))
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014), which gives the same numbers everywhere.
private struct SplitMix64 {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return limit < 2 ? 0 : Int((value ^ (value >> 31)) % UInt64(limit))
  }
}
