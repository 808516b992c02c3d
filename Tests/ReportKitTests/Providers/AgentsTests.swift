import Foundation
import TestData
import Testing

@testable import ReportKit

/// Who wrote a pull request.
@Suite struct AgentsTests {
  private static func told(
    _ body: String? = nil, author: String? = "octocat", branch: String? = nil, commits: [String] = []
  ) -> String? {
    let lines = DescriptionLines(Array((body ?? "").utf8))
    return Agent.sighting(in: lines, author: author, branch: branch, commitAuthors: commits)
      .map { "\($0.agent.id) \($0.rule.rawValue)" }
  }

  @Test(
    "Authors, as each of GitHub's interfaces spells them",
    arguments: [
      ("copilot-swe-agent", "copilot"), ("Copilot", "copilot"), ("app/copilot-swe-agent", "copilot"),
      ("copilot-swe-agent[bot]", "copilot"), ("devin-ai-integration[bot]", "devin"), ("cursor", "cursor"),
      ("google-labs-jules", "jules"), ("mintlify-development[bot]", "mintlify"),
      ("openhands-agent", "openhands"),
      ("codegen-sh[bot]", "codegen"),
      // Other bots, and reviewers, are no agents.
      ("dependabot[bot]", nil), ("renovate", nil), ("github-actions[bot]", nil),
      ("copilot-pull-request-reviewer", nil),
      ("coderabbitai[bot]", nil), ("cursor-fan", nil), ("jules-fleet", nil),
    ] as [(String, String?)])
  func authors(login: String, agent: String?) {
    #expect(Self.told(author: login) == agent.map { "\($0) author" })
  }

  @Test(
    "Descriptions",
    arguments: [
      (
        "Link to Devin run: https://app.devin.ai/sessions/12daf518dc7045c68821f526b95931f5 Requested by: @x",
        "devin link"
      ),
      ("[Devin session](https://app.devin.ai/sessions/12daf518dc7045c68821f526b95931f5)", "devin link"),
      (
        "PR created automatically by Jules for task [1234567](https://jules.google.com/task/1234567)",
        "jules link"
      ),
      ("[View task](https://chatgpt.com/codex/tasks/task_e_0123456789)", "codex link"),
      (#"<div><a href="https://cursor.com/agents/bc-e6184d20-1b90?x=y">"#, "cursor link"),
      ("<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\nx", "cursor mark"),
      ("x\n<!-- START COPILOT CODING AGENT SUFFIX -->\n", "copilot mark"),
      ("🤖 Generated with [Claude Code](https://claude.com/claude-code)", "claude mark"),
      // Marks of reviewers, links of people who write about a job, and what is quoted or code.
      ("<!-- CURSOR_SUMMARY -->\n> reviewed", nil),
      ("Reverts what https://app.devin.ai/sessions/12daf518dc7045c68821f526b95931f5 did", nil),
      ("Link to Devin run: https://app.devin.ai/sessions/short", nil),
      ("> Link to Devin run: https://app.devin.ai/sessions/12daf518dc7045c68821f526b95931f5", nil),
      ("```\n<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\n```", nil), ("I used Claude Code", nil), ("", nil),
    ] as [(String, String?)])
  func bodies(body: String, told: String?) {
    #expect(Self.told(body) == told)
  }

  @Test(
    "Branches and commits",
    arguments: [
      ("devin/1700000000-fix", [], "devin branch"), ("codex/fix", [], "codex branch"),
      ("Claude/fix", [], "claude branch"), ("openhands-fix-issue-12-try2", [], "openhands branch"),
      ("feature/copilot/x", [], nil), ("main", [], nil),
      ("x", ["cursoragent@cursor.com"], "cursor commit"), ("x", ["noreply@anthropic.com"], "claude commit"),
      ("x", ["a@b.c", "198982749+Copilot@users.noreply.github.com"], "copilot commit"),
      ("x", ["158243242+devin-ai-integration[bot]@users.noreply.github.com"], "devin commit"),
      // The address of suggestions that a person takes over from a review.
      ("x", ["175728472+Copilot@users.noreply.github.com"], nil), ("x", ["cursor@example.com"], nil),
    ] as [(String, [String], String?)])
  func others(branch: String, commits: [String], told: String?) {
    #expect(Self.told(branch: branch, commits: commits) == told)
  }

  @Test("The surest rule wins")
  func precedence() {
    let body = "Link to Devin run: https://app.devin.ai/sessions/12daf518dc7045c68821f526b95931f5"
    let commits = ["noreply@anthropic.com"]
    #expect(Self.told(body, author: "mintlify[bot]", branch: "codex/x", commits: commits) == "devin link")
    #expect(Self.told("x", author: "mintlify[bot]", branch: "codex/x", commits: commits) == "mintlify author")
    #expect(Self.told("x", branch: "codex/x", commits: commits) == "codex branch")
    #expect(Self.told("x", author: nil, branch: nil, commits: commits) == "claude commit")
  }

  private static let trailers = [
    "Cursor": "cursoragent@cursor.com", "Claude": "noreply@anthropic.com",
    "OpenHands": "openhands@all-hands.dev",
    "Copilot": "198982749+Copilot@users.noreply.github.com", "Amp": "amp@ampcode.com",
    "Devin": "158243242+devin-ai-integration[bot]@users.noreply.github.com",
    "Jules": "161369871+google-labs-jules[bot]@users.noreply.github.com",
    "Mintlify": "109931778+mintlify[bot]@users.noreply.github.com",
  ]

  private struct History: Decodable {
    struct PullRequest: Decodable {
      struct Author: Decodable { var login: String }
      var number: Int
      var author: Author?
      var headRefName: String?
      var body: String?
      var trailers: [String]
      var detectedBy: [String]
    }
    var pullRequests: [PullRequest]
  }

  /// The data names an agent where history does; what only a trailer told comes as an author of a commit.
  @Test(
    .enabled(if: SharedData.isPresent, "the data beside the checkout is not there"),
    arguments: [
      "MetaMask+core", "OpenHands+software-agent-sdk", "antiwork+helper", "dotnet+aspire",
      "google-labs-code+jules-sdk",
      "langfuse+langfuse", "microsoft+vscode-python-environments", "mintlify+docs", "mixed-MetaMask+core",
    ])
  func realPullRequests(name: String) throws {
    let history = try JSONDecoder().decode(
      History.self, from: Data(SharedData.text("agents/\(name).json").utf8))
    for pullRequest in history.pullRequests {
      let sighting = Agent.sighting(
        in: DescriptionLines(Array((pullRequest.body ?? "").utf8)), author: pullRequest.author?.login,
        branch: pullRequest.headRefName,
        commitAuthors: pullRequest.trailers.compactMap { Self.trailers[$0] })
      let told = sighting.map(\.agent.name).map { $0 == "Claude Code" ? "Claude" : $0 }
      let isExpected = told.map(pullRequest.trailers.contains) ?? pullRequest.trailers.isEmpty
      #expect(
        isExpected,
        "#\(pullRequest.number) \(pullRequest.trailers) \(pullRequest.detectedBy): \(told ?? "nobody") by \(sighting?.rule.rawValue ?? "-")"
      )
    }
  }
}
