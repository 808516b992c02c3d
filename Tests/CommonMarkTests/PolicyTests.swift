import Testing

@testable import CommonMark

private func html(_ text: String, _ policy: Policy = Policy(links: .external)) -> String {
  String(Renderer(policy: policy).html(Array(text.utf8)))
}

private let out = "rel=\"noopener noreferrer nofollow\""

@Suite("Links")
struct LinkPolicyTests {
  @Test(
    "whose text is their address say so",
    arguments: [
      ("https://e.example/?a=1&b='ü", "https://e.example/?a=1&amp;b='ü"),
      ("<https://e.example/x>", "https://e.example/x"), ("www.e.example/x", "www.e.example/x"),
      ("m@e.example", "m@e.example"), ("<mailto:m@e.example>", "mailto:m@e.example"),
      ("[e.example/x](https://e.example/x)", "e.example/x"),
      ("[https://e.example/x](https://e.example/x \"t\")", "https://e.example/x"),
      ("[https://**e**.example](https://e.example)", nil), ("[example/x](https://e.example/x)", nil),
      ("[https://e.example](https://e.example/)", nil), ("[a](https://e.example/a)", nil),
    ])
  func bare(markdown: String, text: String?) {
    let html = html(markdown)
    if let text {
      #expect(html.contains("\(out) class=\"bare\">\(text)</a>"), "\(html)")
    } else {
      #expect(!html.contains("bare"), "\(html)")
    }
  }

  @Test(
    "are those of the allow-list, all else is text with its destination",
    arguments: [
      ("[a](https://e.example/x)", "<a href=\"https://e.example/x\" \(out)>a</a>"),
      ("[a](HTTP://e.example)", "<a href=\"HTTP://e.example\" \(out)>a</a>"),
      (
        "[a](https://e.example:8080/?q=1&r=2#f)",
        "<a href=\"https://e.example:8080/?q=1&amp;r=2#f\" \(out)>a</a>"
      ),
      // In Markdown its brackets would come out percent-encoded, so that it would lead nowhere.
      ("[a](https://[::1]/)", "a (<code>https://[::1]/</code>)"),
      ("<http://[::1]:8080/x>", "http://[::1]:8080/x"), ("http://[::1]:8080/x", "http://[::1]:8080/x"),
      (
        "[a](https://e.example/\u{202E}\u{E0041}é)",
        "<a href=\"https://e.example/%E2%80%AE%F3%A0%81%81%C3%A9\" \(out)>a</a>"
      ),
      ("[a](mailto:m@e.example)", "<a href=\"mailto:m@e.example\" \(out)>a</a>"),
      ("[a](https://e.example \"t\")", "<a href=\"https://e.example\" title=\"t\" \(out)>a</a>"),
      ("[](https://e.example)", "<a href=\"https://e.example\" \(out) class=\"bare\">https://e.example</a>"),
      ("[a](javascript:alert(1))", "a (<code>javascript:alert(1)</code>)"),
      ("[a](java&#115;cript&colon;alert(1))", "a (<code>javascript:alert(1)</code>)"),
      ("[a](&#1;javascript:x)", "a (<code>⟦U+0001⟧javascript:x</code>)"),
      ("[a](data:text/html;base64,PHN2Zz4=)", "a (<code>data:text/html;base64,PHN2Zz4=</code>)"),
      ("[a](data:image/png;base64,AA==)", "a (<code>data:image/png;base64,AA==</code>)"),
      ("[a](vscode:x) [b](smb://h/x)", "a (<code>vscode:x</code>) b (<code>smb://h/x</code>)"),
      ("[a](//h/x) [b](/etc/passwd)", "a (<code>//h/x</code>) b (<code>/etc/passwd</code>)"),
      ("[a](../x) [b](#id) [c](x.md)", "a (<code>../x</code>) b (<code>#id</code>) c (<code>x.md</code>)"),
      ("[a](u \"t\")", "a (<code>u</code> &quot;t&quot;)"),
      ("[u](u)", "u"),
      ("[a]()", "a"),
      ("[a](https://u:p@e.example/)", "a (<code>https://u:p@e.example/</code>)"),
      (
        "[a](https://g.example\\@e.example/)",
        "a (<code>https://g.example\\@e.example/</code>)".replacing("\\@", with: "@")
      ),
      ("[a](https://g.example\\\\@e.example/)", "a (<code>https://g.example\\@e.example/</code>)"),
      ("[a](https:e.example)", "a (<code>https:e.example</code>)"),
      ("[a](https:///e.example)", "a (<code>https:///e.example</code>)"),
      ("[a](https://e%2eexample)", "a (<code>https://e%2eexample</code>)"),
      ("[a](https://g\u{456}thub.com/x)", "a (<code>https://g%D1%96thub.com/x</code>)"),
      ("[a](mailto:m@e.example?bcc=x)", "a (<code>mailto:m@e.example?bcc=x</code>)"),
      ("<ftp://e.example>", "ftp://e.example"),
      // Text that names another host than the one it leads to.
      (
        "[https://bank.example](https://e.example)",
        "<a href=\"https://e.example\" \(out)>https://bank.example</a> (e.example)"
      ),
      ("[github.com](https://e.example)", "<a href=\"https://e.example\" \(out)>github.com</a> (e.example)"),
      ("[www.e.example](https://e.example)", "<a href=\"https://e.example\" \(out)>www.e.example</a>"),
      ("[v1.2](https://e.example)", "<a href=\"https://e.example\" \(out)>v1.2</a>"),
    ])
  func external(markdown: String, expected: String) {
    #expect(html(markdown) == "<p>\(expected)</p>\n")
  }

