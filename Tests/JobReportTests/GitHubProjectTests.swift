import Foundation
import ReportKit
import SampleAPI
import TestData
import Testing

/// `--project github:…`: the pull requests that agents wrote become jobs, over HTTP from the provider's own description.
@Suite(.serialized) struct GitHubProjectTests {
  /// A pull request as GitHub's GraphQL API answers with it; later numbers changed later.
  static func pullRequest(
    _ number: Int, in repository: String = "acme/docs", author: String? = "octocat", type: String = "User",
    branch: String = "fix", body: String = "Fixes it.", state: String = "MERGED", isDraft: Bool = false,
    checks: String? = nil, review: String? = nil, commit: String? = nil, labels: [String] = []
  ) -> [String: Any] {
    let day = Date(timeIntervalSince1970: 1_785_000_000 + Double(number) * 3600).formatted(.iso8601)
    let isOpen = state == "OPEN"
    let authors = (commit.map { [["email": $0, "user": NSNull()] as [String: Any]] } ?? [])
    return [
      "number": number, "title": "Change \(number)", "url": "https://github.com/\(repository)/pull/\(number)",
      "body": body, "state": state, "isDraft": isDraft, "createdAt": "2026-07-01T00:00:00Z", "updatedAt": day,
      "closedAt": orNull(isOpen ? nil : day), "mergedAt": orNull(state == "MERGED" ? day : nil),
      "headRefName": branch,
      "baseRefName": "main", "additions": 10, "deletions": 2,
      "author": orNull(author.map { ["login": $0, "__typename": type] }), "mergedBy": NSNull(),
      "repository": ["nameWithOwner": repository], "labels": ["nodes": labels.map { ["name": $0] }],
      "reviewDecision": orNull(review),
      "commits": [
        "nodes": [
          [
            "commit": [
              "authors": ["nodes": authors], "statusCheckRollup": orNull(checks.map { ["state": $0] }),
            ]
          ]
        ]
      ],
    ]
  }

  private static func orNull(_ value: Any?) -> Any { value ?? NSNull() }

  static func jobs(_ pullRequests: [[String: Any]]) throws -> SampleJobs {
    var jobs = SampleJobs()
    for pullRequest in pullRequests {
      try jobs.add(file: Array(JSONSerialization.data(withJSONObject: pullRequest)), of: .gitHub)
    }
    return jobs
  }

  /// A server with these pull requests, and the program that asks it.
  struct Bench {
    let api: SampleAPI
    let folder: TemporaryFolder
    let jobreport: Jobreport

    init(
      _ jobs: SampleJobs, faults: [SampleFault] = [],
      environment: (SampleAPI) -> [String: String] = { _ in [:] }
    ) async throws {
      api = try await SampleAPI.start(jobs, keys: ["github": "ghp_sample"], faults: faults)
      folder = try TemporaryFolder()
      var jobreport = folder.jobreport
      jobreport.environment.merge([
        "GITHUB_API_URL": api.url, "GITHUB_TOKEN": "ghp_sample", "MINTLIFY_API_URL": api.url,
        "MINTLIFY_API_KEY": api.key,
      ]) { $1 }
      jobreport.environment.merge(environment(api)) { $1 }
      self.jobreport = jobreport
    }

