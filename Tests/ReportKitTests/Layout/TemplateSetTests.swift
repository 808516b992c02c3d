import Testing

@testable import ReportKit

@Suite struct TemplateSetTests {
  @Test("The built-in templates")
  func names() {
    #expect(
      TemplateSet.names == [
        "group.html", "group.md", "icon.svg", "job.html", "job.md", "list.html", "overview.html",
        "overview.md",
        "page.html", "report.js", "search.js", "section.html", "single.css", "single.html", "style.css",
        "week.html",
        "week.md",
      ])
    #expect(TemplateSet.builtIn.map(\.name) == TemplateSet.names)
  }

  @Test("Writing the built-in ones out and reading them back changes no page")
  func builtIn() throws {
    let own = Dictionary(uniqueKeysWithValues: TemplateSet.builtIn.map { ($0.name, $0.bytes) })
    let jobs = [numberedJobs(3)]
    #expect(try TestSite(jobs, templates: own).texts() == TestSite(jobs).texts())
  }

  @Test("An own template stands in the place of the built-in one, and only there")
  func own() throws {
    let jobs = [#"{"sessionId":"a","title":"<b>","haultReason":"error"}"#]
    let job = [UInt8]("{{title}}|{{{todos}}}|{{{message}}}{{{facts}}}\n")
    let texts = try TestSite(jobs, templates: ["job.html": job, "style.css": [UInt8]("p{}")]).texts()
    let page = try #require(texts["jobs/undated/a.html"])
    #expect(
      page.contains("\n&lt;b&gt;||<ul>\n<li><strong>Job:</strong> "))
    #expect(texts["assets/style.css"] == "p{}")
    let changed = try TestSite(jobs).texts().filter { texts[$0.key] != $0.value }
    #expect(changed.keys.sorted() == ["assets/style.css", "jobs/undated/a.html"])
  }

  @Test("A title has its code spans as code, but not inside a tag")
  func field() throws {
    let job = [UInt8]("<a title='{{title}}'>{{title}}</a>{{{todos}}}{{{message}}}{{{facts}}}\n")
    let texts = try TestSite([#"{"sessionId":"a","title":"`<b>` c"}"#], templates: ["job.html": job]).texts()
    #expect(
      try #require(texts["jobs/undated/a.html"]).contains(
        "<a title='`&lt;b&gt;` c'><code>&lt;b&gt;</code> c</a>"))
  }

  @Test(
    "The style sheet goes out without comments and space",
    arguments: [
      ("a { b: c; d: e f; }\n\n/* x; } */\ng, h > i:j { k: l }\n", "a{b:c;d:e f}\ng,h > i:j{k:l}\n"),
      ("@media (a: b) {\n  c { d: e; }\n  f { g: h; }\n}\n", "@media (a:b){c{d:e}\nf{g:h}}\n"),
      (#"a { content: "; } /* \" : x"; b: '{ }' }"#, #"a{content:"; } /* \" : x";b:'{ }'}"#),
      ("a {\n  & :b { c: d }\n}", "a{& :b{c:d}}"), ("", ""), ("/* x", ""), ("a { b: \"c", "a{b:\"c"),
    ])
  func compact(source: String, expected: String) {
    #expect(String(decoding: StyleSheet.compact(Array(source.utf8)), as: UTF8.self) == expected)
  }

  @Test(
    "Errors in own templates",
    arguments: [
      (
        "jobs.html", "",
        "there is no template 'jobs.html'; did you mean 'job.html'? The templates are group.html, group.md, icon.svg, job.html, job.md, list.html, "
          + "overview.html, overview.md, page.html, report.js, search.js, section.html, single.css, single.html, style.css, "
          + "week.html, week.md"
      ),
      (
        "feed.xml", "",
        "there is no template 'feed.xml'. The templates are group.html, group.md, icon.svg, job.html, job.md, list.html, "
          + "overview.html, overview.md, page.html, report.js, search.js, section.html, single.css, single.html, style.css, "
          + "week.html, week.md"
      ),
      ("job.html", "<h1>\n{{{title}}}", "my/templates/job.html:2:1: 'title' is text; write {{title}}"),
      (
        "job.html", "<h1>{{title}}</h1>\n{{#message}}{{{facts}}}{{/message}}{{{todos}}}",
        "my/templates/job.html:2:47: the file ends without {{{message}}}; add it, as no page may leave that out"
      ),
      (
        "overview.md", "{{{jobs}}}{{{problems}}}",
        "my/templates/overview.md:1:25: the file ends without {{{notice}}}; add it, as no page may leave that out"
      ),
      ("week.md", "{{#todos}}", "my/templates/week.md:1:1: {{#todos}} is not closed; add {{/todos}}"),
      (
        "list.html", "{{{row}}}",
        "my/templates/list.html:1:1: there is no slot 'row'; did you mean 'rows'? "
          + "This template has chips, crumbs, lede, rows, title, turn"
      ),
    ])
  func errors(name: String, source: String, words: String) {
    #expect(
      message { _ = try TemplateSet(replacing: [name: [UInt8](source)], folder: "my/templates") } == words)
  }

  @Test("Of several unknown names the first in the alphabet is named")
  func order() {
    let words = message { _ = try TemplateSet(replacing: ["z.html": [], "b.html": [], "y.html": []]) }
    #expect(words?.hasPrefix("there is no template 'b.html'") == true)
  }
}