  @Test(
    "that are bare addresses end where the text goes on, ⟨ and ⟩ stand around them",
    arguments: [
      "⟨https://e.example/477⟩，中文", "⟨https://e.example/a⟩。", "（⟨https://e.example/a⟩）",
      "「⟨https://e.example⟩」，",
      "⟨https://e.example/a⟩…", "⟨https://e.example/a⟩—b", "“⟨https://e.example/a⟩”",
      "⟨https://e.example/a⟩\u{3000}b",
      "⟨https://e.example/a⟩\u{A0}b", "⟨https://e.example/a⟩.。", "⟨https://e.example/?a=1&b=(c)⟩），",
      "⟨https://e.example/a⟩｜b",
      // Words that stand right behind: of Chinese, Japanese, Korean and Thai.
      "⟨https://e.example/477⟩的说明", "⟨https://e.example/a⟩を見て", "⟨https://e.example/docs⟩에서",
      "⟨https://e.example⟩参照",
      "⟨www.e.example⟩了解", "⟨https://e.example/a⟩และ", "⟨https://e.example:80⟩は", "⟨m@e.example⟩です",
      // But not where they may be the name of a page, or letters of another script.
      "⟨https://e.example/中文⟩ x", "⟨https://e.example/?q=中文&b⟩ x", "⟨https://e.example/中文页⟩，x",
      "⟨https://e.example/é/ü⟩ x",
      "⟨https://e.example/✨⟩ x", "https://例え.example/a", "https://www.例え.example", "https://bücher.example/a",
    ])
  func bareEnds(text: String) {
    let address = text.firstMatch(of: /⟨(.*)⟩/).map { String($0.output.1) }
    let html = html(text.replacing(/⟨|⟩/, with: ""))
    let links = html.matches(of: /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/)
    #expect(
      links.map { String($0.output.2) } == (address.map { [$0.replacing("&", with: "&amp;")] } ?? []),
      "\(html)")
  }

  @Test(
    "whose text names another host or mail address show theirs",
    arguments: [
      ("github.co.uk", "https://e.example"), ("bank.de", "https://e.example"),
      ("a-b.museum/x", "https://e.example"),
      ("e.example", "https://e.example.test"), ("docs.e.example", "https://e.example"),
      ("e.example", "https://docs.e.example"), ("//bank/x", "https://e.example"),
      ("ftp://bank", "https://e.example"),
      ("10.0.0.1", "https://e.example"), ("www.bank", "https://e.example"),
      // Wherever it stands in the text.
      (" github.com", "https://e.example"), ("\u{A0}github.com", "https://e.example"),
      ("(github.com)", "https://e.example"),
      ("sign in at github.com to go on", "https://e.example"),
      ("sign in at\ngithub.com", "https://e.example"),
      ("e.example or github.com", "https://e.example"), ("**github**.com", "https://e.example"),
      ("`github.com`", "https://e.example"), ("GitHub.COM.", "https://e.example"),
      ("github.com:443/a", "https://e.example"),
      ("https://github.com@e.example", "https://e.example"),
      ("https://e.example@github.com", "https://e.example"),
      // However it is spelled.
      ("\u{200B}github.com", "https://e.example"), ("git\u{AD}hub.com", "https://e.example"),
      ("github．com", "https://e.example"), ("github。com", "https://e.example"),
      ("github｡com", "https://e.example"),
      ("github․com", "https://e.example"), ("ｇｉｔｈｕｂ.ｃｏｍ", "https://e.example"),
      ("gіthub.сом", "https://e.example"),
      ("γithub.cοm", "https://e.example"), ("gíthub.com", "https://e.example"),
      ("𝗴𝗶𝘁𝗵𝘂𝗯.𝗰𝗼𝗺", "https://e.example"),
      ("ⓖⓘⓣⓗⓤⓑ.ⓒⓞⓜ", "https://e.example"), ("пример.рф", "https://e.example"), ("日本.jp", "https://e.example"),
      ("見てgithub.comで", "https://e.example"),
      // Mail addresses.
      ("me@bank.de", "mailto:m@e.example"), ("you@e.example", "mailto:m@e.example"),
      ("bank.de", "mailto:m@e.example"),
      ("me@bank.de", "https://e.example"), ("write to you@e.example", "mailto:m@e.example"),
      // A file of that name is not where the link leads.
      ("bank.md", "https://e.example/x"), ("bank.md", "https://e.example/bank.mdx"),
    ])
  func uncovered(text: String, destination: String) {
    let target = destination.replacing(/https:\/\/|mailto:/, with: "")
    let host = target.replacing(/\/.*/, with: "")
    let html = html("[\(text)](\(destination)) x")
    #expect(html.hasSuffix("</a> (\(host)) x</p>\n"), "\(html)")
    #expect(html.contains("<a href=\"\(destination)\""), "\(html)")
  }

  @Test(
    "whose text names no other host stand alone",
    arguments: [
      ("e.example", "https://www.e.example"), ("WWW.E.example/a", "https://e.example./a"),
      ("https://e.example:8080/github.com?u=https://bank.de", "https://e.example:8080"),
      ("e｡examplе", "https://e.example"),
      ("https://localhost:8080/x", "https://localhost:8080/x"), ("10.0.0.1", "https://10.0.0.1"),
      ("v1.2.3", "https://e.example"), ("2.5 million e.g. this, etc.", "https://e.example"),
      ("docs/api.mdx", "https://e.example"),
      ("Next.js and index.html", "https://e.example"),
      ("README.md", "https://e.example/o/r/blob/main/README.md#a"),
      ("src/main.rs", "https://e.example/pull/1"), ("見てe.exampleで。次", "https://e.example"),
      ("這是。链接", "https://e.example"),
      ("m@e.example", "mailto:M@e.example"), ("a+b.c@e.example", "mailto:a+b.c@e.example"),
      ("write to m@e.example", "mailto:m@e.example"), ("m@e.example", "https://e.example/m"),
      ("e.example", "mailto:m@e.example"), ("a: b", "https://e.example"), ("@acme/docs", "https://e.example"),
    ])
  func covered(text: String, destination: String) {
    let html = html("[\(text)](\(destination)) x")
    #expect(html.hasSuffix("</a> x</p>\n"), "\(html)")
  }

  @Test(
    "of the site may be relative, to a page for a Markdown file",
    arguments: [
      ("[a](jobs/x.md)", "<a href=\"jobs/x.html\">a</a>"),
      ("[a](../x.md#top)", "<a href=\"../x.html#top\">a</a>"),
      ("[a](x.html)", "<a href=\"x.html\">a</a>"),
      ("[a](#top)", "<a href=\"#top\">a</a>"),
      ("[a](https://e.example/x.md)", "<a href=\"https://e.example/x.md\" \(out)>a</a>"),
      ("[a](//h/x.md)", "a (<code>//h/x.md</code>)"),
      ("[a](/x.md)", "a (<code>/x.md</code>)"),
      ("[a](a:b.md)", "a (<code>a:b.md</code>)"),
      ("[a](x\\\\y)", "a (<code>x\\y</code>)"),
    ])
  func site(markdown: String, expected: String) {
    #expect(html(markdown, Policy(links: .site)) == "<p>\(expected)</p>\n")
  }
}

