import Foundation
import ReportKit
import SampleAPI
import Testing

/// `--project gitlab:…`: the merge requests that agents wrote become jobs, over HTTP from the provider's own description.
@Suite(.serialized) struct GitLabProjectTests {
  /// A merge request as GitLab's REST API lists it; later numbers changed later.
  static func mergeRequest(
    _ number: Int, in project: String = "acme/docs", author: String = "ada", branch: String = "fix",
    description: String? = "Fixes it.", state: String = "merged", isDraft: Bool = false,
    status: String = "mergeable", host: String = "gitlab.com"
  ) -> [String: Any] {
    let day = Date(timeIntervalSince1970: 1_785_000_000 + Double(number) * 3600).formatted(.iso8601)
    return [
      "id": 900_000 + number, "iid": number, "title": "Change \(number)", "description": orNull(description),
      "state": state, "draft": isDraft, "created_at": "2026-07-01T00:00:00.000Z", "updated_at": day,
      "merged_at": orNull(state == "merged" ? day : nil), "closed_at": orNull(state == "closed" ? day : nil),
      "merge_user": NSNull(), "source_branch": branch, "target_branch": "main",
      "author": ["username": author], "labels": [String](), "detailed_merge_status": status,
      "references": ["short": "!\(number)", "full": "\(project)!\(number)"],
      "web_url": "https://\(host)/\(project)/-/merge_requests/\(number)",
    ]
  }

  private static func orNull(_ value: Any?) -> Any { value ?? NSNull() }

  /// The same as the answer for it alone, with the state of its pipeline.
  static func single(_ mergeRequest: [String: Any], pipeline: String?) -> [String: Any] {
    mergeRequest.merging([
      "diff_refs": NSNull(), "head_pipeline": orNull(pipeline.map { ["id": 1, "status": $0] }),
    ]) { $1 }
  }

  static func jobs(_ mergeRequests: [[String: Any]]) throws -> SampleJobs {
    var jobs = SampleJobs()
    for mergeRequest in mergeRequests {
      try jobs.add(
        file: Array(JSONSerialization.data(withJSONObject: mergeRequest)),
        of: #require(Provider.named("gitlab")))
    }
    return jobs
  }

  /// A server with these merge requests, and the program that asks it.
  private static func bench(
    _ jobs: SampleJobs, faults: [SampleFault] = []
  ) async throws -> GitHubProjectTests.Bench {
    try await GitHubProjectTests.Bench(jobs, faults: faults) { api in
      ["GITLAB_API_URL": "\(api.url)/api/v4/", "GITLAB_TOKEN": "glpat-sample_key_1029384756"]
    }
  }

  private static let build = ["build", "--project", "gitlab:acme/docs", "--quiet"]

  @Test("Whose a merge request is, and how it stands")
  func standing() async throws {
    let trailer = "Fixes it.\n\nCo-authored-by: Claude <noreply@anthropic.com>"
    let bench = try await Self.bench(
      Self.jobs([
        Self.mergeRequest(1), Self.mergeRequest(2, author: "project_4711_bot_0f3a", branch: "renovate/all"),
        // A name of an app on GitHub is a person's on GitLab.
        Self.mergeRequest(3, author: "claude"),
        Self.mergeRequest(4, author: "project_4711_bot_0f3a", branch: "codex/x", state: "closed"),
        Self.mergeRequest(5, branch: "claude/x", state: "opened", isDraft: true),
        Self.mergeRequest(6, description: trailer, state: "opened", status: "not_approved"),
        Self.mergeRequest(7, branch: "Cursor/x", state: "opened", status: "requested_changes"),
        Self.mergeRequest(8, description: "> \(trailer.replacing("\n", with: "\n> "))"),
        Self.mergeRequest(9, branch: "cursor/x", state: "locked", status: "ci_still_running"),
        Self.mergeRequest(10, branch: "cursor/x", description: nil, state: "gone"),
        Self.mergeRequest(11, branch: "codex/x", description: "- [x] One\n- [ ] Two\n\nDone.\n"),
        Self.mergeRequest(12, in: "acme/docs-old", branch: "codex/x"),
      ]))
    let outcome = try await bench.jobreport.runBeside(Self.build)
    await bench.api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try bench.lines()
    func told(_ number: Int) -> String? {
      lines["acme/docs!\(number)"].map { line in
        let pull = (line["pullRequests"] as? [[String: Any]])?.first ?? [:]
        return ["agent", "detectedBy", "status", "statusRaw"].map { "\(line[$0] ?? "")" }.joined(
          separator: " ")
          + ["state", "checks", "review"].compactMap { pull[$0] as? String }.map { ", \($0)" }.joined()
      }
    }
    #expect(
      (1...12).map(told) == [
        nil, nil, nil, "codex branch completed closed, closed", "claude branch completed opened, draft",
        "claude commit completed opened, open, required",
        "cursor branch waiting requested_changes, open, changes-requested", nil,
        "cursor branch completed locked, open, pending", "cursor branch unknown gone",
        "codex branch completed merged, merged", nil,
      ])
    #expect(lines["acme/docs!4"]?["requestedBy"] is NSNull)
    let eleven = try #require(lines["acme/docs!11"])
    #expect(eleven["requestedBy"] as? String == "ada")
    #expect(eleven["repository"] as? String == "https://gitlab.com/acme/docs")
    #expect(eleven["message"] as? String == "Done.")
    #expect(eleven["todosFrom"] as? String == "description")
  }