    /// The lines of `data/jobs.jsonl` by their ids.
    func lines() throws -> [String: [String: Any]] {
      var lines: [String: [String: Any]] = [:]
      for line in try folder.read("report/data/jobs.jsonl").split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        lines[object["id"] as? String ?? ""] = object
      }
      return lines
    }
  }

  static let build = ["build", "--project", "github:acme/docs", "--quiet"]

  @Test("Whose a pull request is, and how it stands")
  func standing() async throws {
    let copilot = "copilot-swe-agent"
    let bench = try await Bench(
      Self.jobs([
        Self.pullRequest(1), Self.pullRequest(2, author: "dependabot", type: "Bot"),
        Self.pullRequest(3, author: copilot, type: "Bot", labels: ["docs", "ai"]),
        Self.pullRequest(4, author: copilot, type: "Bot", state: "CLOSED"),
        Self.pullRequest(5, author: copilot, type: "Bot", state: "OPEN", isDraft: true, checks: "SUCCESS"),
        Self.pullRequest(6, author: copilot, type: "Bot", state: "OPEN", checks: "FAILURE"),
        Self.pullRequest(
          7, author: "devin-ai-integration", type: "Bot", state: "OPEN", review: "CHANGES_REQUESTED"),
        Self.pullRequest(
          8, author: copilot, type: "Bot",
          body:
            "Thanks for assigning this issue to me. I'm starting to work on it and will keep this PR's description up to date.",
          state: "OPEN", isDraft: true),
        Self.pullRequest(9, author: "person", branch: "codex/x"),
        Self.pullRequest(10, author: nil, branch: "x", commit: "noreply@anthropic.com"),
        Self.pullRequest(11, author: "app/cursor", type: "Bot", body: "- [x] One\n- [ ] Two\n\nDone.\n"),
        Self.pullRequest(
          12, author: "person", body: "<!-- CURSOR_SUMMARY -->\n> looks good\n<!-- /CURSOR_SUMMARY -->"),
        Self.pullRequest(13, in: "acme/other", author: copilot, type: "Bot"),
      ]))
    let outcome = try await bench.jobreport.runBeside(Self.build)
    await bench.api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try bench.lines()
    func told(_ number: Int) -> String? {
      lines["acme/docs#\(number)"].map { line in
        ["agent", "detectedBy", "status", "statusRaw"].map { "\(line[$0] ?? "")" }.joined(separator: " ")
      }
    }
    #expect(
      (1...12).map(told) == [
        nil, nil, "copilot author completed MERGED", "copilot author completed CLOSED",
        "copilot author completed OPEN", "copilot author waiting FAILURE",
        "devin author waiting CHANGES_REQUESTED",
        "copilot author running OPEN", "codex branch completed MERGED", "claude commit completed MERGED",
        "cursor author completed MERGED", nil,
      ])
    #expect(lines.count == 9)
    let three = try #require(lines["acme/docs#3"])
    #expect(three["provider"] as? String == "github")
    #expect(three["project"] as? String == "acme/docs")
    #expect(three["repository"] as? String == "https://github.com/acme/docs")
    #expect(three["url"] as? String == "https://github.com/acme/docs/pull/3")
    #expect(three["labels"] as? [String] == ["docs", "ai"])
    #expect(three["endedAt"] as? String == three["updatedAt"] as? String)
    #expect(lines["acme/docs#9"]?["requestedBy"] as? String == "person")
    #expect(lines["acme/docs#3"]?["requestedBy"] is NSNull)
    // The boxes are no part of the message, and of a merged one none is open work.
    let eleven = try #require(lines["acme/docs#11"])
    #expect(eleven["message"] as? String == "Done.")
    #expect(eleven["todosFrom"] as? String == "description")
    let page = try #require(eleven["page"] as? String)
    let markdown = try bench.folder.read("report/" + page.replacing(".html", with: ".md"))
    #expect(markdown.contains("- **Checklist:** of the description\n"), "\(markdown)")
    #expect(markdown.contains("- **Agent:** [Cursor](../../agents/cursor.md) (told by the author)\n"))
    #expect(markdown.contains("- [x] One\n- [ ] Two\n"))
    let overview = try bench.folder.read("report/index.md")
    for (number, words) in [
      (6, "checks fail on its pull request"), (7, "changes are asked for on its pull request"),
    ] {
      let page = try #require(lines["acme/docs#\(number)"]?["page"] as? String)
      let markdown = try bench.folder.read("report/" + page.replacing(".html", with: ".md"))
      #expect(markdown.contains(words), "\(markdown)")
    }
    #expect(!overview.contains("todo open"))

    let selected = try await bench.jobreport.runBeside([
      "build", "--from", "report/data/jobs.jsonl", "--agent", "Claude Code", "--output", "claude", "--quiet",
    ])
    #expect(selected.status == 0, "\(selected.errors)")
    #expect(try bench.folder.read("claude/data/jobs.jsonl").split(separator: "\n").count == 1)
    let none = try await bench.jobreport.runBeside([
      "build", "--from", "report/data/jobs.jsonl", "--agent", "sweep", "--output", "none",
    ])
    #expect(none.errors.contains("; of claude, codex, copilot, cursor, devin"), "\(none.errors)")
  }

  @Test("A second fetch reads one page, and what changed since; of an owner all repositories are had")
  func archive() async throws {
    var all = (1...230).map { Self.pullRequest($0, author: $0 % 2 == 0 ? "cursor" : "person", type: "Bot") }
    all.append(Self.pullRequest(500, in: "acme/other", author: "cursor", type: "Bot"))
    all.append(Self.pullRequest(501, in: "acmed/other", author: "cursor", type: "Bot"))
    let bench = try await Bench(Self.jobs(all))
    let fetch = ["fetch", "--project", "github:acme/docs", "--archive", "a.sqlite"]
    let first = try await bench.jobreport.runBeside(fetch)
    #expect(
      first.errors == "jobreport: archive: 4 requests, 115 jobs seen, 115 new, 0 changed\n", "\(first.errors)"
    )
    let second = try await bench.jobreport.runBeside(fetch)
    #expect(
      second.errors.hasPrefix("jobreport: archive: 1 request, 50 jobs seen, 0 new, 0 changed"),
      "\(second.errors)")
    var changed = Self.pullRequest(2, author: "cursor", type: "Bot")
    changed["updatedAt"] = "2026-12-31T00:00:00Z"
    changed["title"] = "Another title"
    bench.api.withJobs { jobs in
      try? jobs.add(
        file: Array((try? JSONSerialization.data(withJSONObject: changed)) ?? Data()), of: .gitHub)
    }
    let third = try await bench.jobreport.runBeside(fetch)
    #expect(third.errors.hasPrefix("jobreport: archive: 1 request, "), "\(third.errors)")
    #expect(third.errors.contains("0 new, 1 changed"), "\(third.errors)")
    let owner = try await bench.jobreport.runBeside([
      "fetch", "--project", "github:Acme", "--archive", "a.sqlite",
    ])
    #expect(
      owner.errors.hasPrefix("jobreport: archive: 4 requests, 116 jobs seen, 1 new, 0 changed"),
      "\(owner.errors)")
    let offline = try await bench.jobreport.runBeside(
      ["build", "--project", "github:acme", "--archive", "a.sqlite", "--offline", "--quiet"])
    #expect(offline.status == 0, "\(offline.errors)")
    #expect(try bench.lines().count == 116)
    let one = try await bench.jobreport.runBeside(
      ["build", "--project", "github:acme/other", "--archive", "a.sqlite", "--offline", "--quiet"])
    #expect(one.status == 0, "\(one.errors)")
    #expect(try bench.lines().count == 1)
    let byID = try await bench.jobreport.runBeside(
      ["build", "--project", "github:acme", "--job", "acme/other#500", "--quiet"])
    await bench.api.stop()
    #expect(byID.status == 0, "\(byID.errors)")
    #expect(try bench.lines().keys.sorted() == ["acme/other#500"])
  }

  @Test(
    "What is open and did not change is looked at again in one list: checks end without a change",
    arguments: ["acme/docs", "acme"])
  func checks(project: String) async throws {
    func open(_ number: Int, author: String = "cursor", checks: String? = "PENDING") -> [String: Any] {
      Self.pullRequest(number, author: author, type: "Bot", state: "OPEN", checks: checks)
    }
    let merged = (100...350).map { Self.pullRequest($0, author: "cursor", type: "Bot") }
    let people = (10...20).map { open($0, author: "person") }
    let bench = try await Bench(Self.jobs([open(1), open(2), open(3)] + people + merged))
    let fetch = ["fetch", "--project", "github:\(project)", "--archive", "a.sqlite"]
    let first = try await bench.jobreport.runBeside(fetch)
    #expect(first.errors.hasPrefix("jobreport: archive: 4 requests, 254 jobs seen"), "\(first.errors)")
    let ended = try JSONSerialization.data(withJSONObject: [
      open(1, checks: "FAILURE"), open(2, checks: "SUCCESS"),
    ])
    bench.api.withJobs { jobs in try? jobs.add(file: Array(ended), of: .gitHub) }
    let second = try await bench.jobreport.runBeside(fetch)
    #expect(
      second.errors.hasPrefix("jobreport: archive: 2 requests, 103 jobs seen, 0 new, 2 changed"),
      "\(second.errors)")
    let report = try await bench.jobreport.runBeside([
      "build", "--quiet", "--archive", "a.sqlite", "--offline",
    ])
    #expect(report.status == 0, "\(report.errors)")
    let lines = try bench.lines()
    #expect(
      (1...3).map { number -> String in
        let pull = (lines["acme/docs#\(number)"]?["pullRequests"] as? [[String: Any]])?.first
        return pull?["checks"] as? String ?? ""
      } == ["failing", "passing", "pending"])
    // A list that cannot be had costs nothing that is known.
    bench.api.setFaults([
      SampleFault(.status(403), on: .endpoint(Endpoint.ID(rawValue: "github/openRepository"))),
      SampleFault(.status(403), on: .endpoint(Endpoint.ID(rawValue: "github/openSearch"))),
    ])
    let refused = try await bench.jobreport.runBeside(
      ["build", "--project", "github:\(project)", "--archive", "a.sqlite"])
    await bench.api.stop()
    #expect(refused.status == 3, "\(refused.errors)")
    #expect(
      refused.errors.contains(
        "problem: github:\(project): what is open and did not change is shown as it was known: "
          + "POST \(bench.api.url)/graphql answered 403"), "\(refused.errors)")
    #expect(try bench.lines().count == 254)
  }

  @Test("A search gives a thousand at once, and goes on behind them")
  func windows() async throws {
    let bench = try await Bench(
      Self.jobs((1...1234).map { Self.pullRequest($0, author: "cursor", type: "Bot") }))
    let outcome = try await bench.jobreport.runBeside(
      ["fetch", "--project", "github:acme", "--archive", "a.sqlite"])
    await bench.api.stop()
    #expect(
      outcome.errors == "jobreport: archive: 14 requests, 1234 jobs seen, 1234 new, 0 changed\n",
      "\(outcome.errors)")
  }

  static let fields = #""pageInfo":{"hasNextPage":false,"endCursor":null}"#

  @Test(
    "What goes wrong is said, and nothing that was had is lost",
    arguments: [
      (
        SampleFault(
          .answer(
            200, headers: ["Retry-After": "3600"],
            body: #"{"data":null,"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"#),
          on: .list, sparing: 1),
        "answered 200 (API rate limit exceeded) and asks to wait 3600 s. The service limits how often it is asked",
        100
      ),
      (
        SampleFault(
          .json(
            #"{"data":{"repository":{"pullRequests":{"nodes":[null],\#(fields)}}},"errors":[{"type":"SOMETHING","message":"Something went wrong"}]}"#
          ),
          on: .list, sparing: 1),
        "answered with a part of its jobs and an error: Something went wrong", 100
      ),
    ] as [(SampleFault, String, Int)])
  func faults(fault: SampleFault, words: String, jobs: Int) async throws {
    let bench = try await Bench(
      Self.jobs((1...150).map { Self.pullRequest($0, author: "cursor", type: "Bot") }), faults: [fault])
    let outcome = try await bench.jobreport.runBeside(Self.build + ["--archive", "a.sqlite"])
    await bench.api.stop()
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(try bench.lines().count == jobs)
    #expect(try bench.folder.read("report/index.md").contains("github:acme/docs"))
  }

  @Test(
    "Saved answers are read as they were sent, page after page; people's pull requests in them are no jobs")
  func saved() async throws {
    let folder = try TemporaryFolder()
    let pages = try [1, 2].map { page in
      let nodes = [
        Self.pullRequest(page, author: "cursor", type: "Bot"), Self.pullRequest(page + 10),
        Self.pullRequest(page + 20, author: "dependabot", type: "Bot"),
      ]
      let answer: [String: Any] = [
        "data": [
          "repository": ["pullRequests": ["nodes": nodes, "pageInfo": ["hasNextPage": false]]],
          "rateLimit": [:],
        ]
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: answer), as: UTF8.self)
    }
    try folder.write(pages.joined(separator: "\n"), to: "pages.json")
    try folder.write("[\(pages.joined(separator: ","))]", to: "slurped.json")
    let listed = try JSONSerialization.data(withJSONObject: [
      Self.pullRequest(1, author: "cursor", type: "Bot"), Self.pullRequest(2, author: "cursor", type: "Bot"),
    ])
    try folder.write(String(decoding: listed, as: UTF8.self), to: "list.json")
    for (file, options) in [
      ("pages.json", []), ("slurped.json", []), ("list.json", []), ("pages.json", ["--archive", "a.sqlite"]),
    ] {
      let outcome = try await folder.jobreport.runBeside(["build", "--from", file, "--quiet"] + options)
      #expect(outcome.status == 0, "\(file): \(outcome.errors)")
      let lines = try folder.read("report/data/jobs.jsonl").split(separator: "\n")
      #expect(lines.count == 2, "\(file)")
      #expect(
        lines.allSatisfy {
          $0.contains(#""provider":"github","agent":"cursor","#) && $0.contains(#""project":"acme/docs""#)
        })
    }
    try folder.write(#"{"data":{"repository":{"pullRequests":{"nodes":[]}}}}"#, to: "none.json")
    let none = try await folder.jobreport.runBeside(["build", "--from", "none.json"])
    #expect(none.status == 0, "\(none.errors)")
  }

  @Test("A repository that the token cannot see costs the others nothing")
  func invisible() async throws {
    let bench = try await Bench(Self.jobs([Self.pullRequest(1, author: "cursor", type: "Bot")]))
    let both = try await bench.jobreport.runBeside(Self.build + ["--project", "github:acme/secret"])
    let alone = try await bench.jobreport.runBeside([
      "build", "--project", "github:acme/secret", "--output", "no",
    ])
    await bench.api.stop()
    let words =
      "POST \(bench.api.url)/graphql answered 200; there is no repository or owner 'acme/secret' that the token can see. "
      + "Check --project, and that the token may read it; without a token of your own, one of a workflow sees its own "
      + "repository only"
    #expect(both.status == 3)
    #expect(both.errors.contains("problem: github:acme/secret: \(words)\n"), "\(both.errors)")
    #expect(try bench.lines().count == 1)
    #expect(alone.status == 1)
    #expect(alone.errors == "jobreport: \(words)\n", "\(alone.errors)")
  }

  @Test("A job and its pull request are one row, however the address is spelled")
  func oneOutcome() async throws {
    var jobs = try Self.jobs([
      Self.pullRequest(1, author: "mintlify", type: "Bot"),
      Self.pullRequest(2, author: "mintlify", type: "Bot", state: "OPEN"),
      Self.pullRequest(3, author: "copilot-swe-agent", type: "Bot"),
    ])
    let links = [
      "https://github.com/acme/docs/pull/1", "HTTPS://www.GitHub.com/Acme/Docs/pull/1/files#x",
      "https://github.com/acme/docs/pull/2",
    ]
    for (number, link) in links.enumerated() {
      try jobs.add(
        file: Array(
          #"{"sessionId":"j\#(number)","title":"Job","haultReason":"completed","createdAt":"2026-07-01T00:00:00Z","pullRequestLink":"\#(link)"}"#
            .utf8))
    }
    let bench = try await Bench(jobs)
    let both = ["--project", "acme", "--project", "github:acme/docs"]
    for archive in [[], ["--archive", "a.sqlite"], ["--archive", "a.sqlite", "--offline"]] {
      let outcome = try await bench.jobreport.runBeside(["build", "--quiet"] + both + archive)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let lines = try bench.lines()
      #expect(lines.keys.sorted() == ["acme/docs#3", "j0", "j1", "j2"])
      func state(_ id: String) -> String? {
        ((lines[id]?["pullRequests"] as? [[String: Any]])?.first?["state"]) as? String
      }
      #expect(["j0", "j1", "j2"].map(state) == ["merged", "merged", "open"])
    }
    // What the project told is not asked for again.
    let requests = bench.api.requests.count
    let asked = try await bench.jobreport.runBeside(
      ["build", "--quiet", "--pull-requests", "github", "--output", "asked"] + both)
    await bench.api.stop()
    #expect(asked.status == 0, "\(asked.errors)")
    #expect(bench.api.requests.count - requests == 3, "\(bench.api.targets)")
  }

  private static let trailers = [
    "Cursor": "cursoragent@cursor.com", "Claude": "noreply@anthropic.com",
    "OpenHands": "openhands@all-hands.dev",
    "Copilot": "198982749+Copilot@users.noreply.github.com", "Amp": "amp@ampcode.com",
    "Devin": "158243242+devin-ai-integration[bot]@users.noreply.github.com",
    "Jules": "161369871+google-labs-jules[bot]@users.noreply.github.com",
    "Mintlify": "109931778+mintlify[bot]@users.noreply.github.com",
  ]

  private static let files = SharedData.folder.map { $0.appendingPathComponent("agents") }

  @Test(
    "Every pull request of an agent in real histories, and none of a person",
    .enabled(if: files != nil, "the data beside the checkout is not there"),
    arguments: [
      "MetaMask+core", "OpenHands+software-agent-sdk", "antiwork+helper", "dotnet+aspire",
      "google-labs-code+jules-sdk", "langfuse+langfuse", "microsoft+vscode-python-environments",
      "mintlify+docs",
      "mixed-MetaMask+core",
    ])
  func realHistories(name: String) async throws {
    let data = try Data(contentsOf: #require(Self.files).appendingPathComponent("\(name).json"))
    let history = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var expected: Set<String> = []
    var nodes: [[String: Any]] = []
    let repository = name.replacing("mixed-", with: "").replacing("+", with: "/")
    for var node in history["pullRequests"] as? [[String: Any]] ?? [] {
      let names = node["trailers"] as? [String] ?? []
      if !names.isEmpty { expected.insert("\(repository)#\(node["number"] ?? "")") }
      let authors = names.compactMap { Self.trailers[$0] }.map {
        ["email": $0, "user": NSNull()] as [String: Any]
      }
      node["commits"] = [
        "nodes": [["commit": ["authors": ["nodes": authors], "statusCheckRollup": NSNull()]]]
      ]
      nodes.append(node)
    }
    let bench = try await Bench(Self.jobs(nodes))
    let fetch = ["fetch", "--project", "github:\(repository)", "--archive", "a.sqlite"]
    let first = try await bench.jobreport.runBeside(fetch)
    let requests = bench.api.requests.count
    let second = try await bench.jobreport.runBeside(fetch)
    let again = bench.api.requests.count - requests
    let report = try await bench.jobreport.runBeside([
      "build", "--quiet", "--archive", "a.sqlite", "--offline",
    ])
    await bench.api.stop()
    #expect(first.status == 0, "\(first.errors)")
    #expect(second.status == 0, "\(second.errors)")
    #expect(report.status == 0, "\(report.errors)")
    #expect(requests <= (nodes.count + 99) / 100 + 2)
    #expect(again <= 2)
    #expect(Set(try bench.lines().keys) == expected)
  }
}