@Suite("Policies")
struct PolicyTests {
  @Test(
    "show what they do not allow",
    arguments: [
      (
        "![alt](https://e.example/p.png)",
        "<p><a href=\"https://e.example/p.png\" \(out)>image: alt</a></p>\n"
      ),
      (
        "![](https://e.example/p.png)",
        "<p><a href=\"https://e.example/p.png\" \(out)>image: https://e.example/p.png</a></p>\n"
      ),
      ("![alt](p.png)", "<p>image: alt (<code>p.png</code>)</p>\n"),
      (
        "[![b](https://e.example/b.svg)](https://e.example)",
        "<p><a href=\"https://e.example\" \(out)>b</a></p>\n"
      ),
      ("Promise<void> and List<T>", "<p>Promise&lt;void&gt; and List&lt;T&gt;</p>\n"),
      (
        "<script>alert(1)</script>",
        "<pre><code class=\"language-html\">&lt;script&gt;alert(1)&lt;/script&gt;\n</code></pre>\n"
      ),
      ("a <!-- b --> c", "<p>a c</p>\n"),
      ("```Swift\" onload=x\nx\n```", "<pre><code class=\"language-swift\">x\n</code></pre>\n"),
      (
        "```mermaid\ngraph\n```",
        "<div class=\"language\">mermaid</div>\n<pre><code class=\"language-mermaid\">graph\n</code></pre>\n"
      ),
      ("```c++\n```", "<pre><code class=\"language-c++\"></code></pre>\n"),
      ("```<b>\n```", "<pre><code class=\"language-b\"></code></pre>\n"),
      ("a\u{202E}b", "<p>a⟦U+202E⟧b</p>\n"),
      ("a&#x202e;b `\u{200B}`", "<p>a⟦U+202E⟧b <code>⟦U+200B⟧</code></p>\n"),
      ("a\u{1}b\r\nc", "<p>a⟦U+0001⟧b\nc</p>\n"),
      // What is written instead is shorter, in front of and in a link that is text.
      (
        String(repeating: "\u{1B}", count: 40) + "[`e`](/)",
        "<p>⟦U+001B ×40⟧<code>e</code> (<code>/</code>)</p>\n"
      ),
      (String(repeating: "\u{1B}", count: 40) + "[](/)", "<p>⟦U+001B ×40⟧/</p>\n"),
      (
        "a [" + String(repeating: "\u{1B}", count: 40) + "*b*](/)",
        "<p>a ⟦U+001B ×40⟧<em>b</em> (<code>/</code>)</p>\n"
      ),
    ])
  func shown(markdown: String, expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test(
    "set headings below another one, in their order and without a gap",
    arguments: [
      ([1, 2, 6], [3, 4, 5]), ([2, 2, 3], [3, 3, 4]), ([3, 1, 2], [3, 3, 4]), ([4, 4], [3, 3]),
      ([1, 4, 2, 4], [3, 4, 4, 5]), ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]), ([2, 4, 6, 1], [3, 4, 5, 3]),
    ])
  func headings(levels: [Int], expected: [Int]) {
    let text = levels.map { "\(String(repeating: "#", count: $0)) x\n" }.joined()
    #expect(
      html(text, Policy(links: .external, headingsBelow: 2))
        == expected.map { "<h\($0)>x</h\($0)>\n" }.joined())
    #expect(html(text) == levels.map { "<h\($0)>x</h\($0)>\n" }.joined())
  }

  @Test(
    "redact after decoding",
    arguments: [
      "mint_abc", "mint\\_abc", "mint&#95;abc", "`mint_abc`", "**mint**_abc", "mint_*abc*", "[x](mint_abc)",
      "![mint_abc](x)", "    mint_abc", "<mint_abc>", "[a](x \"mint_abc\")",
    ])
  func redaction(markdown: String) {
    let policy = Policy(links: .external) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      return text.contains("mint_abc") ? Array(text.replacing("mint_abc", with: "[redacted]").utf8) : nil
    }
    let renderer = Renderer(policy: policy)
    let text = Array(markdown.utf8)
    let html = String(renderer.html(text)).replacing(/<[^>]*>/, with: "")
    let markdown = String(renderer.markdown(text)).replacing(/\\|\*/, with: "")
    for result in [html, markdown] {
      #expect(result.contains("redacted") && !result.contains("mint_abc"), "\(result)")
    }
  }

}

