import Testing

@testable import ReportKit

@Suite struct JobPageTests {
  private func page(
    _ members: String, _ file: String = "jobs/undated/a.md", templates: [String: [UInt8]] = [:]
  ) throws -> String {
    let texts = try TestSite(["{\"sessionId\":\"a\",\(members)}"], templates: templates).texts()
    return try #require(texts[file])
  }

  @Test(
    "What reviews say stands in the card of an open pull request where it says more than that it is open",
    arguments: [
      ("changes-requested", "changes asked for"), ("approved", "approved"), ("required", nil),
    ] as [(String, String?)])
  func review(told: String, words: String?) throws {
    let texts = try TestSite([
      #"{"id":"a","provider":"own","status":"completed","pullRequests":[{"url":"https://github.com/a/b/pull/1","#
        + #""state":"open","checks":"passing","review":"\#(told)"}]}"#
    ]).texts()
    let html = try #require(texts["jobs/undated/a.html"])
    let markdown = try #require(texts["jobs/undated/a.md"])
    #expect(html.contains("<div><dt>Review</dt><dd>\(words ?? "")</dd></div></dl>") == (words != nil))
    #expect(html.contains("<dt>Review</dt>") == (words != nil))
    #expect(markdown.contains("- **Checks:** passing\n- **Review:** \(words ?? "")\n") == (words != nil))
    #expect(markdown.contains("**Review:**") == (words != nil))
  }

