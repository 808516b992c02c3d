import Testing

@testable import ReportKit

/// Jobs by agent, project and model.
@Suite struct JobGroupTests {
  private static func line(
    _ id: String, agent: String? = nil, project: String? = nil, status: String = "completed",
    pulls: [Int] = [],
    cost: String? = nil
  ) -> String {
    let agent = agent.map { #""\#($0)""# } ?? "null"
    let project = project.map { #""\#($0)""# } ?? "null"
    let list = pulls.map { number in
      #"{"url":"https://github.com/a/b/pull/\#(number)","state":"merged","createdAt":"2026-08-01T00:00:00Z","#
        + #""endedAt":"2026-08-01T05:00:00Z"}"#
    }
    let cost = cost.map { #","cost":[\#($0)]"# } ?? ""
    return
      #"{"id":"\#(id)","provider":"own","agent":\#(agent),"project":\#(project),"status":"\#(status)","title":"T","#
      + #""createdAt":"2026-08-02T00:00:00Z","pullRequests":[\#(list.joined(separator: ","))]\#(cost)}"#
  }

  private static func report(_ lines: [String]) throws -> Report {
    try TestSite([lines.joined(separator: "\n")]).report
  }

  @Test("Most jobs first, then by name; those that tell nothing last")
  func order() throws {
    let report = try Self.report([
      Self.line("1"), Self.line("2"), Self.line("3"), Self.line("4", agent: "b"), Self.line("5", agent: "a"),
      Self.line("6", agent: "c"), Self.line("7", agent: "c"),
    ])
    #expect(report.groups(by: .agent).map(\.value) == ["c", "a", "b", nil])
    #expect(report.groups(by: .agent).map(\.name) == ["c", "a", "b", "unknown"])
    #expect(report.groups(by: .model).map(\.value) == [nil])
    #expect(report.hasSeveral(.agent) && !report.hasSeveral(.project))
    #expect(report.page(of: .agent, "a")?.description == "agents/a")
    #expect(report.page(of: .agent, nil) == nil && report.page(of: .project, "a") == nil)
  }

  @Test("A pull request counts once in a group, and in each group of which a job names it")
  func once() throws {
    let report = try Self.report([
      Self.line("1", agent: "a", pulls: [1, 2]), Self.line("2", agent: "a", pulls: [1]),
      Self.line("3", agent: "b", pulls: [1]), Self.line("4", agent: "c"),
    ])
    #expect(report.outcomes?.merged == 2)
    #expect(report.groups(by: .agent).map(\.outcomes.merged) == [2, 1, 0])
  }

  @Test(
    "The cost for each merged one is that of all jobs that tell it, by their own merged ones",
    arguments: [
      ([#"{"amount":1,"unit":"usd"}"#, #"{"amount":2.5,"unit":"usd"}"#], ["$1.75"]),
      ([#"{"amount":1,"unit":"usd"}"#, #"{"amount":9,"unit":"tokens"}"#], ["$1.00", "9 tokens"]),
      ([#"{"amount":0.0004,"unit":"usd"}"#, #"{"amount":0.0004,"unit":"usd"}"#], ["$0.0004"]),
      (
        [#"{"amount":999999999999,"unit":"tokens"}"#, #"{"amount":999999999999,"unit":"tokens"}"#],
        ["999999999999 tokens"]
      ),
      ([nil, nil], []),
    ] as [([String?], [String])])
  func costs(costs: [String?], words: [String]) throws {
    let lines = costs.enumerated().map { index, cost in
      Self.line("\(index)", agent: "a", pulls: [index], cost: cost)
    }
    #expect(try Self.report(lines).outcomes?.costs.map(\.words) == words)
  }

  @Test("What failed costs as well, and without a merged one nothing is told")
  func failed() throws {
    let cost = #"{"amount":3,"unit":"acu"}"#
    let lines = [Self.line("1", pulls: [1], cost: cost), Self.line("2", cost: cost)]
    #expect(try Self.report(lines).outcomes?.costs.map(\.words) == ["6 ACUs"])
    #expect(try Self.report([Self.line("1", pulls: [1]), lines[1]]).outcomes?.costs == [])
  }

  @Test("A list of a group is cut like others, and a name that a further page has is another file")
  func pages() throws {
    let lines =
      (1...201).map { Self.line("a-\($0)", agent: "x") } + [
        Self.line("b", agent: "x-page-1"), Self.line("c", agent: "index"), Self.line("d", agent: "<b>/é"),
      ]
    let texts = try TestSite([lines.joined(separator: "\n")]).texts()
    let paths = texts.keys.filter { $0.hasPrefix("agents/") && $0.hasSuffix(".html") }.sorted()
    #expect(paths.count == 6)
    #expect(paths.contains("agents/x.html") && paths.contains("agents/x-page-1.html"))
    let front = try #require(texts["agents/x.html"])
    #expect(front.contains(#"<main id="main" data-page="agent">"#))
    #expect(front.contains(#"<a rel="prev" href="x-page-1.html">"#))
    #expect(front.components(separatedBy: "<tr role=\"row\"><td").count - 1 == 101)
    let further = try #require(texts["agents/x-page-1.html"])
    #expect(further.components(separatedBy: "<tr role=\"row\"><td").count - 1 == 100)
    #expect(further.contains(#"data-page="agent""#))
    #expect(texts["jobs/2026-08/d.html"]?.contains("&lt;b&gt;/é</a>") == true)
    #expect(texts["jobs/2026-08/b.md"]?.contains("**Agent:** [x-page-1](../../agents/x-page-1--") == true)
  }

  @Test("A report of one agent and one project has no such pages and no tables")
  func one() throws {
    let texts = try TestSite([Self.line("1", agent: "a", project: "p")]).texts()
    #expect(!texts.keys.contains { $0.hasPrefix("agents/") || $0.hasPrefix("projects/") })
    #expect(texts["index.html"]?.contains("By agent") == false)
  }

  @Test(
    "Names that differ only in how a letter is spelled are two, each with what needs a person about its own")
  func spelling() throws {
    let (one, other): (ID, ID) = ("cafe\u{301}", "caf\u{E9}")
    let site = try TestSite([
      [Self.line("1", project: one.text), Self.line("2", project: other.text, status: "failed")]
        .joined(separator: "\n")
    ])
    #expect(site.report.groups(by: .project).map(\.value) == [one, other])
    let texts = try site.texts()
    let rows = try #require(texts["index.md"]).split(separator: "\n").filter { $0.contains("](projects/") }
    #expect(rows.map { $0.split(separator: "|").dropFirst(3).first } == [" 0 ", " 1 "])
    for (project, hasNeeds) in [(one, false), (other, true)] {
      let page = try #require(site.report.page(of: .project, project)).appending(.html)
      #expect(texts[page.description]?.contains(#"<h2 id="attention">"#) == hasNeeds)
    }
  }

  @Test("What is copied from a page does not lead to the overview, which is not where it is pasted")
  func copied() throws {
    let texts = try TestSite([Self.line("1", agent: "a") + "\n" + Self.line("2", agent: "b")]).texts()
    let page = try #require(texts["agents/a.html"])
    let block = try #require(page.firstMatch(of: /<pre class="source" id="markdown" hidden>([^<]*)<\/pre>/))
    let copied = String(block.output.1)
    let way = "\n---\n\n[Overview](../index.md)\n"
    #expect(copied.hasPrefix("# a\n"))
    #expect(texts["agents/a.md"] == copied + way)
  }

  @Test(
    "Where each agent works on one project, the overview has one table of both",
    arguments: [
      (["ap", "bq", "ap"], [true, false]), (["ap", "bq", "aq"], [true, true]),
      (["ap", "bp"], [true, false]),
      (["ap", "aq"], [false, true]), (["p", "q"], [false, true]), (["ap", "q"], [false, true]),
      (["ap", "bq", "cq"], [true, true]),
    ] as [([String], [Bool])])
  func alike(jobs: [String], tables: [Bool]) throws {
    let lines = jobs.enumerated().map { number, job in
      Self.line(
        "\(number)", agent: job.count > 1 ? String(job.prefix(1)) : nil, project: String(job.suffix(1)))
    }
    let texts = try TestSite([lines.joined(separator: "\n")]).texts()
    for (name, start) in [("index.html", ">"), ("index.md", "## ")] {
      let text = try #require(texts[name])
      #expect(["agent", "project"].map { text.contains("\(start)By \($0)") } == tables, "\(name)")
    }
    let hasProjects = Set(jobs.map { $0.suffix(1) }).count > 1
    #expect(texts.keys.contains("projects/p.html") == hasProjects)
    #expect(texts["index.html"]?.contains(#"href="projects/p.html""#) == hasProjects)
    #expect(try SiteCheck(texts).brokenLinks() == [])
  }
}
