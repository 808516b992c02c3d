import Testing

@testable import ReportKit

@Suite struct FiguresTests {
  @Test(
    "Rounded to a whole, but 100 only for all and 0 only for none",
    arguments: [
      (0, 0, nil), (0, 10, 0), (10, 10, 100), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 200, 1), (1, 1000, 1),
      (199, 200, 99),
      (999, 1000, 99), (5, 1000, 1), (15, 1000, 2), (14, 1000, 1), (1, 1, 100),
    ] as [(Int, Int, Int?)])
  func percentage(part: Int, whole: Int, percentage: Int?) {
    #expect(Figures.percentage(part, of: whole) == percentage)
  }

  @Test("The figures of a report in Markdown")
  func markdown() throws {
    let jobs = #"""
      {"sessionId":"a","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/1","todos":[{"status":"completed"},{"status":"pending"}]}
      {"sessionId":"b","haultReason":"processing"} {"sessionId":"c","haultReason":"error"}
      {"sessionId":"d","haultReason":"github_missconfigured"} {"sessionId":"e","haultReason":"x"} {"sessionId":"f","haultReason":"interrupted"}
      """#
    #expect(
      Figures(try TestSite([jobs]).report).markdown().bytes.text == """
        - **Jobs:** 6 (1 running)
        - **Completed:** 1 (17%)
        - **Need attention:** 3 (1 failed, 1 blocked, 1 unknown)
        - **Pull requests:** 1
        - **Todos done:** 1 (of 2)
        """)
  }

  @Test("Figures without jobs")
  func none() throws {
    #expect(
      Figures(try TestSite(["[]"]).report).markdown().bytes.text == """
        - **Jobs:** 0
        - **Completed:** 0
        - **Need attention:** 0
        - **Pull requests:** 0
        - **Todos done:** 0
        """)
  }
}