  @Test("Details ask for the pipelines of open ones, and of no others")
  func details() async throws {
    var all = (1...3).map { Self.mergeRequest($0, branch: "codex/x") }
    let pipelines = ["success", "failed", "canceled", "running", "manual", nil]
    for (index, pipeline) in pipelines.enumerated() {
      let open = Self.mergeRequest(10 + index, branch: "codex/x", state: "opened", status: "ci_must_pass")
      all += [open, Self.single(open, pipeline: pipeline)]
    }
    let bench = try await Self.bench(Self.jobs(all))
    let outcome = try await bench.jobreport.runBeside(Self.build + ["--details", "--archive", "a.sqlite"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try bench.lines()
    #expect(bench.api.targets.count == 1 + pipelines.count, "\(bench.api.targets)")
    #expect(
      pipelines.indices.map { index in
        let line = lines["acme/docs!\(10 + index)"]
        let checks = (line?["pullRequests"] as? [[String: Any]])?.first?["checks"] as? String
        return "\(line?["status"] ?? "") \(checks ?? "-")"
      } == [
        "completed passing", "waiting failing", "waiting failing", "completed pending", "completed -",
        "completed -",
      ])
    #expect(try bench.folder.read("report/index.md").contains("checks fail"))
    let fetch = ["fetch", "--project", "gitlab:acme/docs", "--details", "--archive", "a.sqlite"]
    let again = try await bench.jobreport.runBeside(fetch)
    #expect(again.errors.contains("0 new, 0 changed"), "\(again.errors)")
    // A pipeline ends without a change, and others come in front.
    let running = Self.mergeRequest(13, branch: "codex/x", state: "opened", status: "ci_must_pass")
    let failed = try JSONSerialization.data(withJSONObject: Self.single(running, pipeline: "failed"))
    let newer = try JSONSerialization.data(
      withJSONObject: (100...250).map { Self.mergeRequest($0, branch: "codex/x") })
    let provider = try #require(Provider.named("gitlab"))
    for files in [[newer], [Data(failed)]] {
      bench.api.withJobs { jobs in for file in files { try? jobs.add(file: Array(file), of: provider) } }
      let run = try await bench.jobreport.runBeside(fetch)
      #expect(run.status == 0, "\(run.errors)")
    }
    let report = try await bench.jobreport.runBeside([
      "build", "--archive", "a.sqlite", "--offline", "--quiet",
    ])
    await bench.api.stop()
    #expect(report.status == 0, "\(report.errors)")
    #expect(try bench.lines()["acme/docs!13"]?["status"] as? String == "waiting")
  }

  @Test("A group has all projects in it and in its groups; a path of several parts is a project first")
  func groups() async throws {
    let two = Self.mergeRequest(2, in: "acme/team/app", branch: "codex/x")
    let bench = try await Self.bench(
      Self.jobs([
        Self.mergeRequest(1, branch: "codex/x"), two, Self.single(two, pipeline: nil),
        Self.mergeRequest(3, in: "acme/team/deep/lib", branch: "codex/x"),
        Self.mergeRequest(4, in: "acmed/docs", branch: "codex/x"),
      ]))
    for (project, requests, ids) in [
      ("Acme", 1, ["acme/docs!1", "acme/team/app!2", "acme/team/deep/lib!3"]),
      ("acme/team", 2, ["acme/team/app!2", "acme/team/deep/lib!3"]),
      ("acme/team/app", 1, ["acme/team/app!2"]), ("acme/team/deep/lib", 1, ["acme/team/deep/lib!3"]),
    ] {
      let before = bench.api.requests.count
      let outcome = try await bench.jobreport.runBeside([
        "build", "--project", "gitlab:\(project)", "--quiet", "--archive", "a.sqlite",
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(bench.api.requests.count - before == requests, "\(bench.api.targets)")
      #expect(try bench.lines().keys.sorted() == ids, "\(project)")
    }
    #expect(
      bench.api.targets[1...2].map { String($0.prefix { $0 != "?" }) } == [
        "/api/v4/projects/acme%2Fteam/merge_requests", "/api/v4/groups/acme%2Fteam/merge_requests",
      ])
    let byID = try await bench.jobreport.runBeside([
      "build", "--project", "gitlab:acme", "--job", "acme/team/app!2", "--job", "acme/team/app!2x", "--quiet",
    ])
    #expect(
      byID.errors.contains(
        "'acme/team/app!2x' can be no id of a GitLab job, which looks like acme/docs!12; check --job"),
      "\(byID.errors)")
    let none = try await bench.jobreport.runBeside(["build", "--project", "gitlab:acme/none"])
    await bench.api.stop()
    #expect(
      none.errors.hasSuffix(
        "answered 404; there is no project or group 'acme/none' that the token can see. Check --project, and that the "
          + "token may read it\n"), "\(none.errors)")
    #expect(none.status == 1)
  }

