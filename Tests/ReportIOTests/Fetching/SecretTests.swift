import ReportIO
import Testing

/// A key can be sent, and nothing prints it.
@Suite struct SecretTests {
  @Test("Whatever prints a secret prints [secret]")
  func printing() {
    let secret = Secret("mint_0123456789abcdef")
    var dumped = ""
    dump(secret, to: &dumped)
    struct Holder { var secret: Secret }
    var held = ""
    dump(Holder(secret: secret), to: &held)
    #expect("\(secret)" == "[secret]")
    #expect(String(reflecting: secret) == "[secret]")
    #expect(dumped == "- [secret]\n")
    #expect(!held.contains("0123456789"))
    #expect(!"\(Holder(secret: secret))".contains("0123456789"))
  }

  @Test(
    "Keys are taken out of texts",
    arguments: [
      ("the key s3cr/et was echoed", "the key [redacted] was echoed"),
      ("GET /v1/s3cr%2Fet", "GET /v1/[redacted]"),
      (#"{"e":"s3\u0063r\/et"}"#, #"{"e":"[redacted]"}"#), ("s3**cr/et**", "[redacted]****"),
      ("mint_0123456789abcdef", "mint_[redacted]"),
      ("(mint_0123456789ABC_-f, mint_0123456789abcdefg)", "(mint_[redacted], mint_[redacted])"),
      ("mint_012345678_9abcdefé", "mint_[redacted]é"),
      ("mint_0123456789abcde", "mint_0123456789abcde"),
      ("mint_mint_0123456789abcdef", "mint_[redacted]"),
      ("nothing here", "nothing here"),
      ("", ""),
    ])
  func redaction(text: String, redacted: String) {
    #expect(Secret("s3cr/et").redact(text) == redacted)
  }

  @Test(
    "A key with characters that JSON escapes is found in JSON",
    arguments: [#"{"e":"a\"b\\c/d"}"#, #"{"e":"a\"b\\c\/d"}"#, #"a"b\c/d"#, "a%22b%5Cc%2Fd"])
  func escaped(text: String) {
    let redacted = Secret(#"a"b\c/d"#).redact(text)
    #expect(redacted == (text.hasPrefix("{") ? #"{"e":"[redacted]"}"# : "[redacted]"))
  }

  @Test("What is said about one key shows no other of the run")
  func others() {
    #expect(
      Secret("first-key", among: ["second-key"]).redact("first-key, second-key") == "[redacted], [redacted]")
  }

  @Test(
    "Only printable ASCII without spaces can be sent",
    arguments: [
      ("mint_x", true), ("", false), ("a b", false), ("a\n", false), ("é", false), ("a\u{7F}", false),
    ])
  func sendable(text: String, isSendable: Bool) {
    #expect(Secret(text).isSendable == isSendable)
  }
}
