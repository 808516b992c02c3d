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

  @Test(
    "Tokens of GitHub and GitLab",
    arguments: [
      "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-",
      "glft-", "glsoat-", "gloas-", "glimt-", "glagent-",
    ])
  func tokens(beginning: String) {
    #expect(Redaction.redact("a \(beginning)\(Self.sixteen) b") == "a \(beginning)[redacted] b")
    #expect(
      Redaction.redact("https://x:\(beginning)\(Self.sixteen)@git.example/a")
        == "https://x:\(beginning)[redacted]@git.example/a")
    let short = "a \(beginning)\(Self.sixteen.dropLast()) b"
    #expect(Redaction.redact(short) == short)
  }

  @Test(
    "Tokens as Markdown may write them",
    arguments: [
      (#"github\_pat\_"#, "github_pat_"), ("github&#95;pat&lowbar;", "github_pat_"), (#"ghs\_"#, "ghs_"),
      (#"glpat\-"#, "glpat-"), ("glpat&#45;", "glpat-"), ("glpat&#x2D;", "glpat-"),
      ("glpat&hyphen;", "glpat-"),
    ])
  func markdownOfTokens(written: String, beginning: String) {
    #expect(Redaction.redact("a \(written)\(Self.sixteen) b") == "a \(beginning)[redacted] b")
  }

  @Test(
    "Names that begin like a token and are none",
    arguments: [
      "ghp-\(sixteen)", "glpat_\(sixteen)", "github_\(sixteen)", "ghx_\(sixteen)", "high_\(sixteen)",
    ])
  func names(text: String) {
    #expect(Redaction.redact(text) == text)
  }

  @Test("A key is found wherever it stands in a text", arguments: 0..<64)
  func places(offset: Int) {
    let prose = Array(
      "The quick brown fox jumps over the lazy dog and goes on to the next line of the text.".utf8)
    let text = String(decoding: prose[..<offset], as: UTF8.self)
    let rest = String(decoding: prose[offset...], as: UTF8.self)
    #expect(Redaction.redact("\(text) ghp_\(Self.sixteen) \(rest)") == "\(text) ghp_[redacted] \(rest)")
  }

  @Test("An escaped character counts as one", arguments: [("mint_", 15, false), ("mint_", 16, true)])
  func escapedLength(prefix: String, count: Int, isKey: Bool) {
    let text = prefix + String(repeating: #"\_"#, count: count)
    #expect(Redaction.redact(text) == (isKey ? "mint_[redacted]" : text))
  }
}
