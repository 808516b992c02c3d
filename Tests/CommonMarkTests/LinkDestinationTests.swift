import Testing

@testable import CommonMark

@Suite("Destinations of links")
struct LinkDestinationTests {
  @Test(
    "have one form in every target",
    arguments: [
      ("https://e.example/a?b=c&d='e'#f", "https://e.example/a?b=c&d='e'#f"),
      ("HTTPS://E.example:8080", "HTTPS://E.example:8080"),
      ("https://e.example/%7Ea%2fb/100%", "https://e.example/%7Ea%2fb/100%"),
      ("https://e.example/日本/é", "https://e.example/%E6%97%A5%E6%9C%AC/%C3%A9"),
      (
        "https://e.example/a b|c`d\"e<f>[g]{h}^",
        "https://e.example/a%20b%7Cc%60d%22e%3Cf%3E%5Bg%5D%7Bh%7D%5E"
      ),
      ("https://e.example/\u{202E}gnp", "https://e.example/%E2%80%AEgnp"),
      ("https://e.example/\u{200B}\u{FEFF}", "https://e.example/%E2%80%8B%EF%BB%BF"),
      ("https://e.example/\u{E0041}", "https://e.example/%F3%A0%81%81"),
      ("mailto:m@e.example", "mailto:m@e.example"),
      ("https://[::1]:8080/x", nil), ("https://e.\u{202E}example/", nil), ("javascript:x", nil),
      ("x.md", nil),
    ])
  func form(address: String, text: String?) {
    #expect(LinkDestination(address)?.text == text)
    if let text { #expect(LinkDestination(text)?.text == text) }
  }

  @Test("are shown as what can be seen of them, when they lead nowhere")
  func shown() {
    #expect(LinkDestination.shown("https://e.example/\u{202E}") == "https://e.example/%E2%80%AE")
    #expect(LinkDestination.shown("docs\u{202E}3#") == "docs⟦U+202E⟧3#")
    let visible = LinkDestination.shown("https://e.example/\u{1}\0a")
    #expect(visible == "https://e.example/⟦U+0001 U+0000⟧a")
    #expect(LinkDestination.shown(visible) == visible)
  }

  @Test("have the form in each place of a plain field")
  func places() throws {
    let destination = try #require(LinkDestination("https://e.example/\u{202E}(a)&'b'"))
    #expect(
      String("<a href=\"\(destination: destination)\">" as HTML)
        == "<a href=\"https://e.example/%E2%80%AE(a)&amp;&#39;b&#39;\">")
    for profile in [MarkdownProfile.page, .github, .gitlab] {
      #expect(
        String("\(link: "x", to: destination, for: profile)" as Markdown)
          == "[x](https://e.example/%E2%80%AE\\(a\\)&'b')")
      #expect(
        String("[x](\(destination: "https://e.example/\u{202E}", for: profile))" as Markdown)
          == "[x](https://e.example/%E2%80%AE)")
    }
  }

  @Test(
    "are the same in HTML and in Markdown, wherever that is read", arguments: 0..<4,
    [MarkdownProfile.page, .github, .gitlab])
  func agreement(seed: Int, profile: MarkdownProfile) throws {
    var generator = Generator(seed: UInt64(seed) + 4000)
    let renderer = Renderer(policy: Policy(links: .external))
    var messages: [[UInt8]] = []
    for _ in 0..<150 {
      let address = generator.address()
      messages.append(Array("[t](<\(Self.escaped(address))> \"\(Self.escaped(address))\")".utf8))
      messages.append(Array("<\(address)>".utf8))
      messages.append(Array("see \(address) there".utf8))
      messages.append(Array("| a |\n|---|\n| [t](<\(Self.escaped(address))>) \(address) |".utf8))
    }
    let written = messages.map { renderer.rendered($0, for: profile) }
    for command in Command.all {
      // One text for all: a process for each would take a minute.
      var whole = Markdown()
      for one in written { whole += "\(one.markdown)\n---\n\n" as Markdown }
      let read = try command.html(whole.bytes).components(separatedBy: "<hr />\n")
      try #require(read.count == written.count + 1)
      for ((message, one), html) in zip(zip(messages, written), read) {
        let expected = Self.destinations(in: String(one.html)).filter { !Self.isCode($0, profile) }
          .map { Self.withoutDetour($0, profile) }
        let found = Self.destinations(in: html).map { Self.withoutDetour($0, profile) }
        #expect(found == expected, "\(String(decoding: message, as: UTF8.self)) in \(command.path)")
        #expect(found.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
      }
    }
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0.isASCII && ($0.isPunctuation || $0.isSymbol) ? ["\\", $0] : [$0] })
  }

  private static func destinations(in html: String) -> [String] {
    html.matches(of: /href="([^"]*)"/).map {
      String($0.output.1).replacing("&amp;", with: "&").replacing("&#x27;", with: "'")
    }
  }

  /// Whether an address is no link there, since it would be a reference.
  private static func isCode(_ address: String, _ profile: MarkdownProfile) -> Bool {
    var address = address
    return address.withUTF8 {
      if case .code = ForgeReference.guarding($0, for: profile) { true } else { false }
    }
  }

  private static func withoutDetour(_ address: String, _ profile: MarkdownProfile) -> String {
    switch profile {
    case .page: address
    case .github:
      address.replacing(/^https?:\/\/(?:www\.|redirect\.)?github\.com\.?\//, with: "https://github.com/")
    case .gitlab: address.replacing(/^(https?:\/\/[^\/]*?):(443|80)\//, with: { "\($0.output.1)/" })
    }
  }
}
