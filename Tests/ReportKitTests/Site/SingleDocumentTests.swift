import Hashing
import Foundation
import Testing

@testable import ReportKit

@Suite struct SingleDocumentTests {
  @Test(
    "What becomes of ids and links of a page",
    arguments: [
      (#"<p id="todos">x</p>"#, #"<p id="jobs/2026-08/a:todos">x</p>"#),
      (#"<section class="page" id="jobs/2026-08/a">"#, #"<section class="page" id="jobs/2026-08/a">"#),
      (#"<a href="../../index.html">x</a>"#, ##"<a href="#index">x</a>"##),
      (#"<a href="b.html">x</a>"#, ##"<a href="#jobs/2026-08/b">x</a>"##),
      (#"<a href="../../index.html#problems">x</a>"#, ##"<a href="#index:problems">x</a>"##),
      (##"<a href="#todos">x</a>"##, ##"<a href="#jobs/2026-08/a:todos">x</a>"##),
      (#"<a class="markdown" href="a.md">"#, ##"<a class="markdown" href="#jobs/2026-08/a:markdown">"##),
      (#"<a href="../../report.json">x</a>"#, "<a >x</a>"),
      (#"<a href="../../../x.html">x</a>"#, "<a >x</a>"),
      (#"<a rel="nofollow" href="https://a/b.html">"#, #"<a rel="nofollow" href="https://a/b.html">"#),
      (#"<a href="mailto:a@b.c">"#, #"<a href="mailto:a@b.c">"#),
      (##"<rect fill="url(#p-failed)" x="1"/>"##, ##"<rect fill="url(#jobs.2026-08.a.p-failed)" x="1"/>"##),
      (#"<pattern id="p-failed">"#, #"<pattern id="jobs.2026-08.a.p-failed">"#),
      (#"<svg aria-labelledby="chart">"#, #"<svg aria-labelledby="jobs/2026-08/a:chart">"#),
      ("a href=&quot;b.html&quot; id=", "a href=&quot;b.html&quot; id="),
      (#"<pre id="markdown" hidden>[x](b.md)"#, #"<pre id="jobs/2026-08/a:markdown" hidden>[x](b.md)"#),
      (#"<b title="a > b" id="x">"#, #"<b title="a > b" id="jobs/2026-08/a:x">"#), ("a < b <", "a < b <"),
      (#"<a href="b.html"#, "<a "),
    ])
  func links(html: String, written: String) {
    let links = SectionLinks(of: SitePath("jobs/2026-08/a"))
    #expect(String(decoding: links.rewritten([UInt8](html)), as: UTF8.self) == written)
  }

  private func document(_ jobs: String, templates: [String: [UInt8]] = [:]) throws -> String {
    let site = try TestSite([jobs], templates: templates)
    let document = SingleDocument(report: site.report, templates: try TemplateSet(replacing: templates))
    var bytes = document.head
    for page in PageCatalog.pages(of: site.report) { bytes += document.piece(page) }
    for data in PageCatalog.searchData(of: site.report) { bytes += document.piece(data) }
    for index in site.report.jobs.indices {
      bytes += document.piece(JobPage(job: try site.job(at: index), index: index, site: document.site))
    }
    return String(decoding: bytes + document.tail, as: UTF8.self)
  }

  /// What a browser does with a policy in the file itself (CSP 3, 6.7.3).
  @Test(
    "The policy has the hashes of the style and the script",
    arguments: [
      [:], ["report.js": "let a = '</script><!--';\r\n", "style.css": "p::after { content: '</style>' }"],
    ])
  func policy(templates: [String: String]) throws {
    let page = try document(numberedJobs(2), templates: templates.mapValues { [UInt8]($0.utf8) })
    for (name, pattern) in [
      ("script-src", /<script>([\s\S]*?)<\/script>/), ("style-src", /<style>([\s\S]*?)<\/style>/),
    ] {
      let element = try #require(page.firstMatch(of: pattern))
      let digest = Data(SHA256.hash(Array(element.output.1.utf8)).bytes).base64EncodedString()
      let policy = page.replacing("&#39;", with: "'")
      #expect(policy.contains("\(name) 'sha256-\(digest)'"))
      #expect(page.matches(of: pattern).count == 1)
    }
    #expect(!page.contains("'unsafe") && page.contains("default-src &#39;none&#39;"))
  }

  @Test("Every page of a report is a section, and what searches them is data")
  func sections() throws {
    let page = try document(numberedJobs(2))
    let ids = page.matches(of: /<section class="page" id="([^"]+)"/).map { String($0.output.1) }
    let pages = try TestSite([numberedJobs(2)]).texts().keys.filter { $0.hasSuffix(".html") }
    #expect(Set(ids) == Set(pages.map { String($0.dropLast(5)) }))
    #expect(ids.first == "index")
    #expect(
      page.contains("<script type=\"text/plain\" data-search=\"index\">{\"segments\":[[\"words-0\",0,2]]"))
    #expect(page.contains("<script type=\"text/plain\" data-search=\"rows-0\">\n["))
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
  }

  @Test("Nothing in a job leaves its section or its data")
  func escaping() throws {
    let page = try document(
      #"{"sessionId":"a","title":"</script></section><script>alert(1)</script>","messageToUser":"</section> <a id=\"x\">"}"#
    )
    #expect(page.matches(of: /<\/section>/).count == page.matches(of: /<section/).count)
    #expect(!page.contains("<script>alert"))
  }

  @Test(
    "Base64 (RFC 4648, 10)",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, written: String) {
    #expect(Base64.text([UInt8](text.utf8)) == written)
  }
}
