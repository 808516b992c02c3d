import Foundation
import TestData
import Testing

/// The figures of every page, of the digest, the badge and `report.json` are those that `data/jobs.jsonl` gives when it
/// is counted once more, with nothing of the program.
@Suite struct FiguresTruthTests {
  // MARK: What is counted

  @Test("Over golden sites", arguments: GoldenTests.cases)
  func golden(name: String) throws {
    let golden = GoldenTests.folder.appending(path: name)
    let folder = try TemporaryFolder()
    for path in try FileManager.default.contentsOfDirectory(atPath: golden.path) where path != "report" {
      try FileManager.default.copyItem(
        at: golden.appending(path: path), to: folder.url.appending(path: path))
    }
    var arguments = try folder.read("arguments").split(separator: "\n").map(String.init)
    // Weeks are counted in UTC here.
    if let zone = arguments.firstIndex(of: "--time-zone") { arguments.removeSubrange(zone...zone + 1) }
    if let badge = arguments.firstIndex(of: "--badge") { arguments.removeSubrange(badge...badge + 1) }
    try compare(in: folder, arguments)
  }

  @Test("Over jobs of several agents, projects and models in every state", arguments: [1, 7, 420])
  func made(count: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(MadeJobs.lines(count), to: "jobs.jsonl")
    try compare(in: folder, ["--from", "jobs.jsonl"])
  }

  @Test(
    "Over real pull requests with states that were made up",
    .enabled(if: SharedData.isPresent, "needs shared/data"))
  func real() throws {
    let pulls = try RealPullRequests.answer()
    let folder = try TemporaryFolder()
    try pulls.write(to: folder.url.appending(path: "pulls.json"))
    let figures = try compare(in: folder, ["--from", "pulls.json", "--as-of", "2026-08-24T09:00:00Z"])
    #expect(figures.jobs.count > 1000 && figures.groups(by: "agent").count > 5)
  }

  // MARK: Where the figures are

