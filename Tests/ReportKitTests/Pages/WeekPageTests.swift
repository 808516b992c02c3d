import Testing

@testable import ReportKit

@Suite struct WeekPageTests {
  @Test("A week in Markdown")
  func markdown() throws {
    let jobs = #"""
      {"sessionId":"o","createdAt":"2026-08-10"} {"sessionId":"a","title":"A","createdAt":"2026-08-17","haultReason":"completed"}
      {"sessionId":"b","title":"B|C","createdAt":"2026-08-18T10:00:00Z","haultReason":"error","todos":[{"status":"completed"},{}]}
      {"sessionId":"n","createdAt":"2026-08-31"}
      """#
    #expect(
      try TestSite([jobs]).texts()["weeks/2026-W34.md"] == #"""
        # Week 34, 2026

        17 – 23 Aug 2026

        - **Jobs:** 2
        - **Completed:** 1 (50 %)
        - **Need attention:** 1 (1 failed)
        - **Pull requests:** 0
        - **Todos done:** 1 (of 1)

        ## Needs attention

        - **Failed** [B|C](../jobs/2026-08/b.md) — stopped on an error (18 Aug 2026, 10:00)

        ## Jobs

        | Status | Job | Pull request | Todos | Started |
        |---|---|---|---|---|
        | Failed | [B\|C](../jobs/2026-08/b.md) | none | 1 of 1 | 18 Aug 2026, 10:00 |
        | Completed | [A](../jobs/2026-08/a.md) | none | none | 17 Aug 2026, 00:00 |

        ---

        [Overview](../index.md) · Older: [Week 33, 2026](2026-W33.md) · Newer: [Week 36, 2026](2026-W36.md)

        """#)
  }

  @Test("A week that is asked for has a page without jobs, and nothing beside it")
  func empty() throws {
    let texts = try TestSite(["[]"], week: WeekID("2026-W34")).texts()
    #expect(
      try #require(texts["weeks/2026-W34.md"]).contains(
        "\n## Jobs\n\nNo job started in this week.\n\n---\n\n[Overview](../index.md)\n"))
    #expect(
      try #require(texts["weeks/2026-W34.html"]).contains(
        "<p class=\"empty\">No job started in this week.</p>"))
    #expect(
      try #require(texts["weeks/index.html"]).contains("<a href=\"../weeks/2026-W34.html\">Week 34</a>"))
  }

  @Test("Without dates there are no weeks")
  func none() throws {
    let texts = try TestSite([#"{"sessionId":"a"}"#]).texts()
    #expect(texts.keys.filter { $0.hasPrefix("weeks/") } == ["weeks/index.html"])
    #expect(try #require(texts["weeks/index.html"]).contains("<p class=\"empty\">No job has a date yet.</p>"))
  }
}
