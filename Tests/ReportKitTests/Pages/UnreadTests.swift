import Testing

@testable import ReportKit

/// A field that could not be read is no empty field: its place on the page says so, its job needs a person.
@Suite struct UnreadTests {
  private static let done = #""haultReason":"completed","pullRequestLink":"https://a.example/b/c/pull/1""#

  private func site(_ members: String) throws -> TestSite {
    try TestSite([#"{"sessionId":"a","title":"A","createdAt":"2026-08-20","todos":[],\#(members)}"#])
  }

  @Test(
    "What could not be read is said in its place",
    arguments: [
      (
        #""todos":{}"#, "## Todos\n\nCould not be read: 'todos' is an object, not a list\n",
        #"<div class="todos"><p class="none">Could not be read: &#39;todos&#39; is an object, not a list</p></div>"#,
        "todos could not be read"
      ),
      (
        #""todos":["x",5]"#, "- [ ] x (no status)\n- Not read: 'todos', item 2, is a number, not a todo\n",
        "<li>Not read: 'todos', item 2, is a number, not a todo</li>", "parts of the todos could not be read"
      ),
      (
        #""messageToUser":[{}]"#, "## Message\n\nCould not be read: 'messageToUser' is a list, not a text\n",
        #"<div class="message"><p class="none">Could not be read: &#39;messageToUser&#39; is a list, not a text</p></div>"#,
        "message could not be read"
      ),
      (
        #""messageToUser":["Hi",{}]"#,
        "- **Message:** Could not be read: 'messageToUser', item 2, is an object, not a text\n",
        "<p>(Item 2 could not be read: it is an object.)</p>", "parts of the message could not be read"
      ),
      (
        #""createdAt":"soon""#, #"- **Started:** Could not be read: 'createdAt' is no date: "soon""#,
        "<strong>Started:</strong> Could not be read: 'createdAt' is no date: ", "start could not be read"
      ),
      (
        #""branch":{}"#, "- **Branch:** Could not be read: 'branch' is an object, not a text\n",
        "<strong>Branch:</strong> Could not be read", "branch could not be read"
      ),
      (
        #""pullRequestLink":{}"#,
        "- **Pull request:** Could not be read: 'pullRequestLink' is an object, not an address\n",
        "<strong>Pull request:</strong> Could not be read", "pull requests could not be read"
      ),
      (
        #""title":[],"haulted":"maybe""#,
        "- **Title:** Could not be read: 'title' is a list, not a text\n"
          + "- **Status:** Could not be read: 'haulted' is neither true nor false: \"maybe\"\n",
        "<strong>Title:</strong> Could not be read", "title and status could not be read"
      ),
    ])
  func place(members: String, markdown: String, html: String, reason: String) throws {
    let site = try site("\(Self.done),\(members)")
    let texts = try site.texts()
    let page = site.report.jobs[0].page.description
    let markdownPage = try #require(texts["\(page).md"])
    let htmlPage = try #require(texts["\(page).html"])
    #expect(markdownPage.contains(markdown), "\(markdownPage)")
    #expect(htmlPage.contains(html), "\(htmlPage)")
    #expect(!markdownPage.contains("no answer of the API tells") || !members.contains("messageToUser"))
    // The same reason on top of the page, in the comment and in the feed, and among those that need a person.
    #expect(site.report.attention.map(\.reason) == [reason])
    #expect(markdownPage.contains("**Completed** · \(reason) · "))
    #expect(try CommentTests.text(of: site).contains("\n\n\(reason) · "))
    if !members.contains("createdAt") {
      #expect(try #require(texts["data/feed.xml"]).contains(">Completed · \(reason)"))
    }
    var options = site.report.options
    options.gate = Gate([.failOnAttention])
    #expect(
      Report(jobs: site.report.jobs, problems: [], options: options).verdicts.map(\.isPassed) == [false])
    #expect(site.report.isIncomplete && !site.report.isPartial)
    #expect(Problem.incomplete(site.report.problems) == "fields or details of 1 job")
  }

  @Test("The comment says it in the place of checklist and message")
  func comment() throws {
    let comment = try CommentTests.text(
      of: try site(#"\#(Self.done),"todos":7,"messageToUser":{"@octocat":1}"#))
    #expect(comment.contains("\n\nThe todos could not be read: 'todos' is a number, not a list\n\n"))
    #expect(comment.contains("\nThe message could not be read: 'messageToUser' is an object, not a text\n"))
  }

  @Test("A reason of the job's own comes first, and no one says that there is no pull request")
  func both() throws {
    let failed = try site(#""haultReason":"error","todos":7"#)
    #expect(failed.report.attention.map(\.reason) == ["stopped on an error; todos could not be read"])
    let completed = try site(#""haultReason":"completed","todos":["x"],"pullRequestLink":[[]]"#)
    #expect(
      completed.report.attention.map(\.reason)
        == ["completed with 1 todo open; pull requests could not be read"])
    for (path, text) in try completed.texts() { #expect(!text.contains("no pull request"), "\(path)") }
  }

  @Test("Lists tell what is not read from what is not known, and both from none")
  func lists() throws {
    let site = try TestSite([
      #"""
      {"sessionId":"unread","title":"A","haultReason":"error","todos":7,"pullRequestLink":{},"createdAt":"soon"}
      {"sessionId":"none","title":"B","haultReason":"error","todos":[],"createdAt":"2026-08-20"}
      {"sessionId":"untold","title":"C","haultReason":"error","createdAt":"2026-08-21"}
      """#
    ])
    let texts = try site.texts()
    let overview = try #require(texts["index.md"])
    #expect(overview.contains("[A](jobs/undated/unread.md) | not read | not read | not read |"))
    #expect(overview.contains("[B](jobs/2026-08/none.md) | none | none |"))
    #expect(overview.contains("[C](jobs/2026-08/untold.md) | none | not known |"))
    #expect(try #require(texts["index.html"]).contains("<span class=\"none\">not read</span>"))
    let table = try CSVTable(try #require(texts["data/jobs.csv"])).rows
    let column = try #require(table[0].firstIndex(of: "todosTotal"))
    #expect(table[1...3].map { $0[column] } == ["", "0", ""])
    #expect(try #require(texts["assets/search/rows-0.js"]).contains(#""failed",0,null,"#))
    #expect(
      try #require(texts["data/jobs.jsonl"]).contains(
        #""unread":[{"field":"createdAt","partial":false,"reason":"'createdAt' is no date: \"soon\""},"#))
  }

  @Test("A newer answer with the key settles what an older one could not say, an older one does not")
  func merging() throws {
    let bad = #"{"sessionId":"a","haultReason":"completed","todos":7}"#
    let good = #"{"sessionId":"a","haultReason":"completed","todos":["x"]}"#
    let silent = #"{"sessionId":"a","haultReason":"completed"}"#
    #expect(try Job(bad, good).unread.isEmpty)
    #expect(try Job(good, bad).unread.map(\.field) == [.todos])
    #expect(try Job(good, bad).todos.map(\.content) == ["x"])
    #expect(try Job(bad, silent).unread.map(\.field) == [.todos])
    #expect(try TestSite([bad, good]).report.problems.isEmpty)
    #expect(
      try TestSite([good, bad]).report.problems.map(\.reason) == ["'todos' is a number, not a list"])
  }
}
