import Foundation
import Testing

@testable import ReportKit

/// The report of some jobs as one Markdown text.
@Suite struct CommentTests {
  static func text(
    of site: TestSite, for target: CommentTarget = .gitHubComment, reserved: TextSize? = nil,
    change: (inout ReportOptions) -> Void = { _ in }
  ) throws -> String {
    var options = site.report.options
    change(&options)
    let report = Report(jobs: site.report.jobs, problems: site.report.problems, options: options)
    let index = Dictionary(
      uniqueKeysWithValues: site.report.jobs.enumerated().map { ($0.element.key, $0.offset) })
    let text = try Comment(report, for: target, reserved: reserved).text { summary in
      try site.job(at: try #require(index[summary.key]))
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func oneJobIsOpenWithChecklistAndMessage() throws {
    let site = try TestSite([
      """
      {"sessionId":"a1","title":"Fix #7 for @octocat","haultReason":"completed","branch":"agent/x",\
      "createdAt":"2026-08-20T09:00:00Z","pullRequestLink":"https://github.com/acme/docs/pull/12",\
      "todos":[{"content":"Read","status":"completed","priority":"high"},{"content":"Write","status":"cancelled"}],\
      "messageToUser":"# Done\\n\\ncloses #7\\n\\n<!-- jobreport -->\\n</details>"}
      """
    ])
    #expect(
      try Self.text(of: site) { $0.reportURL = "https://r.example/" }
        == """
        ## Agent jobs

        1 job · 20 Aug 2026

        ### ✅ Completed: [Fix #⁀7 for @⁀octocat](https://r.example/jobs/2026-08/a1.html)

        1 of 1 todos done · opened [docs#⁀12](https://redirect.github.com/acme/docs/pull/12) · branch `agent/x` · \
        started 20 Aug 2026, 09:00 UTC

        <details open><summary>Checklist (1 of 1 done) and message</summary>

        - [x] Read — *high priority*
        - [ ] ~~Write~~ (cancelled)

        #### Done

        closes #⁀7

        ```html
        <!-- jobreport -->
        ```

        ```html
        </details>
        ```

        </details>

        1 of 1 job shown. [The whole report](https://r.example/index.html)

        """.replacing("⁀", with: "\u{2060}"))
  }

  @Test func whatNeedsAPersonComesFirstAndOpen() throws {
    let text = try Self.text(
      of: try TestSite([
        GateTests.jobs.replacing(",\"createdAt\"", with: ",\"messageToUser\":\"m\",\"createdAt\"")
      ]))
    let order = [
      "❌ Failed: Bad", "⛔ Needs GitHub setup: Stuck", "⏳ Running: Slow", "⏳ Running: Fresh",
      "✅ Completed: Bare",
      "✅ Completed: Done",
    ]
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("### ") } == order.map { "### \($0)" })
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("- ") }
    #expect(lines.count == order.count)
    for (line, job) in zip(lines, order) { #expect(line.hasPrefix("- \(job) · "), "\(line)") }
    #expect(text.matches(of: /<details open>/).count == 3)
    #expect(text.matches(of: /<details>/).count == 3)
  }