@Suite("Invisible characters")
struct VisibleTests {
  @Test(
    "are spelled out, except where they belong to the writing",
    arguments: [
      ("plain", "plain"), ("a\tb\nc", "a\tb\nc"),
      ("a\u{200B}b", "a⟦U+200B⟧b"), ("\u{200B}\u{200B}\u{200B}", "⟦U+200B ×3⟧"),
      ("\u{202E}\u{2066}x", "⟦U+202E U+2066⟧x"), ("\u{9B}31m", "⟦U+009B⟧31m"), ("a\u{AD}b", "a⟦U+00AD⟧b"),
      ("\u{FEFF}x", "⟦U+FEFF⟧x"), ("a\u{2028}b", "a⟦U+2028⟧b"), ("\u{7F}", "⟦U+007F⟧"), ("\u{0}", "⟦U+0000⟧"),
      ("ok\u{E0069}\u{E0067}\u{E006E}", "ok⟦hidden text: ign⟧"),
      ("👩\u{200D}💻 ❤\u{FE0F} 1\u{FE0F}\u{20E3}", "👩\u{200D}💻 ❤\u{FE0F} 1\u{FE0F}\u{20E3}"),
      ("a\u{200D}b", "a⟦U+200D⟧b"), ("x\u{FE0F}", "x⟦U+FE0F⟧"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("क\u{94D}\u{200D}ष", "क\u{94D}\u{200D}ष"),
      (
        "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
      ),
      ("🏴\u{E0061}\u{E007F}", "🏴⟦hidden text: a⟧⟦U+E007F⟧"),
      ("葛\u{E0100}", "葛\u{E0100}"), ("1\u{FE0F}2\u{FE0E}", "1⟦U+FE0F⟧2⟦U+FE0E⟧"),
      // Joiners that show in the letters beside them, also at the end of a word: of Malayalam, Bengali, Hindi,
      // Nepali, Persian, Arabic, Kannada, Sinhala and Khmer.
      ("അവന്\u{200D}റെ", "അവന്\u{200D}റെ"), ("അവന്\u{200D} പോയി", "അവന്\u{200D} പോയി"),
      ("അവന്\u{200D}.", "അവന്\u{200D}."),
      ("ഉത്\u{200D}", "ഉത്\u{200D}"), ("উত্\u{200D} ", "উত্\u{200D} "), ("র\u{200D}্যাব", "র\u{200D}্যাব"),
      ("क्\u{200D}, क्\u{200D}ष", "क्\u{200D}, क्\u{200D}ष"), ("अर्थात्\u{200C} है", "अर्थात्\u{200C} है"),
      ("पश्चात्\u{200C},", "पश्चात्\u{200C},"), ("کتاب\u{200C}(ها)", "کتاب\u{200C}(ها)"),
      ("۱۲\u{200C}ام", "۱۲\u{200C}ام"),
      ("12\u{200C}ام", "12\u{200C}ام"), ("خانه\u{200C}.", "خانه\u{200C}."), ("ه\u{200D} ق", "ه\u{200D} ق"),
      ("و \u{200D}ه", "و \u{200D}ه"),
      ("ರ್\u{200C}ನ", "ರ್\u{200C}ನ"), ("ශ්\u{200D}රී", "ශ්\u{200D}රී"), ("ក\u{17CA}\u{200C}ី", "ក\u{17CA}\u{200C}ី"),
      ("ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ", "ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ"), ("ខ្មែរ\u{200B}ភាសា", "ខ្មែរ\u{200B}ភាសា"),
      ("👩🏽\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨🏼", "👩🏽\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨🏼"),
      // Joiners that show in nothing.
      ("pass\u{200D}word pay\u{200C}pal", "pass⟦U+200D⟧word pay⟦U+200C⟧pal"),
      ("é\u{200C}é я\u{200D}я", "é⟦U+200C⟧é я⟦U+200D⟧я"),
      ("می\u{200C}\u{200C}خواهم", "می⟦U+200C ×2⟧خواهم"), ("ه\u{200D}\u{200C}", "ه⟦U+200D U+200C⟧"),
      ("a \u{200C} b \u{200D}", "a ⟦U+200C⟧ b ⟦U+200D⟧"), ("\u{200C}ها", "⟦U+200C⟧ها"),
      ("क\u{200C}ख", "क⟦U+200C⟧ख"),
      ("क्\u{200D}ि", "क्⟦U+200D⟧ि"), ("क्\u{200C}a", "क्⟦U+200C⟧a"), ("ه\u{200D}a", "ه⟦U+200D⟧a"),
      ("👩\u{200D} x", "👩⟦U+200D⟧ x"),
      ("ไทย\u{200B}\u{200B}", "ไทย⟦U+200B ×2⟧"), ("\u{94D}\u{200D}", "\u{94D}⟦U+200D⟧"),
      // Signs that enclose a number, without one.
      ("\u{600}١٢ \u{6DD}٣ \u{70F}ܐ", "\u{600}١٢ \u{6DD}٣ \u{70F}ܐ"),
      ("\u{600}\u{600}\u{601}", "⟦U+0600 ×2 U+0601⟧"), ("\u{6DD}a", "⟦U+06DD⟧a"),
    ])
  func visible(text: String, expected: String) {
    #expect(InvisibleText.marked(text) == expected)
    #expect(InvisibleText.marked(expected) == expected)
  }

  @Test(
    "are not the only ones that are bounded: so is what a line cannot be broken in",
    arguments: [
      // Accents, of which a letter has few.
      (
        "Z\u{300}\u{301}\u{302}\u{303}\u{323}\u{324}\u{325}\u{326}x",
        "Z\u{300}\u{301}\u{302}\u{303}\u{323}\u{324}\u{325}\u{326}x"
      ),
      ("a" + String(repeating: "\u{301}", count: 600) + "b", "a\u{301}\u{301}\u{301}\u{301}⟦U+0301 ×596⟧b"),
      ("a\u{301}\u{301}\u{301}\u{301}\u{301}", "a\u{301}\u{301}\u{301}\u{301}⟦U+0301⟧"),
      ("a" + String(repeating: "\u{20DD}", count: 6), "a\u{20DD}\u{20DD}\u{20DD}\u{20DD}⟦U+20DD ×2⟧"),
      ("a" + String(repeating: "\u{338}", count: 6), "a\u{338}\u{338}\u{338}\u{338}⟦U+0338 ×2⟧"),
      ("שָׁ֑לוֹם בְּרֵאשִׁ֖ית", "שָׁ֑לוֹם בְּרֵאשִׁ֖ית"), ("ế ǖ ẹ̃", "ế ǖ ẹ̃"), ("ကျော်း မြွေး", "ကျော်း မြွေး"), ("ཧྐྵྨླྺྼྻྂ", "ཧྐྵྨླྺྼྻྂ"), ("कार्त्स्न्यं", "कार्त्स्न्यं"),
      // Vowels, conjuncts, stacks, Hangul, emoji.
      ("क" + String(repeating: "ा", count: 20), "क" + String(repeating: "ा", count: 6) + "⟦U+093E ×14⟧"),
      (String(repeating: "ก\u{E33}\u{E33}", count: 2), "ก\u{E33}\u{E33}ก\u{E33}\u{E33}"),
      (
        "ก" + String(repeating: "\u{E33}", count: 20),
        "ก" + String(repeating: "\u{E33}", count: 6) + "⟦U+0E33 ×14⟧"
      ),
      (String(repeating: "क्", count: 7), String(repeating: "क्", count: 6) + "⟦U+0915 U+094D⟧"),
      (String(repeating: "ក្", count: 7), String(repeating: "ក្", count: 6) + "⟦U+1780 U+17D2⟧"),
      (String(repeating: "\u{1100}", count: 20), String(repeating: "\u{1100}", count: 7) + "⟦U+1100 ×13⟧"),
      (
        "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"
      ),
      (String(repeating: "한국어", count: 20), String(repeating: "한국어", count: 20)),
      ("👍" + String(repeating: "🏻", count: 20), "👍" + String(repeating: "🏻", count: 6) + "⟦U+1F3FB ×14⟧"),
      (
        String(repeating: "👩\u{200D}", count: 7) + "x",
        String(repeating: "👩\u{200D}", count: 5) + "👩⟦U+200D U+1F469 U+200D⟧x"
      ),
      // Spaces in a row.
      ("a\u{3000}\u{3000}b\u{A0}c", "a\u{3000}\u{3000}b\u{A0}c"),
      (String(repeating: "\u{3000}", count: 40), "\u{3000}\u{3000}\u{3000}\u{3000}⟦U+3000 ×36⟧"),
      ("a\u{A0}\u{2003}\u{202F}\u{205F}\u{1680}\u{2007}b", "a\u{A0}\u{2003}\u{202F}\u{205F}⟦U+1680 U+2007⟧b"),
    ])
  func bounded(text: String, expected: String) {
    #expect(InvisibleText.marked(text) == expected)
    #expect(InvisibleText.marked(expected) == expected)
  }

  @Test("on one line have no part in another: a text is the same read line by line and at once")
  func lineByLine() {
    let parts: [String] = [
      "", "a", " ", "\u{301}", "\u{200B}", "\u{200C}", "\u{200D}", "क्", "ه", "\u{1100}", "👩", "🏻", "🏴",
      "\u{FE0F}",
      "\u{E0041}", "\u{600}", "1", "\u{3000}", "\r", "\u{202E}", "\n",
    ]
    for first in parts {
      for second in parts {
        for third in parts {
          let text = "\(first)\(second)\n\(third)\(second)\n\n\(second)\(first)"
          let whole = InvisibleText.rewritten(Array(text.unicodeScalars), from: 0)
          #expect(InvisibleText.marked(text) == String(decoding: whole, as: UTF8.self), "\(Array(text.utf8))")
        }
      }
    }
  }

  @Test("are bounded across the marks of Markdown")
  func boundedAcrossRuns() {
    let accents = String(repeating: "\u{301}", count: 3)
    #expect(html("a\(accents)*\(accents)*") == "<p>a\(accents)<em>\u{301}⟦U+0301 ×2⟧</em></p>\n")
    #expect(html("a\(accents)`\(accents)`b") == "<p>a\(accents)<code>\u{301}⟦U+0301 ×2⟧</code>b</p>\n")
    let jamo = String(repeating: "\u{1100}", count: 5)
    #expect(html("*\(jamo)* **\(jamo)**") == "<p><em>\(jamo)</em> <strong>\(jamo)</strong></p>\n")
    #expect(html("\(jamo)`\(jamo)`").contains("⟦U+1100 ×3⟧"))
    let conjunct = String(repeating: "क्", count: 4)
    #expect(html("\(conjunct)*\(conjunct)*").contains("⟦U+0915 U+094D U+0915 U+094D⟧"))
  }

  @Test("of a long run are counted")
  func longRuns() {
    let tags = String(repeating: "\u{E0041}", count: 250)
    #expect(InvisibleText.marked(tags) == "⟦hidden text: \(String(repeating: "A", count: 200))… 50 more⟧")
    let controls = (1...20).map { String(UnicodeScalar(UInt8($0 % 8 + 1))) }.joined()
    #expect(InvisibleText.marked(controls).contains("… 12 more"))
  }
}