  @Test("A whole job in Markdown")
  func whole() throws {
    let site = try TestSite([
      #"""
      {"sessionId":"a","subdomain":"acme","title":"Fix *the* <b>","branch":"acme/`x`","haultReason":"completed",
       "createdAt":"2026-08-21T22:34:00Z","pullRequestLink":"https://github.com/acme/docs/pull/1",
       "messageToUser":"## Done\n\nAll of it.","todos":[{"content":"One","status":"completed","priority":"high"},
       {"content":"Two","status":"pending"},{"content":"Three","status":"in_progress"},{"content":"Four","status":"cancelled"},
       {"content":"Five","status":"on `hold`"},{"content":"","status":null,"priority":"low"}]}
      """#,
      #"{"id":"a","status":"archived","model":"opus","archivedAt":"2026-08-22","source":{"repository":"https://github.com/acme/docs"}}"#,
    ])
    #expect(
      try site.texts()["jobs/2026-08/a.md"] == ##"""
        # Fix \*the\* \<b>

        **Completed, archived** · 1 of 5 todos done · opened [docs#1](https://github.com/acme/docs/pull/1) · started 21 Aug 2026, 22:34

        - **Branch:** [`` acme/`x` ``](https://github.com/acme/docs/tree/acme/%60x%60)
        - **Repository:** [github.com/acme/docs](https://github.com/acme/docs)
        - **Started:** 21 Aug 2026, 22:34 UTC
        - **Archived:** 22 Aug 2026, 00:00 UTC
        - **Project:** acme
        - **Model:** opus
        - **Job:** `a`

        ## Todos

        - [x] One — *high priority*
        - [ ] Two
        - [ ] Three (in progress)
        - [ ] ~~Four~~ (cancelled)
        - [ ] Five (unknown status `` on `hold` ``)
        - [ ] (no text) (no status) — *low priority*

        ## Message

        ### Done

        All of it.

        ---

        [Overview](../../index.md) · [Week 34, 2026](../../weeks/2026-W34.md)

        """##)
  }

  @Test("A job that nothing is known of")
  func bare() throws {
    #expect(
      try page(#""haulted":true"#) == """
        # a

        **Unknown** · gives no status

        - **Job:** `a`

        ---

        [Overview](../../index.md)

        """)
  }

  @Test(
    "The line that says how a job stands",
    arguments: [
      (#""haultReason":"completed""#, "**Completed** · no pull request"),
      (
        #""haultReason":"completed","todos":[{"content":"x","status":"completed"}]"#,
        "**Completed** · 1 of 1 todos done · no pull request"
      ),
      (
        #""haultReason":"completed","todos":[{"content":"x"}]"#,
        "**Completed** · completed with 1 todo open and no pull request · 0 of 1 todos done"
      ),
      (#""haultReason":"error""#, "**Failed** · stopped on an error"),
      (#""haultReason":"a|b""#, "**Unknown: `a|b`**"),
      (#""haulted":true"#, "**Unknown** · gives no status"),
      (#""haultReason":"processing""#, "**Running**"),
      (
        #""haultReason":"processing","pullRequestLink":"javascript:x""#,
        "**Running** · no pull request (`javascript:x`)"
      ),
      (
        #""haultReason":"completed","pullRequestLink":"javascript:x""#,
        "**Completed** · no pull request (`javascript:x`)"
      ),
    ])
  func outcome(members: String, line: String) throws {
    #expect(try page(members).split(separator: "\n").dropFirst().first.map(String.init) == line)
  }

  @Test("A job leads to the older and the newer one, with their names inert")
  func turn() throws {
    let jobs = #"""
      {"sessionId":"a","title":"A","createdAt":"2026-08-01"} {"sessionId":"b","title":"B","createdAt":"2026-08-02"}
      {"sessionId":"c","title":"<i>[C](x)","createdAt":"2026-09-01"}
      """#
    let texts = try TestSite([jobs]).texts()
    #expect(
      try #require(texts["jobs/2026-08/b.html"]).contains(
        "<nav class=\"turn\" aria-label=\"Older and newer\"><a rel=\"prev\" href=\"../../jobs/2026-08/a.html\">← <bdi>A</bdi></a>"
          + "<a rel=\"next\" href=\"../../jobs/2026-09/c.html\"><bdi>&lt;i&gt;[C](x)</bdi> →</a></nav>"))
    #expect(
      try #require(texts["jobs/2026-08/b.md"]).hasSuffix(
        #" · Older: [A](../../jobs/2026-08/a.md) · Newer: [\<i>\[C\](x)](../../jobs/2026-09/c.md)"# + "\n"))
  }

  @Test("Comments of HTML are left out and counted; references lead to the repository of the job")
  func gitHub() throws {
    let message = ##""messageToUser":"a <!-- b --> c, see #12\n\n<!-- d -->""##
    let pull = ##","pullRequestLink":"https://github.com/acme/docs/pull/7""##
    let html = try page(message + pull, "jobs/undated/a.html")
    #expect(html.contains("<strong>Left out:</strong> 2 HTML comments of the message"))
    #expect(html.contains("<p>a c, see <a href=\"https://github.com/acme/docs/issues/12\""))
    #expect(try page(message, "jobs/undated/a.html").contains("<p>a c, see #12</p>"))
    let only = try page(##""messageToUser":"<!-- d -->""##, "jobs/undated/a.html")
    #expect(only.contains("<p class=\"none\">Nothing but HTML comments.</p>"))
  }

  @Test("The message is the only content of its element")
  func message() throws {
    let html = try page(
      ##""messageToUser":"# Hi\n\n<div class=\"facts\">\n</div></div>""##, "jobs/undated/a.html")
    let content = try #require(
      html.firstMatch(of: /<div class="message">((?s:.*?))<\/div>\n<\/article>/)?.output.1)
    #expect(content == "<h3>Hi</h3>\n<p>&lt;/div&gt;</p>\n")
  }

  @Test(
    "A key in a job is shown nowhere",
    arguments: ["mint_0123456789abcdef", #"mint\\_0123456789abcdef"#, "mint&#95;0123456789abcdef"])
  func secrets(key: String) throws {
    let members =
      "\"title\":\"\(key)\",\"branch\":\"\(key)\",\"messageToUser\":\"**\(key)** `\(key)`\",\"haultReason\":\"\(key)\",\"todos\":[{\"content\":\"\(key)\",\"status\":\"\(key)\"}],\"createdAt\":\"\(key)\""
    for (path, text) in try TestSite(["{\"sessionId\":\"a\",\(members)}"]).texts() {
      #expect(!text.contains("0123456789abcdef"), "\(path)")
    }
  }
}