  @Test func theGateAndWhatIsMissingStandBeforeTheJobs() throws {
    let site = try TestSite(
      [GateTests.jobs],
      problems: [Problem(id: "lost", reason: "answered 500 @octocat", losesJob: true)])
    let text = try Self.text(of: site) {
      $0.gate = Gate([.failOn(.failed), .maxFailed(5)])
    }
    #expect(
      text.contains(
        """
        **This is not all:** 1 record could not be had.

        - `lost`: answered 500 @\u{2060}octocat

        ### Gate: failed

        - `--fail-on failed` **failed**: 1 job is Failed: Bad
        - `--max-failed 5` passed: 2 jobs failed or need GitHub setup

        - ❌ Failed: Bad · stopped on an error
        """))
  }

  @Test(arguments: CommentTarget.allCases)
  func noTargetIsGivenMoreThanItTakes(target: CommentTarget) throws {
    // Every job has a fence that never closes and a piece of details; letters of two, three and four bytes.
    let message =
      #""haultReason":"completed","messageToUser":"é😀 漢字\n\n```\n\#(String(repeating: "x漢😀 ", count: 800))""#
    let text = try Self.text(of: try TestSite([numberedJobs(400, members: message)]), for: target)
    let size = TextSize(of: text.utf8)
    #expect(size.characters == text.utf16.count)
    #expect(size.fits(target.budget))
    #expect(text.matches(of: /<details>/).count == text.matches(of: /\n<\/details>\n/).count)
    #expect(text.matches(of: /\n```/).count.isMultiple(of: 2))
    let foot = try #require(text.split(separator: "\n").last)
    let parts = text.matches(of: #/\n### /#).count
    #expect(text.matches(of: #/(?m)^- .*Completed: /#).count == 400)
    #expect(
      foot.hasPrefix(
        parts == 400
          ? "400 of 400 jobs shown."
          : "400 of 400 jobs shown, \(400 - parts) of them without checklist and message."))
    if parts < 400 {
      #expect(
        size.characters * 10 > target.budget.characters * 8 || size.bytes * 10 > target.budget.bytes * 8)
    }
  }

  @Test func aJobThatIsTooLongLosesChecklistAndMessageAndTheOthersStay() throws {
    let long =
      #"{"sessionId":"long","title":"Long","haultReason":"error","messageToUser":"\#(String(repeating: "word ", count: 12_500))"}"#
    let text = try Self.text(
      of: try TestSite([long + "\n" + numberedJobs(2)]), reserved: TextSize(characters: 5000, bytes: 5000))
    #expect(text.contains("### ❌ Failed: Long\n\nstopped on an error\n\n### ✅ Completed: Job 2"))
    #expect(
      text.hasSuffix("\n3 of 3 jobs shown, 1 of them without checklist and message. The rest did not fit.\n"))
  }

  @Test func everyJobHasItsLineBeforeAnyOtherHasMore() throws {
    // So many that lines with all facts would leave some out, and messages more.
    let members =
      #""haultReason":"completed","branch":"\#(String(repeating: "b", count: 120))","messageToUser":"m""#
    let text = try Self.text(of: try TestSite([numberedJobs(900, members: members)]), for: .check)
    for number in 1...900 { #expect(text.contains("\n- ✅ Completed: Job \(number)\n")) }
    #expect(text.contains("### ✅ Completed: Job 900\n"))
    #expect(
      text.firstMatch(of: /\n900 of 900 jobs shown, \d+ of them without checklist and message\./) != nil)
    let most = try Self.text(of: try TestSite([numberedJobs(9000)]), for: .check)
    #expect(
      most.firstMatch(of: /\n2\d\d\d of 9000 jobs shown\. The rest did not fit\.\n$/) != nil,
      "\(most.suffix(80))")
    #expect(TextSize(of: most.utf8).fits(CommentTarget.check.budget))
  }

  @Test func withoutJobsItSaysSo() throws {
    let none = try TestSite(["[]"])
    #expect(try Self.text(of: none) == "## Agent jobs\n\nThere are no jobs yet.\n\n0 of 0 jobs shown.\n")
    let address = try #require(PullRequestAddress("https://github.com/acme/docs/pull/1"))
    let text = try Self.text(of: none) { $0.selection.pullRequest = PullRequestSelection(address) }
    #expect(text.contains("No known job opened this pull request."))
  }

  @Test func nothingInItIsACommandForTheLogOfACIRun() throws {
    let site = try TestSite([
      #"{"sessionId":"a","title":"::error::x","haultReason":"error","messageToUser":"::add-mask::a\n\n```\n::stop-commands::t\n  ::warning::w\n##[group]g ##vso[task]\n```"}"#
    ])
    let text = try Self.text(of: site)
    expectNoCommand(text)
    #expect(text.contains("\n\u{2060}::stop-commands::t\n  \u{2060}::warning::w\n##\u{2060}[group]g"))
  }

  @Test func noPlaceForAnIDIsACommandForTheLogOfACIRun() throws {
    for id in ["##[add-mask]x", "::add-mask::x", "##vso[task.x]", "a ##[error]b"] {
      let site = try TestSite(
        [
          #"{"sessionId":"\#(id)","branch":"\#(id)","haultReason":"\#(id)","pullRequestLink":"\#(id)","title":"\#(id)"}"#
        ], problems: [Problem(id: id, reason: id, losesJob: true)])
      for target in CommentTarget.allCases {
        let text = try Self.text(of: site, for: target) {
          $0.title = id
          $0.gate = Gate([.failOn(.unknown)])
        }
        expectNoCommand(text)
        #expect(text.contains("\n- `"), "the list of problems has the id")
      }
    }
  }

  private func expectNoCommand(_ text: String) {
    for line in text.split(separator: "\n") {
      #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
    }
    #expect(!text.contains("##["))
    #expect(!text.contains("##vso["))
  }

  @Test func onGitLabItsOwnReferencesAreInert() throws {
    let site = try TestSite([
      #"{"sessionId":"a","title":"Merges !1 for ~bug","haultReason":"error","messageToUser":"see %2 and &3"}"#
    ])
    let note = try Self.text(of: site, for: .gitLabNote)
    #expect(note.contains("Merges !\u{2060}1 for \\~\u{2060}bug\n"))
    #expect(note.contains("\nsee %\u{2060}2 and &\u{2060}3\n"))
    #expect(try Self.text(of: site, for: .gitHubComment).contains("Merges !1 for \\~bug\n"))
  }

  @Test func theSameJobsGiveTheSameTextAtAnotherTime() throws {
    let now = try TestSite([GateTests.jobs], now: Timestamp("2026-08-24T09:00:00Z"))
    let later = try TestSite([GateTests.jobs], now: Timestamp("2026-08-24T18:00:00Z"))
    #expect(try Self.text(of: now) == Self.text(of: later))
  }
}
