import TestData
import Testing

@testable import ReportKit

/// Keys by their looks, wherever and however they stand in a text.
@Suite struct RedactionTests {
  static let sixteen = "abcdefghij012345"

  @Test(
    "Keys and what only looks like one",
    arguments: [
      ("mint_" + sixteen, "mint_[redacted]"),
      ("mint_" + sixteen.dropLast(), "mint_" + sixteen.dropLast()),
      ("mint_" + sixteen + sixteen, "mint_[redacted]"),
      ("mint_ABC-DEF_ghi-0123", "mint_[redacted]"),
      ("key=mint_\(sixteen), done", "key=mint_[redacted], done"),
      ("(mint_\(sixteen))", "(mint_[redacted])"),
      ("mint_\(sixteen).", "mint_[redacted]."),
      ("mint_\(sixteen)é", "mint_[redacted]é"),
      ("日本語mint_\(sixteen)です", "日本語mint_[redacted]です"),
      ("mint_\(sixteen) and mint_\(sixteen)x", "mint_[redacted] and mint_[redacted]"),
      ("mint_\(sixteen)\nmint_short\nmint_\(sixteen)", "mint_[redacted]\nmint_short\nmint_[redacted]"),
      ("peppermint_\(sixteen)", "peppermint_[redacted]"),
      ("mint_mint_\(sixteen)", "mint_[redacted]"),
      ("mint_short mint_\(sixteen)", "mint_short mint_[redacted]"),
      ("mint_short.mint_\(sixteen)", "mint_short.mint_[redacted]"),
      ("mimint_\(sixteen)", "mimint_[redacted]"),
      ("mint_abcdefghij 012345", "mint_abcdefghij 012345"),
      ("mint_abcdefghij\n012345", "mint_abcdefghij\n012345"),
      ("mint-\(sixteen)", "mint-\(sixteen)"), ("MINT_\(sixteen)", "MINT_\(sixteen)"),
      ("mint_[redacted]", "mint_[redacted]"), ("mint_", "mint_"), ("", ""),
      ("mint_[redacted]abcdefghijklmnop", "mint_[redacted]abcdefghijklmnop"),
    ])
  func redact(text: String, redacted: String) {
    #expect(Redaction.shapes.redact(text) == redacted)
    #expect(Redaction.shapes.redact([UInt8](text)) == (text == redacted ? nil : [UInt8](redacted)))
  }

  @Test("Redacting twice changes nothing more")
  func twice() {
    let once = Redaction.shapes.redact(
      "a mint_\(Self.sixteen)mint_\(Self.sixteen) **mint_abcd**efgh012345678 b")
    #expect(once == "a mint_[redacted] **mint_[redacted]** b")
    #expect(Redaction.shapes.redact(once) == once)
  }