  @Test("A second fetch reads one page, and what changed since")
  func archive() async throws {
    let bench = try await Self.bench(
      Self.jobs((1...230).map { Self.mergeRequest($0, branch: $0 % 2 == 0 ? "codex/x" : "fix") }))
    let fetch = ["fetch", "--project", "gitlab:acme/docs", "--archive", "a.sqlite"]
    let first = try await bench.jobreport.runBeside(fetch)
    #expect(
      first.errors == "jobreport: archive: 4 requests, 115 jobs seen, 115 new, 0 changed\n", "\(first.errors)"
    )
    let second = try await bench.jobreport.runBeside(fetch)
    #expect(
      second.errors.hasPrefix("jobreport: archive: 1 request, 50 jobs seen, 0 new, 0 changed"),
      "\(second.errors)")
    var changed = Self.mergeRequest(2, branch: "codex/x")
    changed["updated_at"] = "2026-12-31T00:00:00Z"
    changed["title"] = "Another title"
    let bytes = try Array(JSONSerialization.data(withJSONObject: changed))
    bench.api.withJobs { jobs in
      if let provider = Provider.named("gitlab") { try? jobs.add(file: bytes, of: provider) }
    }
    let third = try await bench.jobreport.runBeside(fetch)
    await bench.api.stop()
    #expect(third.errors.hasPrefix("jobreport: archive: 1 request, "), "\(third.errors)")
    #expect(third.errors.contains("0 new, 1 changed"), "\(third.errors)")
  }

  @Test(
    "A limit says how long it lasts",
    arguments: [
      (["Retry-After": "3600"], "asks to wait 3600 s"),
      (["RateLimit-Remaining": "0", "RateLimit-Reset": "99999999999"], "asks to wait "),
    ])
  func limits(headers: [String: String], words: String) async throws {
    let fault = SampleFault(
      .answer(429, headers: headers, body: #"{"message":"429 Too Many Requests"}"#), on: .list)
    let bench = try await Self.bench(
      Self.jobs([Self.mergeRequest(1, branch: "codex/x")]), faults: [fault])
    let outcome = try await bench.jobreport.runBeside(Self.build)
    await bench.api.stop()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("answered 429 (429 Too Many Requests) and \(words)"), "\(outcome.errors)")
    #expect(bench.api.requests.count == 1)
  }

  @Test("A job and its merge request are one row, however the address is spelled")
  func oneOutcome() async throws {
    var jobs = try Self.jobs((1...5).map { Self.mergeRequest($0, in: "Acme/team/Docs", branch: "codex/x") })
    let links = [
      "https://gitlab.com/acme/team/docs/-/merge_requests/1",
      "HTTPS://GitLab.com:443/Acme/Team/docs/merge_requests/2/diffs#x",
      "https://gitlab.com/acme/team/docs/-/merge_requests/3?tab=overview",
      "https://gitlab.com/acme/other/-/merge_requests/4",
    ]
    for (number, link) in links.enumerated() {
      try jobs.add(
        file: Array(
          #"{"sessionId":"j\#(number)","title":"Job","haultReason":"completed","createdAt":"2026-07-01T00:00:00Z","pullRequestLink":"\#(link)"}"#
            .utf8))
    }
    let bench = try await Self.bench(jobs)
    let outcome = try await bench.jobreport.runBeside(
      ["build", "--quiet", "--project", "acme", "--project", "gitlab:acme/team/docs"])
    await bench.api.stop()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try bench.lines()
    #expect(lines.keys.sorted() == ["Acme/team/Docs!4", "Acme/team/Docs!5", "j0", "j1", "j2", "j3"])
    #expect(
      ["j0", "j1", "j2", "j3"].map {
        ((lines[$0]?["pullRequests"] as? [[String: Any]])?.first?["state"]) as? String
      } == ["merged", "merged", "merged", nil])
  }

  @Test("The address that GitLab CI sets is asked, unless another is named")
  func address() async throws {
    let bench = try await Self.bench(Self.jobs([Self.mergeRequest(1, branch: "codex/x")]))
    var jobreport = bench.jobreport
    jobreport.environment["CI_API_V4_URL"] = "http://127.0.0.1:9/api/v4"
    #expect(try await jobreport.runBeside(Self.build).status == 0)
    jobreport.environment["CI_API_V4_URL"] = "\(bench.api.url)/api/v4"
    jobreport.environment["GITLAB_API_URL"] = nil
    #expect(try await jobreport.runBeside(Self.build).status == 0)
    let other = try await jobreport.runBeside(Self.build + ["--base-url", "gitlab:http://127.0.0.1:9"])
    await bench.api.stop()
    #expect(other.errors.contains("http://127.0.0.1:9/api/v4/projects/acme%2Fdocs/"), "\(other.errors)")
  }

  @Test("Saved answers are read as they were sent; people's merge requests in them are no jobs")
  func saved() async throws {
    let folder = try TemporaryFolder()
    let open = Self.mergeRequest(2, branch: "codex/x", state: "opened")
    let list = [Self.mergeRequest(1), open, Self.mergeRequest(3, branch: "claude/x")]
    try folder.write(
      String(decoding: try JSONSerialization.data(withJSONObject: list), as: UTF8.self), to: "list.json")
    let one = try JSONSerialization.data(withJSONObject: Self.single(open, pipeline: "failed"))
    try folder.write(String(decoding: one, as: UTF8.self), to: "one.json")
    let outcome = try await folder.jobreport.runBeside([
      "build", "--from", "list.json", "--from", "one.json", "--quiet",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try folder.read("report/data/jobs.jsonl").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains(#""checks":"failing""#) == true, "\(lines)")
  }
}
