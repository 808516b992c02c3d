import Testing

@testable import ReportKit

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
      ("mint_\(sixteen) and mint_\(sixteen)x", "mint_[redacted] and mint_[redacted]"),
      ("mint_\(sixteen)\nmint_short\nmint_\(sixteen)", "mint_[redacted]\nmint_short\nmint_[redacted]"),
      ("peppermint_\(sixteen)", "peppermint_[redacted]"),
      ("mint_mint_\(sixteen)", "mint_[redacted]"),
      ("mint_short mint_\(sixteen)", "mint_short mint_[redacted]"),
      ("mint_short.mint_\(sixteen)", "mint_short.mint_[redacted]"),
      ("mimint_\(sixteen)", "mimint_[redacted]"),
      ("mint_abcdefghij 012345", "mint_abcdefghij 012345"),
      ("mint-\(sixteen)", "mint-\(sixteen)"), ("MINT_\(sixteen)", "MINT_\(sixteen)"),
      ("mint_[redacted]", "mint_[redacted]"), ("mint_", "mint_"), ("", ""),
    ])
  func redact(text: String, redacted: String) {
    #expect(Redaction.redact(text) == redacted)
    #expect(Redaction.redact([UInt8](text)) == (text == redacted ? nil : [UInt8](redacted)))
  }

  @Test("Redacting twice changes nothing more")
  func twice() {
    let once = Redaction.redact("a mint_\(Self.sixteen)mint_\(Self.sixteen) b")
    #expect(Redaction.redact(once) == once)
  }

  @Test(
    "Keys as Markdown may write them",
    arguments: [
      #"mint\_"# + sixteen, "mint&#95;" + sixteen, "mint&#x5f;" + sixteen, "mint&#x5F;" + sixteen,
      "mint&#X5F;" + sixteen, "mint&lowbar;" + sixteen, #"mint_abc\_def\-ghi0123456"#,
    ])
  func markdown(key: String) {
    #expect(Redaction.redact("a \(key) b") == "a mint_[redacted] b")
  }

  @Test("An escaped character counts as one", arguments: [("mint_", 15, false), ("mint_", 16, true)])
  func escapedLength(prefix: String, count: Int, isKey: Bool) {
    let text = prefix + String(repeating: #"\_"#, count: count)
    #expect(Redaction.redact(text) == (isKey ? "mint_[redacted]" : text))
  }
}