  @Test(
    "Keys as Markdown, HTML, JSON and addresses may spell them",
    arguments: [
      (#"mint\_"# + sixteen, "mint_[redacted]"),
      ("mint&#95;" + sixteen, "mint_[redacted]"), ("mint&#x5f;" + sixteen, "mint_[redacted]"),
      ("mint&#x5F;" + sixteen, "mint_[redacted]"), ("mint&#X5F;" + sixteen, "mint_[redacted]"),
      ("mint&lowbar;" + sixteen, "mint_[redacted]"), ("mint&UnderBar;" + sixteen, "mint_[redacted]"),
      ("&#109;int_" + sixteen, "mint_[redacted]"), ("mint_&#x61;bcdefghij01234", "mint_&#x61;bcdefghij01234"),
      ("mint_&#x61;bcdefghij012345", "mint_[redacted]"), (#"mint_abc\_def\-ghi0123456"#, "mint_[redacted]"),
      ("mint%5F" + sixteen, "mint_[redacted]"), ("%6dint%5f" + sixteen, "mint_[redacted]"),
      (#"\u006dint_"# + sixteen, "mint_[redacted]"), (#"mint\\u005F"# + sixteen, "mint_[redacted]"),
      (#"mint\x5f"# + sixteen, "mint_[redacted]"), (#"mint\\_"# + sixteen, "mint_[redacted]"),
      ("mint\u{FF3F}" + sixteen, "mint_[redacted]"),
      // What stands between the letters stays, as it may end what began before.
      ("mint_~~\(sixteen)~~", "mint_~~[redacted]~~"), ("**mint_abcd**efghij012345", "**mint_[redacted]**"),
      ("mi**nt**_\(sixteen)", "mint_****[redacted]"), ("mint_`\(sixteen)`", "mint_`[redacted]`"),
      ("`mint_`\(sixteen)", "`mint_`[redacted]"), (#"mint_\*\*"# + sixteen, "mint_[redacted]"),
      ("mint_<!-- -->\(sixteen)", "mint_<!-- -->[redacted]"),
      ("mint_<!-- a > b -->\(sixteen)", "mint_<!-- a > b -->[redacted]"),
      ("mint_<b>\(sixteen)</b>", "mint_<b>[redacted]</b>"),
      (#"<b>mint_<\/b>"# + sixteen, #"<b>mint_<\/b>[redacted]"#),
      ("mint_<a href='x' id=y>\(sixteen)</a>", "mint_<a href='x' id=y>[redacted]</a>"),
      ("[mint_](https://a.example \"a b\")\(sixteen)", "[mint_](https://a.example \"a b\")[redacted]"),
      ("[mint_][a b]\(sixteen)", "[mint_][a b][redacted]"),
      ("mint_\u{200B}abcdefgh\u{2060}ij012345", "mint_\u{200B}[redacted]\u{2060}"),
      ("mint_&ZeroWidthSpace;\(sixteen)", "mint_[redacted]"), ("mint_&shy;\(sixteen)", "mint_[redacted]"),
      // In what is left out, too.
      ("[x](https://a.example?k=mint_\(sixteen))", "[x](https://a.example?k=mint_[redacted])"),
      ("<!-- mint_\(sixteen) -->", "<!-- mint_[redacted] -->"),
    ])
  func spellings(key: String, redacted: String) {
    for (before, behind) in [("", ""), ("a ", " b"), ("one\n> ", "\n\n- two"), ("(", ")")] {
      #expect(Redaction.shapes.redact(before + key + behind) == before + redacted + behind)
    }
  }

  @Test("A key is found wherever it stands in a text", arguments: 0..<64)
  func places(offset: Int) {
    let prose = Array(
      "The quick brown fox jumps over the lazy dog and goes on to the next line of the text.".utf8)
    let text = String(decoding: prose[..<offset], as: UTF8.self)
    let rest = String(decoding: prose[offset...], as: UTF8.self)
    for key in ["ghp_\(Self.sixteen)", "ghp_<!-- two words -->\(Self.sixteen)"] {
      let redacted = Redaction.shapes.redact("\(text) \(key) \(rest)")
      #expect(redacted == "\(text) \(key.replacing(Self.sixteen, with: "[redacted]")) \(rest)")
    }
  }

  @Test("An escaped character counts as one", arguments: [("mint_", 15, false), ("mint_", 16, true)])
  func escapedLength(prefix: String, count: Int, isKey: Bool) {
    let text = prefix + String(repeating: #"\_"#, count: count)
    #expect(Redaction.shapes.redact(text) == (isKey ? "mint_[redacted]" : text))
  }

  private static let body =
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMv=="

  @Test(
    "A private key is taken out with all of its lines",
    arguments: [
      (
        "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----[redacted]"
      ),
      (
        "```\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n\(body)\n-----END RSA PRIVATE KEY-----\n```",
        "```\n-----BEGIN RSA PRIVATE KEY-----[redacted]\n```"
      ),
      (
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n\(body)\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----.",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----[redacted]."
      ),
      (
        #"{"key":"-----BEGIN PRIVATE KEY-----\n"# + body.replacing("\n", with: #"\n"#)
          + #"\n-----END PRIVATE KEY-----\n"}"#, #"{"key":"-----BEGIN PRIVATE KEY-----[redacted]\n"}"#
      ),
      (
        "> -----BEGIN OPENSSH PRIVATE KEY-----\n> \(body.replacing("\n", with: "\n> "))\n> -----END OPENSSH PRIVATE KEY-----\n",
        "> -----BEGIN OPENSSH PRIVATE KEY-----[redacted]\n"
      ),
      // Cut off.
      ("-----BEGIN EC PRIVATE KEY-----\n\(body)", "-----BEGIN EC PRIVATE KEY-----[redacted]"),
      ("-----BEGIN PRIVATE KEY-----\n\(body)\n\nwords", "-----BEGIN PRIVATE KEY-----[redacted]\n\nwords"),
      // None.
      (
        "Files begin with -----BEGIN PRIVATE KEY----- and end with -----END PRIVATE KEY-----.",
        "Files begin with -----BEGIN PRIVATE KEY----- and end with -----END PRIVATE KEY-----."
      ),
      (
        "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----"
      ),
    ])
  func privateKeys(text: String, redacted: String) {
    #expect(Redaction.shapes.redact(text) == redacted)
  }

  @Test(
    "In what agents wrote of their work only signatures of addresses are taken for keys",
    .enabled(if: SharedData.isPresent))
  func realTexts() throws {
    var texts: [String] = []
    for name in ["real-jobs.json", "mixed-jobs.json"] + (try SharedData.names(in: "agents"))
    where name.hasSuffix(".json") {
      let json = JSONText([UInt8](try SharedData.text(name)))
      texts += try strings(json, try json.root())
    }
    #expect(texts.count > 10_000)
    for text in texts {
      let redacted = Redaction.shapes.redact(text)
      guard redacted != text else { continue }
      #expect(redacted.contains("X-Amz-Credential=ASIA[redacted]"), "\(redacted)")
    }
  }

  private func strings(_ json: JSONText, _ value: JSONText.Value) throws -> [String] {
    switch value.kind {
    case .string: [json.string(value) ?? ""]
    case .object: try json.members(of: value).flatMap { try strings(json, $0.value) }
    case .array: try json.elements(of: value).flatMap { try strings(json, $0) }
    default: []
    }
  }
}
