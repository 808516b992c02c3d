import Foundation
import Testing

@testable import ReportKit

/// The keys of a run are taken out by their value, whatever they look like.
@Suite struct RunKeyTests {
  private static let key = "S3cr3t-run_key/Of+this=Run"
  private static let redaction = Redaction(keys: [key])

  @Test("A key is found in each spelling", arguments: Spelling.all.map(\.name))
  func spelled(name: String) throws {
    let spelling = try #require(Spelling.all.first { $0.name == name })
    let redacted = Self.redaction.redact("a \(spelling.spell(Self.key)) b").filter { $0 != "*" && $0 != "~" }
    #expect(redacted == "a [redacted] b")
  }

  @Test(
    "A key is found where marks and line ends part it",
    arguments: [
      ("S3cr3t-run_key/Of+this=Run", "[redacted]"), ("xS3cr3t-run_key/Of+this=Runx", "x[redacted]x"),
      ("**S3cr3t-**run_key/Of+this=Run", "**[redacted]**"), ("`S3cr3t-run_key`/Of+this=Run", "`[redacted]`"),
      ("S3cr3t-run_<!-- so it goes -->key/Of+this=Run", "[redacted]<!-- so it goes -->"),
      ("S3cr3t-run_[key/Of](https://a.example)+this=Run", "[redacted][](https://a.example)"),
      ("S3cr3t-run_key\n/Of+this=Run", "[redacted]"), ("S3cr3t-run_key  \r\n   /Of+this=Run", "[redacted]"),
      ("> S3cr3t-run_key\n> /Of+this=Run", "> [redacted]"), ("S3cr3t-_run_\\_key/Of+this=Run", "[redacted]"),
      (#"{"a":"S3cr3t-run_key\/Of+this=Run"}"#, #"{"a":"[redacted]"}"#),
      ("S3cr3t-run%5Fkey%2FOf%2Bthis%3DRun", "[redacted]"),
      ("S3cr3t-run_key\u{200B}/Of+this\u{AD}=Run", "[redacted]\u{200B}\u{AD}"),
      ("S3cr3t-run_key\t/Of+this=Run", "[redacted]"), (#"S3cr3t-run_key\t/Of+this=Run"#, "[redacted]"),
      ("S3cr3t-run_key /Of+this=Run", "S3cr3t-run_key /Of+this=Run"),
      ("s3cr3t-run_key/of+this=run", "s3cr3t-run_key/of+this=run"),
    ])
  func parted(text: String, redacted: String) {
    for (before, behind) in [("", ""), ("so it is ", " and so on"), ("one\n\n", "\n\ntwo")] {
      #expect(Self.redaction.redact(before + text + behind) == before + redacted + behind)
    }
  }

  @Test(
    "A key is found in Base64, whatever stands around it there, and in hexadecimal",
    arguments: ["S3cr3t-run_key/Of+this=Run", "plain1", "?>?>?>~~~~", "abcdefg", "abcdefgh"])
  func encoded(key: String) {
    let redaction = Redaction(keys: [key])
    for (before, behind) in [("", ""), ("u", ""), ("me", "x"), ("user:", " and more"), ("abcd", "yz")] {
      let text = Data((before + key + behind).utf8).base64EncodedString()
      for spelled in [text, text.replacing("+", with: "-").replacing("/", with: "_")] {
        let redacted = redaction.redact("Basic \(spelled) b")
        #expect(redacted.contains("[redacted]"), "\(spelled)")
        // No more of it is left than bits of its first and last letters.
        let rest = redacted.replacing("Basic ", with: "").replacing(" b", with: "").replacing(
          "[redacted]", with: "")
        #expect(rest.utf8.count <= (before.utf8.count + behind.utf8.count + 2) * 4 / 3 + 4, "\(redacted)")
      }
    }
    let hexadecimal = key.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    for spelled in [hexadecimal, hexadecimal.uppercased()] {
      #expect(redaction.redact("a \(spelled) b") == "a [redacted] b")
      #expect(redaction.redact("a 00\(spelled)00 b") == "a 00[redacted]00 b")
    }
  }

  @Test(
    "Odd keys are found as they are, and as JSON and addresses have them",
    arguments: [
      #"a"b\c/d'e"#, "ab*cd~ef`gh", "100%25sure", "a&amp;b&lt;c", "<b>bold</b>key", "[a](b)[c][d]",
      "______key",
      "~~~~~~~~", "plain1", #"\\\\\\\\"#, "mint_short",
    ])
  func odd(key: String) {
    let redaction = Redaction(keys: [key, "", " ", "short"])
    var json: [UInt8] = []
    JSONString.write(key, into: &json)
    let percent = key.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(redaction.redact("a short \(key) b") == "a short [redacted] b")
    for text in [json.text] + (RunKey(key)?.readings.isEmpty == true ? [] : [percent]) {
      let redacted = redaction.redact("a \(text) b")
      #expect(redacted.contains("[redacted]") && !redacted.contains(text), "\(redacted)")
    }
  }

  @Test("White space around a key is none of it, and what is too short to be one is left alone")
  func bounds() {
    #expect(Redaction(keys: [" secret-1\n"]).redact("a secret-1 b") == "a [redacted] b")
    for key in ["", "x", "short", "two words", "sécret-key", "     "] {
      let text = "x short two words sécret-key      y"
      #expect(Redaction(keys: [key]).redact(text) == text)
    }
  }

  @Test("Several keys, and keys in keys")
  func several() {
    let redaction = Redaction(keys: [
      "first-key", "second-key", "first-key-and-more", "mint_0123456789abcdefgh",
    ])
    #expect(
      redaction.redact("first-key second-key first-key-and-more first-keyfirst-key mint_0123456789abcdefgh")
        == "[redacted] [redacted] [redacted] [redacted][redacted] mint_[redacted]")
  }

  @Test("Nothing prints the keys")
  func printing() {
    var told = "\(Self.redaction) \(String(reflecting: Self.redaction))"
    dump(Self.redaction, to: &told)
    #expect(!told.contains("S3cr3t"))
  }
}
