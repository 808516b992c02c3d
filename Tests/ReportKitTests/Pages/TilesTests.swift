import Testing

@testable import ReportKit

@Suite("The figures on top of a page") struct TilesTests {
  @Test("Without pull requests that anybody asked for: how jobs and todos stand")
  func made() throws {
    let jobs = #"""
      {"sessionId":"a","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/1","todos":[{"status":"completed"},{"status":"pending"}]}
      {"sessionId":"b","haultReason":"processing"} {"sessionId":"c","haultReason":"error"}
      {"sessionId":"d","haultReason":"github_missconfigured"} {"sessionId":"e","haultReason":"x"} {"sessionId":"f","haultReason":"interrupted"}
      """#
    #expect(
      try tiles([jobs]) == """
        - **Jobs:** 6 (1 running)
        - **Completed:** 1 (17 %)
        - **Needs attention:** 3 (1 failed, 1 blocked, 1 other)
        - **Pull requests:** 1
        - **Todos done:** 1 (of 2)
        """)
  }

  @Test("Without jobs there are none")
  func none() throws { #expect(try tiles(["[]"]) == "") }

  private func tiles(_ jobs: [String]) throws -> String {
    let site = try TestSite(jobs)
    return Tiles(site.report, words: DateWords(site.report.options.timeZone)).markdown.bytes.text
  }
}
