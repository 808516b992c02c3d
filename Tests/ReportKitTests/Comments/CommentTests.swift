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

        \\</details>

        </details>

        1 of 1 job shown. [The whole report](https://r.example/index.html)

        """.replacing("⁀", with: "\u{2060}"))
  }

  @Test("Up to five jobs are told in full, the most severe first; what needs a person is open")
  func few() throws {
    let jobs = GateTests.jobs.replacing(",\"createdAt\"", with: ",\"messageToUser\":\"m\",\"createdAt\"")
    let site = try TestSite([jobs], selection: Selection(statuses: [.failed, .blocked, .running]))
    let text = try Self.text(of: site)
    let order = ["❌ Failed: Bad", "⛔ Blocked: Stuck", "⏳ Running: Slow", "⏳ Running: Fresh"]
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("### ") } == order.map { "### \($0)" })
    #expect(text.matches(of: /<details open>/).count == 3)
    #expect(text.matches(of: /<details>/).count == 1)
  }

  @Test("More jobs are a digest: sentence, figures, causes, and a folded line for each")
  func digest() throws {
    let text = try Self.text(of: try TestSite([GateTests.jobs])) { $0.reportURL = "https://r.example/" }
    #expect(
      text
        == """
        ## Agent jobs

        **2 of 6 jobs completed; 3 jobs need attention, 1 of them failed.**

        20 – 24 Aug 2026

        | Jobs | Completed | Needs attention | Pull requests | Todos done |
        |---|---|---|---|---|
        | **6** (2 running) | **2** (33 %) | **3** (1 failed, 1 blocked, 1 other) | **1** | **0** |

        ### Needs attention

        - ❌ **Failed:** 1 job stopped on an error. Read the last message, then start the job again. [Bad](https://r.example/jobs/2026-08/bad.html)
        - ⛔ **Blocked:** 1 job cannot reach the repository. Give the GitHub app access to the repository; then the job goes on. [Stuck](https://r.example/jobs/2026-08/stuck.html)
        - ⏳ **Running:** 1 job runs for over 24 h. Look at it where it runs, and stop it if it hangs. [Slow](https://r.example/jobs/2026-08/slow.html)

        <details><summary>All 6 jobs</summary>

        - ❌ Failed: [Bad](https://r.example/jobs/2026-08/bad.html)
        - ⛔ Blocked: [Stuck](https://r.example/jobs/2026-08/stuck.html)
        - ⏳ Running: [Slow](https://r.example/jobs/2026-08/slow.html)
        - ⏳ Running: [Fresh](https://r.example/jobs/2026-08/fresh.html)
        - ✅ Completed: [Bare](https://r.example/jobs/2026-08/bare.html)
        - ✅ Completed: Done ([docs#1](https://redirect.github.com/acme/docs/pull/1))

        </details>

        6 of 6 jobs shown. [The whole report](https://r.example/index.html)

        """.replacing("docs#", with: "docs#\u{2060}"))
  }

  @Test("What waits for review stands in a list of its own, the oldest first")
  func review() throws {
    let site = try TestSite([
      (1...6).map {
        #"{"id":"j\#($0)","provider":"mintlify","title":"Job \#($0)","status":"completed","createdAt":"2026-08-0\#($0)T09:00:00Z","pullRequests":[{"url":"https://github.com/acme/docs/pull/\#($0)","state":"open","createdAt":"2026-08-0\#(7 - $0)T09:00:00Z"}],"todos":[],"message":null,"page":"x.html"}"#
      }.joined(separator: "\n")
    ])
    let text = try Self.text(of: site, for: .plain)
    #expect(
      text.contains(
        """
        ### Waiting for review, the oldest first

        1. Job 6 ([docs#6](https://redirect.github.com/acme/docs/pull/6)), since 1 Aug
        1. Job 5 ([docs#5](https://redirect.github.com/acme/docs/pull/5)), since 2 Aug
        1. Job 4 ([docs#4](https://redirect.github.com/acme/docs/pull/4)), since 3 Aug
        1. Job 3 ([docs#3](https://redirect.github.com/acme/docs/pull/3)), since 4 Aug

        and 2 more

        """.replacing("docs#", with: "docs#\u{2060}")), "\(text)")
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
        - `--max-failed 5` passed: 2 jobs failed or are blocked

        ### Needs attention

        - ❌ **Failed:** 1 job stopped on an error. Read the last message, then start the job again. Bad
        """))
  }

  @Test(arguments: CommentTarget.allCases.filter(\.isMarkdown), [5, 400])
  func noTargetIsGivenMoreThanItTakes(target: CommentTarget, count: Int) throws {
    // Every job has a fence that never closes and a piece of details; letters of two, three and four bytes.
    let message =
      #""haultReason":"completed","messageToUser":"é😀 漢字\n\n```\n\#(String(repeating: "x漢😀 ", count: 800))""#
    let site = try TestSite([numberedJobs(count, members: message)])
    let text = try Self.text(of: site, for: target)
    let size = TextSize(of: text.utf8)
    #expect(size.characters == text.utf16.count)
    #expect(size.fits(target.budget))
    #expect(text.matches(of: /<details>/).count == text.matches(of: /\n<\/details>\n/).count)
    #expect(text.matches(of: /\n```/).count.isMultiple(of: 2))
    #expect(text.matches(of: #/(?m)^(- |### ).*Completed: /#).count == count)
    let foot = try #require(text.split(separator: "\n").last)
    #expect(foot.hasPrefix("\(count) of \(count) jobs shown"))
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
    let text = try Self.text(of: try TestSite([numberedJobs(900)]), for: .check)
    for number in 1...900 { #expect(text.contains("\n- ✅ Completed: Job \(number)\n")) }
    #expect(text.contains("\n900 of 900 jobs shown.\n"))
    let most = try Self.text(of: try TestSite([numberedJobs(9000)]), for: .check)
    #expect(
      most.firstMatch(of: /\n[23]\d\d\d of 9000 jobs shown\. The rest did not fit\.\n$/) != nil,
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
        ], problems: [Problem(id: ID(id), reason: id, losesJob: true)])
      for target in CommentTarget.allCases {
        let text = try Self.text(of: site, for: target) {
          $0.title = id
          $0.gate = Gate([.failOn(.unknown)])
        }
        expectNoCommand(text)
        if target.isMarkdown { #expect(text.contains("\n- `"), "the list of problems has the id") }
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
