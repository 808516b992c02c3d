import Foundation
import TestData
import Testing

@testable import ReportKit

/// What of a description is the agent's own, and which boxes stand in it.
@Suite struct PullRequestDescriptionTests {
  @Test(
    "What the agent did not say is left out",
    arguments: [
      ("Fixed it.\n\n<!-- START COPILOT CODING AGENT SUFFIX -->\n\n- Fixes a/b#1", "Fixed it."),
      (
        "A\n<!-- START COPILOT ORIGINAL PROMPT -->\n<details>\n<summary>Original prompt</summary>\nx\n</details>",
        "A"
      ),
      ("A\n<!-- START COPILOT CODING AGENT TIPS -->\n---\n\ntips", "A"),
      (
        "A\n\n<details>\n\n<summary>Original prompt</summary>\n\n> do\n<details>x</details>\n- [ ] theirs\n</details>\n\nB",
        "A\n\n\nB"
      ),
      ("A\n<details>\n<summary>Original issue</summary>\nnever closed", "A"),
      (
        "<!-- CURSOR_AGENT_PR_BODY_BEGIN -->\nA\n<!-- CURSOR_AGENT_PR_BODY_END -->\n\n<div><a href=\"x\">Open</a></div>",
        "A"
      ),
      ("A\n<!-- CURSOR_SUMMARY -->\n> a reviewer\n<!-- /CURSOR_SUMMARY -->\nB", "A\n\nB"),
      ("A\n<!-- CURSOR_SUMMARY -->\n> to the end", "A"),
      // Other folded parts stay.
      (
        "<details>\n<summary>Log</summary>\nx\n</details>", "<details>\n<summary>Log</summary>\nx\n</details>"
      ),
      ("  \n\nA\n\n", "A"), ("", ""),
    ])
  func own(body: String, message: String) {
    #expect(String(decoding: PullRequestDescription(Array(body.utf8)).message, as: UTF8.self) == message)
  }

  private static func boxes(_ body: String) -> [String] {
    PullRequestDescription(Array(body.utf8)).checklist.map { ($0.isDone ? "x " : "_ ") + $0.content }
  }

  @Test(
    "Boxes are taken out of the message",
    arguments: [
      ("Plan:\n- [x] one\n- [ ] two\n\nEnd", ["x one", "_ two"], "Plan:\n\nEnd"),
      ("* [X] a\n+ [ ] b\n1. [x] c\n2) [ ] d", ["x a", "_ b", "x c", "_ d"], ""),
      (
        "## Checklist\n\n- [x] a\n  - [ ] b\n    more\n    - and more\n\n## Next\n\ntext",
        ["x a", "_ b more and more"], "## Next\n\ntext"
      ),
      ("## Both\n- [x] a\n\ntext", ["x a"], "## Both\n\ntext"),
      ("# A\n## B\n- [ ] b\n# C\nc", ["_ b"], "# C\nc"),
      // No boxes: code, comments, words, links.
      ("```\n- [x] code\n```", [], "```\n- [x] code\n```"),
      ("<!--\n- [ ] hidden\n-->\nA", [], "<!--\n- [ ] hidden\n-->\nA"),
      ("- [x](https://a.b)", [], "- [x](https://a.b)"), ("- [y] a", [], "- [y] a"), ("[ ] a", [], "[ ] a"),
      ("- [ ]", [], "- [ ]"),
    ] as [(String, [String], String)])
  func boxes(body: String, boxes: [String], message: String) {
    #expect(Self.boxes(body) == boxes)
    #expect(String(decoding: PullRequestDescription(Array(body.utf8)).message, as: UTF8.self) == message)
  }

  /// No word of a real description is lost, but for prompts, hints and summaries; and no box is left.
  @Test(.enabled(if: SharedData.isPresent, "the data beside the checkout is not there"))
  func realDescriptions() throws {
    struct History: Decodable {
      struct PullRequest: Decodable { var number: Int; var body: String? }
      var pullRequests: [PullRequest]
    }
    for name in [
      "MetaMask+core", "antiwork+helper", "dotnet+aspire", "langfuse+langfuse",
      "microsoft+vscode-python-environments",
    ] {
      let history = try JSONDecoder().decode(
        History.self, from: Data(SharedData.text("agents/\(name).json").utf8))
      for pullRequest in history.pullRequests {
        let body = pullRequest.body ?? ""
        let parts = PullRequestDescription(Array(body.utf8))
        #expect(PullRequestDescription(parts.message).checklist.isEmpty, "\(name) \(pullRequest.number)")
        guard !body.contains("<details"), !body.contains("<!--") else { continue }
        func words(_ text: String) -> [Substring] {
          text.split { !$0.isLetter && !$0.isNumber }.filter { $0 != "x" && $0 != "X" && Int($0) == nil }
            .sorted()
        }
        let kept = words(
          String(decoding: parts.message, as: UTF8.self) + " "
            + parts.checklist.map(\.content).joined(separator: " "))
        let lost = words(body).count - kept.count
        // A heading with nothing but boxes below it goes with them.
        #expect(lost <= 12 && lost >= 0, "\(name) \(pullRequest.number) lost \(lost)")
      }
    }
  }
}
