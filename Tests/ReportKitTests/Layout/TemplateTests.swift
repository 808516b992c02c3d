import CommonMark
import Testing

@testable import ReportKit

/// The slots of an HTML page in these tests.
private enum PageSlots: String, TemplateSlot {
  case title, body
  static let template = "page.html"
  var holdsMarkup: Bool { self == .body }
}

/// The slots of a Markdown page in these tests.
private enum TextSlots: String, TemplateSlot {
  case title, body
  static let template = "page.md"
  var holdsMarkup: Bool { self == .body }
}

@Suite struct TemplateTests {
  private func rendered(_ source: String, title: String = "T", body: HTML = "<p>B</p>") throws -> String {
    let template = try Template<PageSlots>([UInt8](source), file: "page.html")
    var bytes: [UInt8] = []
    template.render(into: &bytes) { slot, page in
      switch slot {
      case .title: page.text(title)
      case .body: page.html(body)
      }
    }
    return bytes.text
  }

  @Test(
    "What a template writes",
    arguments: [
      ("", ""), ("plain\n", "plain\n"), ("{{title}}", "T"), ("a{{title}}b{{title}}c", "aTbTc"),
      ("{{{body}}}", "<p>B</p>"),
      ("{{ title }}", "T"), ("{{\n  title\n}}", "T"), ("{{{ body }}}", "<p>B</p>"),
      ("a{{! a comment }}b", "ab"), ("{{!}}", ""), ("{{! one }}{{! two }}{{title}}", "T"),
      ("{{! title {{ }}x", "x"),
      ("{title} } }} {", "{title} } }} {"), ("{{title}}}", "T}"), ("{", "{"),
      ("{{#title}}[{{title}}]{{/title}}", "[T]"), ("{{# title }}x{{/ title }}", "x"),
      ("{{#title}}{{#body}}x{{/body}}{{/title}}", "x"), ("{{#title}}{{/title}}", ""), ("é{{title}}é", "éTé"),
    ])
  func renders(source: String, text: String) throws {
    #expect(try rendered(source) == text)
  }

  @Test(
    "A part is there when its slot is not empty",
    arguments: [
      ("T", "B", "a[T][B]z"), ("", "B", "a[B]z"), ("T", "", "a[T]z"), ("", "", "az"),
    ])
  func parts(title: String, body: String, text: String) throws {
    let source = "a{{#title}}[{{title}}]{{/title}}{{#body}}[{{{body}}}]{{/body}}z"
    #expect(try rendered(source, title: title, body: HTML(text: body)) == text)
  }

  @Test("A part that is left out takes the parts within it along")
  func nestedParts() throws {
    let source = "a{{#title}}b{{#body}}c{{/body}}d{{/title}}e"
    #expect(try rendered(source, title: "") == "ae")
    #expect(try rendered(source, body: HTML()) == "abde")
    #expect(try rendered(source) == "abcde")
  }

  @Test("Text is escaped for HTML in an .html file, for Markdown in an .md file")
  func escaping() throws {
    let title = "<b>\"a\" & 'b'</b> *x* [y](z) {{title}}"
    #expect(
      try rendered("{{title}}", title: title)
        == "&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt; *x* [y](z) {{title}}")
    let template = try Template<TextSlots>([UInt8]("# {{title}}\n\n{{{body}}}\n"), file: "page.md")
    var bytes: [UInt8] = []
    template.render(into: &bytes) { slot, page in
      switch slot {
      case .title: page.text("<b> *x* [y](z)\n# two")
      case .body: page.markdown("*body*")
      }
    }
    #expect(bytes.text == "# \(Markdown(text: "<b> *x* [y](z)\n# two").bytes.text)\n\n*body*\n")
    #expect(bytes.text.hasPrefix(#"# \<b> \*x\*"#))
  }

  @Test(
    "Text knows where in an .md file it stands",
    arguments: [
      ("# {{title}}\n", "Use C ##", "# Use C \\##"), ("{{title}}\n", "# a #", "\\# a #"),
      ("By {{title}}\n", "# a", "By # a"),
    ])
  func place(source: String, title: String, expected: String) throws {
    let template = try Template<TextSlots>([UInt8](source), file: "page.md")
    var bytes: [UInt8] = []
    template.render(into: &bytes) { $1.text(title) }
    #expect(bytes.text == expected + "\n")
  }

  @Test("Content that a closure writes is set in as it is")
  func content() throws {
    let template = try Template<PageSlots>([UInt8]("{{#body}}[{{{body}}}]{{/body}}"), file: "page.html")
    var bytes = [UInt8](">")
    template.render(into: &bytes) { _, page in page.content { $0 += [UInt8]("<i>") } }
    #expect(bytes.text == ">[<i>]")
  }

  @Test(
    "Every error, with file, line and column",
    arguments: [
      (
        "{{titel}}",
        "page.html:1:1: there is no slot 'titel'; did you mean 'title'? This template has body, title"
      ),
      (
        "\n\n  {{{bodys}}}",
        "page.html:3:3: there is no slot 'bodys'; did you mean 'body'? This template has body, title"
      ),
      ("ab\ncé {{#else}}", "page.html:2:4: there is no slot 'else'. This template has body, title"),
      ("{{}}", "page.html:1:1: there is no slot ''. This template has body, title"),
      (
        "{{Title}}",
        "page.html:1:1: there is no slot 'Title'; did you mean 'title'? This template has body, title"
      ),
      (
        "{{>title}}",
        "page.html:1:1: there is no slot '>title'; did you mean 'title'? This template has body, title"
      ),
      ("x{{body}}", "page.html:1:2: 'body' is markup; write {{{body}}}"),
      ("x{{{title}}}", "page.html:1:2: 'title' is text; write {{title}}"),
      ("{{/title}}", "page.html:1:1: {{/title}} closes nothing; remove it or open {{#title}} before it"),
      ("{{/other}}", "page.html:1:1: {{/other}} closes nothing; remove it or open {{#other}} before it"),
      ("{{#title}}\n{{/body}}", "page.html:2:1: {{/body}} stands where {{/title}} is expected"),
      (
        "{{#title}}{{#body}}{{/title}}{{/body}}",
        "page.html:1:20: {{/title}} stands where {{/body}} is expected"
      ),
      ("a\n {{#title}}\nb", "page.html:2:2: {{#title}} is not closed; add {{/title}}"),
      ("{{#body}}{{#title}}", "page.html:1:10: {{#title}} is not closed; add {{/title}}"),
      ("a {{title", "page.html:1:3: the file ends inside this tag; close it with }}"),
      ("a {{{body}}", "page.html:1:3: the file ends inside this tag; close it with }}}"),
      ("{{title}", "page.html:1:1: the file ends inside this tag; close it with }}"),
      ("{{", "page.html:1:1: the file ends inside this tag; close it with }}"),
      ("{{!", "page.html:1:1: the file ends inside this tag; close it with }}"),
    ])
  func errors(source: String, words: String) {
    #expect(message { _ = try Template<PageSlots>([UInt8](source), file: "page.html") } == words)
  }
}