  @discardableResult
  private func compare(in folder: TemporaryFolder, _ arguments: [String]) throws -> CountedJobs {
    let build = try folder.jobreport.run(["build"] + arguments)
    #expect([0, 3].contains(build.status), "\(build.errors)")
    let site = try folder.files(in: "report").mapValues { String(decoding: $0, as: UTF8.self) }
    func file(_ path: String) throws -> String { try #require(site[path], "\(path)") }
    let counted = try CountedJobs(lines: file("data/jobs.jsonl"))
    let json = try JSONSerialization.jsonObject(with: Data(file("report.json").utf8))
    let summary = try #require(json as? [String: Any])
    let now = try #require(date("asOf", of: summary) ?? date("generatedAt", of: summary))
    check(summary, counted, at: now)
    for overview in [
      try ShownFigures(html: file("index.html")), try ShownFigures(markdown: file("index.md")),
    ] {
      check(overview, counted, at: now, "overview")
      for (heading, field) in [("By agent", "agent"), ("By project", "project"), ("By model", "model")] {
        check(overview.rows[heading] ?? [:], by: field, counted, at: now)
      }
    }
    try checkGroups(site, counted, at: now)
    try checkLists(site, counted, at: now)
    try checkWeeks(site, counted, at: now)
    let badge = try file("data/badge.svg").firstMatch(of: /<title>(.*?)<\/title>/)?.output.1
    #expect(badge == "agent jobs: \(counted.count("completed")) of \(counted.jobs.count) completed")
    try checkBadges(in: folder, arguments, counted, at: now)
    try checkDigest(in: folder, arguments, counted, at: now)
    return counted
  }

  private func check(_ summary: [String: Any], _ counted: CountedJobs, at now: Date) {
    let counts = summary["counts"] as? [String: Any] ?? [:]
    #expect(counts["total"] as? Int == counted.jobs.count)
    #expect(counts["byStatus"] as? [String: Int] == counted.statuses)
    #expect(counts["atLeast"] as? Bool == counted.jobs.contains { $0["detectedBy"] != nil })
    #expect(counts["pullRequests"] as? Int == counted.jobs.map(\.pulls.count).reduce(0, +))
    let todos = counts["todos"] as? [String: Int] ?? [:]
    #expect(todos["done"] == counted.jobs.map(\.todos.done).reduce(0, +))
    #expect(todos["total"] == counted.jobs.map(\.todos.total).reduce(0, +))
    let attention = summary["attention"] as? [String: Any] ?? [:]
    let needs = counted.attention(at: now)
    #expect(attention["byCause"] as? [String: Int] == needs.causes)
    #expect(attention["total"] as? Int == needs.causes.values.reduce(0, +))
    #expect(attention["older"] as? Int == needs.older)
    let outcomes = summary["outcomes"] as? [String: Any]
    #expect((outcomes != nil) == counted.isAsked)
    guard let outcomes else { return }
    check(outcomes: outcomes, counted)
    for (name, field) in [("byAgent", "agent"), ("byProject", "project"), ("byModel", "model")] {
      let rows = outcomes[name] as? [[String: Any]] ?? []
      let groups = counted.groups(by: field)
      #expect(rows.count == groups.count, "\(name)")
      for row in rows {
        let group = groups[row[field] as? String]
        #expect(row["jobs"] as? Int == group?.jobs.count)
        if let group { check(outcomes: row, group) }
      }
    }
  }

  private func check(outcomes: [String: Any], _ counted: CountedJobs) {
    for state in ["merged", "closed", "open", "draft"] {
      #expect(outcomes[state] as? Int == counted.count(pulls: state), "\(state)")
    }
    #expect(outcomes["checksFailing"] as? Int == counted.pulls.filter(\.isFailing).count)
    let rate = counted.concluded < 4 ? nil : Double(counted.merged) / Double(counted.concluded)
    #expect(isNear(outcomes["mergeRate"], rate, within: 0.0005))
    let hours = outcomes["hoursToMerge"] as? [String: Any] ?? [:]
    #expect(isNear(hours["median"], counted.median, within: 0.0501))
    #expect(isNear(hours["p90"], counted.quantile(0.9), within: 0.0501))
    let costs = outcomes["costPerMerged"] as? [[String: Any]] ?? []
    for (unit, step) in [("usd", 0.01), ("acu", 0.1), ("tokens", 1)] {
      let told = costs.first { $0["unit"] as? String == unit }?["amount"]
      #expect(isNear(told, counted.cost(unit), within: step / 2 + 1e-6), "\(unit)")
    }
  }

  private func isNear(_ told: Any?, _ wanted: Double?, within distance: Double) -> Bool {
    guard let wanted else { return told == nil || told is NSNull }
    return (told as? NSNumber).map { abs($0.doubleValue - wanted) <= distance } ?? false
  }

  /// Sentence and tiles of an overview, of an agent or of a project.
  private func check(
    _ shown: ShownFigures, _ counted: CountedJobs, isAsked: Bool? = nil, at now: Date, _ place: String
  ) {
    guard !counted.jobs.isEmpty else { return #expect(shown.tiles.isEmpty) }
    let needs = counted.attention(at: now).causes
    let attention = needs.values.reduce(0, +)
    let total = counted.jobs.count
    var sentence = "\(counted.count("completed")) of \(total) \(total == 1 ? "job" : "jobs") completed"
    let count = counted.pulls.filter { $0.state != "not-visible" }.count
    if count > 0 {
      sentence += "; \(counted.merged) of their \(count) pull \(count == 1 ? "request" : "requests") "
      sentence += counted.merged == 1 ? "is merged" : "are merged"
    }
    #expect(shown.sentence.hasPrefix(sentence), "\(place)")
    #expect(shown.tiles["Needs attention"]?.value == "\(attention)", "\(place)")
    guard isAsked ?? counted.isAsked else {
      #expect(shown.tiles["Jobs"]?.value == "\(total)", "\(place)")
      #expect(shown.tiles["Completed"]?.value == "\(counted.count("completed"))", "\(place)")
      let pulls = counted.jobs.map(\.pulls.count).reduce(0, +)
      #expect(shown.tiles["Pull requests"]?.value == "\(pulls)", "\(place)")
      return #expect(
        shown.tiles["Todos done"]?.value == "\(counted.jobs.map(\.todos.done).reduce(0, +))", "\(place)")
    }
    let merged = shown.tiles["Merged"]
    #expect(merged?.value == rate(counted) ?? "\(counted.merged)", "\(place)")
    if counted.concluded > 0 {
      #expect(
        merged?.notes.contains("\(counted.merged) of \(counted.concluded) concluded") == true, "\(place)")
      let closed = counted.concluded - counted.merged
      #expect(closed == 0 || merged?.notes.contains("\(closed) closed unmerged") == true, "\(place)")
    }
    for (unit, word) in [("acu", "ACUs"), ("usd", "$")] {
      guard counted.cost(unit) != nil else { continue }
      let covered = counted.costed(unit)
      let note = merged?.notes.joined(separator: ", ").split(separator: ", ").first {
        $0.contains(word)
      }
      #expect(
        note?.hasSuffix(covered < counted.merged ? " each where told" : " each") == true,
        "\(place): \(merged?.notes ?? [])")
    }
    let median = shown.tiles["Median time to merge"]
    #expect(median?.value == CountedJobs.words(counted.median), "\(place)")
    if let p90 = counted.quantile(0.9) {
      #expect(median?.notes == ["90 % within \(CountedJobs.words(p90))"], "\(place)")
    }
    #expect(shown.tiles["Waiting for review"]?.value == "\(needs["review"] ?? 0)", "\(place)")
    #expect(shown.tiles["Running"]?.value == "\(counted.count("running"))", "\(place)")
  }

  /// `70 %`; nil for fewer than four that came to an end.
  private func rate(_ counted: CountedJobs) -> String? {
    counted.concluded < 4
      ? nil : "\(CountedJobs.percentage(counted.merged, of: counted.concluded)) %"
  }

  /// A table of agents, projects or models; there is one where two or more are named.
  private func check(
    _ rows: [String: [String: String]], by field: String, _ counted: CountedJobs, at now: Date
  ) {
    let groups = counted.groups(by: field)
    let isThere = groups.keys.compactMap(\.self).count > 1
    // Of two that say the same, the table by project is left out.
    let isTwice = field == "project" && counted.areAlike(by: "agent", "project")
    guard isThere, !isTwice else { return #expect(rows.isEmpty, "\(field)") }
    #expect(rows.count == groups.count, "\(field)")
    for (value, group) in groups {
      let name = value.map { field == "agent" ? MadeJobs.names[$0] ?? $0 : $0 } ?? "unknown"
      guard let row = rows[name] else {
        Issue.record("there is no row '\(name)' by \(field)")
        continue
      }
      #expect(row["Jobs"] == "\(group.jobs.count)", "\(name)")
      let attention = group.attention(at: now).causes.values.reduce(0, +)
      #expect(row["Need attention"] == "\(attention)", "\(name)")
      guard counted.isAsked else {
        #expect(row["Completed"] == "\(group.count("completed"))", "\(name)")
        continue
      }
      let counts = "\(group.merged) of \(group.concluded)"
      let merged =
        group.concluded == 0
        ? ["–"] : rate(group).map { ["\($0) \(counts)", "\($0) (\(counts))"] } ?? [counts]
      #expect(merged.contains(row["Merged"] ?? ""), "\(name): \(row)")
      #expect(row["Median to merge"] == CountedJobs.words(group.median), "\(name)")
      #expect(row["Open"] == "\(group.pulls.filter(\.isOpen).count)", "\(name)")
      #expect(row["Checks fail"] ?? "0" == "\(group.pulls.filter(\.isFailing).count)", "\(name)")
    }
  }

  /// Each agent and project has a page where there are several, and no other has.
  private func checkGroups(_ site: [String: String], _ counted: CountedJobs, at now: Date) throws {
    for (folder, field) in [("agents/", "agent"), ("projects/", "project")] {
      let groups = counted.groups(by: field).filter { $0.key != nil }
      let fronts = site.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(".md") }
      #expect(fronts.count == (groups.count > 1 ? groups.count : 0), "\(folder)")
      var seen: Set<String> = []
      for front in fronts {
        let path = front.dropLast(3)
        let (html, markdown) = (try #require(site["\(path).html"]), try #require(site[front]))
        let title = ShownFigures.text(
          try #require(html.firstMatch(of: /<h1><bdi>(.*?)<\/bdi><\/h1>/)).output.1)
        let value = MadeJobs.names.first { $0.value == title }?.key ?? title
        let group = try #require(groups[value] ?? groups[title], "\(title)")
        #expect(seen.insert(title).inserted)
        var shown = ShownFigures(html: html)
        check(shown, group, isAsked: counted.isAsked, at: now, front)
        check(ShownFigures(markdown: markdown), group, isAsked: counted.isAsked, at: now, front)
        var listed = shown.jobs
        var number = 1
        while let page = site["\(path)-page-\(number).html"] {
          shown = ShownFigures(html: page)
          listed += shown.jobs
          number += 1
        }
        #expect(listed == group.jobs.count, "\(front)")
      }
    }
  }

  /// The lists by status, by pull request and by cause have the jobs that the figures count.
  private func checkLists(_ site: [String: String], _ counted: CountedJobs, at now: Date) throws {
    func listed(_ path: String, _ further: String) -> Int {
      var count = site[path].map { ShownFigures(html: $0).jobs } ?? 0
      var number = 1
      while let page = site["\(further)\(number).html"] {
        count += ShownFigures(html: page).jobs
        number += 1
      }
      return count
    }
    #expect(listed("jobs/index.html", "jobs/page-") == counted.jobs.count)
    for (status, count) in counted.statuses {
      #expect(listed("status/\(status).html", "status/\(status)-page-") == count, "\(status)")
    }
    let needs = counted.attention(at: now)
    let all = needs.causes.values.reduce(0, +)
    #expect(listed("status/attention.html", "status/attention-page-") == all)
    for (cause, count) in needs.causes {
      let path = "status/attention-\(cause)"
      #expect(listed("\(path).html", "\(path)-page-") == count, "\(cause)")
    }
    for state in ["merged", "closed", "open", "draft"] {
      let named = counted.pulls.filter { $0.state == state }.map(\.address)
      // A pull request is listed with the newest job that names it.
      var owners: Set<Int> = []
      for address in named {
        if let job = counted.jobs.lastIndex(where: { $0.pulls.contains { $0.address == address } }) {
          owners.insert(job)
        }
      }
      #expect(listed("status/\(state).html", "status/\(state)-page-") == owners.count, "\(state)")
    }
  }

  private static let calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// `2026-W34`.
  private static func week(_ date: Date?) -> String? {
    date.map { date in
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
      let week = parts.weekOfYear ?? 0
      return "\(parts.yearForWeekOfYear ?? 0)-W\(week < 10 ? "0" : "")\(week)"
    }
  }

  private func checkWeeks(_ site: [String: String], _ counted: CountedJobs, at now: Date) throws {
    let table = ShownFigures(html: try #require(site["weeks/index.html"])).rows.values.first ?? [:]
    let pages = site.keys.filter { $0.hasPrefix("weeks/2") && $0.hasSuffix(".html") }
    // The table calls the weeks of several years by number alone.
    #expect(table.count == Set(pages.map { $0.suffix("W34.html".count) }).count)
    for path in pages {
      let name = String(path.dropFirst("weeks/".count).dropLast(".html".count))
      let html = try #require(site[path])
      let markdown = try #require(site["weeks/\(name).md"])
      let row = try #require(table["Week \(Int(name.suffix(2)) ?? 0)"] ?? nil, "\(name)")
      let began = counted.jobs.filter { Self.week($0.createdAt) == name }.count
      let isAlone = pages.count { $0.hasSuffix("\(name.suffix(4)).html") } == 1
      if isAlone { #expect(row["Began"] == "\(began)", "\(name)") }
      for shown in [ShownFigures(html: html), ShownFigures(markdown: markdown)] where counted.isAsked {
        func ended(_ state: String) -> [CountedJobs.Pull] {
          counted.pulls.filter {
            $0.state == state && Self.week($0.endedAt) == name && $0.endedAt.map { $0 <= now } ?? false
          }
        }
        let (merged, closed) = (ended("merged"), ended("closed"))
        let opened = counted.pulls.filter {
          Self.week($0.createdAt) == name && $0.createdAt.map { $0 <= now } ?? false
        }.count
        #expect(shown.tiles["Merged"]?.value == "\(merged.count)", "\(name)")
        #expect(shown.tiles["Pull requests opened"]?.value == "\(opened)", "\(name)")
        let some = CountedJobs([CountedJobs.Job(fields: ["pullRequests": (merged + closed).map(\.fields)])])
        let median = CountedJobs.words(some.median)
        #expect(shown.tiles["Median time to merge"]?.value == median, "\(name)")
        checkAgents(shown.rows["By agent"] ?? [:], counted, of: name, at: now)
        if let rate = rate(some) {
          let words = "\(rate) of \(some.concluded) concluded"
          #expect(shown.tiles["Merged"]?.notes.contains(words) == true, "\(name)")
        }
        guard isAlone else { continue }
        #expect(row["Opened"] == "\(opened)", "\(name)")
        #expect(row["Merged"] == "\(merged.count)", "\(name)")
        #expect(row["Closed"] == "\(closed.count)", "\(name)")
        #expect(row["Merge rate"] == rate(some) ?? "–", "\(name)")
        #expect(row["Median to merge"] == median, "\(name)")
      }
    }
  }

  /// The table of a week has whose pull requests came to an end in it, where they are of several agents.
  private func checkAgents(
    _ rows: [String: [String: String]], _ counted: CountedJobs, of week: String, at now: Date
  ) {
    var ended: [String?: CountedJobs] = [:]
    for (agent, group) in counted.groups(by: "agent") {
      let pulls = group.pulls.filter { pull in
        ["merged", "closed"].contains(pull.state) && Self.week(pull.endedAt) == week
          && pull.endedAt.map { $0 <= now } ?? false
      }
      guard !pulls.isEmpty else { continue }
      ended[agent] = CountedJobs([CountedJobs.Job(fields: ["pullRequests": pulls.map(\.fields)])])
    }
    guard ended.keys.compactMap(\.self).count > 1 else { return #expect(rows.isEmpty, "\(week)") }
    #expect(rows.count == ended.count, "\(week)")
    for (agent, group) in ended {
      let name = agent.map { MadeJobs.names[$0] ?? $0 } ?? "unknown"
      let counts = "\(group.merged) of \(group.concluded)"
      let merged = rate(group).map { ["\($0) \(counts)", "\($0) (\(counts))"] } ?? [counts]
      #expect(merged.contains(rows[name]?["Merged"] ?? ""), "\(week), \(name): \(rows)")
      #expect(
        rows[name]?["Median to merge"] == CountedJobs.words(group.median), "\(week), \(name)")
    }
  }

  private func checkBadges(
    in folder: TemporaryFolder, _ arguments: [String], _ counted: CountedJobs, at now: Date
  ) throws {
    let last = try #require(Self.week(now - 7 * 86_400))
    func ended(_ state: String) -> Int {
      counted.pulls.filter { $0.state == state && Self.week($0.endedAt) == last }.count
    }
    let began = counted.jobs.filter { Self.week($0.createdAt) == last }
    let moments = counted.jobs.flatMap {
      [$0.createdAt, $0.endedAt] + $0.pulls.flatMap { [$0.createdAt, $0.endedAt] }
    }
    let isThere = moments.contains { Self.week($0) == last }
    let counts = "\(counted.merged) of \(counted.concluded)"
    let closed = ended("closed")
    let words = [
      "week": !isThere
        ? nil
        : counted.isAsked
          ? "\(ended("merged")) merged" + (closed > 0 ? ", \(closed) closed" : "")
          : "\(began.filter { $0.status == "completed" }.count) of \(began.count) completed",
      "merge-rate": counted.concluded == 0
        ? "not known" : rate(counted).map { "\($0) (\(counts))" } ?? counts,
    ]
    for (figure, words) in words {
      let build = try folder.jobreport.run(
        ["build", "--badge", figure, "--output", "badge", "--quiet"] + arguments)
      #expect([0, 3].contains(build.status), "\(build.errors)")
      let title = try folder.read("badge/data/badge.svg").firstMatch(of: /<title>(.*?)<\/title>/)?.output.1
      #expect(title?.hasSuffix(": \(words ?? "nothing")") == true, "\(figure): \(title ?? "")")
    }
  }

  private func checkDigest(
    in folder: TemporaryFolder, _ arguments: [String], _ counted: CountedJobs, at now: Date
  ) throws {
    guard counted.jobs.count > 5 else { return }
    let run = try folder.jobreport.run(["comment", "--target", "plain"] + arguments)
    #expect([0, 3].contains(run.status), "\(run.errors)")
    let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("|") }
    func cells(_ line: Substring) -> [String] {
      line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
    }
    var shown = ShownFigures(markdown: "")
    for (label, cell) in zip(cells(try #require(lines.first)), cells(try #require(lines.dropFirst(2).first)))
    {
      let match = try #require(cell.firstMatch(of: /^\*\*(.*?)\*\*(?: \((.*)\))?$/), "\(cell)")
      let notes = match.output.2.map { $0.components(separatedBy: "; ") } ?? []
      shown.tiles[label] = ShownFigures.Tile(value: String(match.output.1), notes: notes)
    }
    shown.sentence = run.output.firstMatch(of: /(?m)^\*\*(.*)\*\*$/).map { String($0.output.1) } ?? ""
    check(shown, counted, at: now, "digest")
    let (causes, older) = counted.attention(at: now)
    let named = run.output.matches(of: #/(?m)^- \*\*(.*?):\*\* /#).count
    #expect(named == causes.count)
    if older > 0 { #expect(run.output.contains("- \(older) older, not counted")) }
  }
}
