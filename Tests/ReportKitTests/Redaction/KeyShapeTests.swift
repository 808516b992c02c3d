import Testing

@testable import ReportKit

/// Every kind of key, tried on itself.
@Suite struct KeyShapeTests {
  @Test(
    "A key of each kind is taken out, in each spelling; one letter less, and it is none",
    arguments: KeyShape.all)
  func itself(shape: KeyShape) throws {
    let key = shape.example
    let beginning = String(decoding: shape.beginning, as: UTF8.self)
    #expect(key.utf8.count == shape.minimumLength && key.utf8.count >= KeyShape.minimumLength)
    #expect(Redaction.shapes.redact("a \(key) b") == "a \(beginning)[redacted] b")
    #expect(
      Redaction.shapes.redact("https://x:\(key)@git.example/a")
        == "https://x:\(beginning)[redacted]@git.example/a")
    let short = "a \(key.dropLast()) b"
    #expect(Redaction.shapes.redact(short) == short)
    // The first letter missing, and the last of the beginning another.
    for other in [String(key.dropFirst()), beginning.dropLast() + "#" + key.dropFirst(beginning.count)] {
      #expect(!Redaction.shapes.redact("a \(other) b").contains("\(beginning)[redacted]"), "\(other)")
    }
    for (name, spelled) in Spelling.all.map({ ($0.name, $0.spell(key)) }) {
      let redacted = Redaction.shapes.redact("a \(spelled) b")
      #expect(
        redacted.hasPrefix("a ") && redacted.contains("[redacted]") && redacted.hasSuffix(" b")
          && redacted.utf8.count { $0 != 0x2A && $0 != 0x7E } <= beginning.utf8.count
            + "a [redacted] b".utf8.count,
        "\(name): \(redacted)")
    }
  }

  @Test("A letter before, or a letter more than it has, makes some no key", arguments: KeyShape.all)
  func neighbours(shape: KeyShape) {
    let before = "a x\(shape.example) b"
    #expect((Redaction.shapes.redact(before) == before) == shape.rules.contains(.standsAlone))
    let longer = "a \(shape.example)A b"
    #expect((Redaction.shapes.redact(longer) == longer) == (shape.parts.last?.most != .max))
  }

  /// The beginnings as those tell them who give such keys out.
  @Test(
    "Beginnings",
    arguments: [
      // Services that this program reads jobs of.
      "mint_", "cog_", "apk_", "apk_user_", "key_", "crsr_", "sgamp_",
      // GitHub and GitLab.
      "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gloas-", "gldt-", "glrt-", "glrtr-",
      "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "glsoat-", "glffct-", "glwt-", "GR1348941",
      "_gitlab_session=",
      "AKIA", "ASIA", "ABIA", "ACCA", "AIza", "GOCSPX-", "ya29.", "npm_", "pypi-AgE", "dckr_pat_", "hf_",
      "sk-", "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-ant-", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-",
      "ATBB", "AQ.", "dapi", "AccountKey=", "SharedAccessKey=", "cio", "pplx-", "nvapi-", "r8_",
      "AGE-SECRET-KEY-1",
      "xapp-", "xoxe.xoxp-", "hooks.slack.com/services/", "SG.", "eyJ",
    ])
  func beginnings(beginning: String) {
    #expect(KeyShape.all.contains { $0.beginning == [UInt8](beginning) })
  }

  @Test(
    "Keys as they are given out, with made-up letters",
    arguments: [
      ("ghs_1234567_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJnaXRodWIifQ.c2lnbmF0dXJlX29mX2l0", "ghs_[redacted]"),
      ("glpat-z0sxgtrfAxKr8q1TPY8YabcdefgH.01.0z1abcdef", "glpat-[redacted]"),
      ("AKIAZ7QWERTYUIOP2345", "AKIA[redacted]"),
      ("sk-abcdEFGH0123abcdEFGHT3BlbkFJabcdEFGH0123abcdEFGH", "sk-[redacted]"),
      ("sk-ant-api03-abc_DEF-0123456789abcdefAA", "sk-ant-[redacted]"),
      ("xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx", "xoxb-[redacted]"),
      ("xoxe.xoxp-1-Mi0yLTM0MTQwNDE0MDE3Ni0zNjU5NDY0Njg4MTct", "xoxe.xoxp-[redacted]"),
      ("SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO0_-", "SG.[redacted]"),
      (
        "https://hooks.slack.com/services/T0000000A/B0000000B/abcdefghijklmnopqrstuvwx",
        "https://hooks.slack.com/services/[redacted]"
      ),
      (
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
        "Bearer eyJ[redacted]"
      ),
      ("ya29.a0AfH6SMBx-abcdefghijklmnopqrst_uvw", "ya29.[redacted]"),
      ("apk_abcdefghijklmnopqrstuvwxyz", "apk_[redacted]"),
      ("apk_user_abcdefghijklmnopqrstuvwxyz", "apk_user_[redacted]"),
      ("cog_abcdefghijklmnopqrstuvwxyz", "cog_[redacted]"), ("cog_0123456789abcdef0123", "cog_[redacted]"),
      ("key_abcdefghijklmnopqrstuvwxyzabcdefghijkl", "key_[redacted]"),
      ("crsr_0123456789abcdef0123456789abcdef", "crsr_[redacted]"),
      ("AQ.Ab8RN6Iabcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ_kl", "AQ.[redacted]"),
      ("ATBBabcdefghijklmnopqrstuvwx01234567", "ATBB[redacted]"),
      ("dapi0123456789abcdef0123456789abcdef", "dapi[redacted]"),
      ("r8_abcdefghijklmnopqrstuvwxyzABCDEFGHIJK", "r8_[redacted]"),
      ("pplx-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV", "pplx-[redacted]"),
      ("nvapi-abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789ab", "nvapi-[redacted]"),
      ("sgamp_user_01ABCDEFGHJKMNPQRSTVWXYZ01_0123456789abcdef", "sgamp_[redacted]"),
      ("cioabcdefghijklmnopqrstuvwxyzABCDEF", "cio[redacted]"),
      (
        "AccountName=docs;AccountKey=abcdefghijklmnopqrstuvwxyz0123456789+/ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghij==;EndpointSuffix=core.windows.net",
        "AccountName=docs;AccountKey=[redacted];EndpointSuffix=core.windows.net"
      ),
      (
        "AGE-SECRET-KEY-1QQQQQQQQQQ2222222222QQQQQQQQQQ2222222222QQQQQQQQQQ22222222",
        "AGE-SECRET-KEY-1[redacted]"
      ),
      (
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\nPrivate-Lines: 2\nAAAAIabcdefghij0123\nKLmn+/==\nPrivate-MAC: 00",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\nPrivate-Lines:[redacted]\nPrivate-MAC: 00"
      ),
      ("Authorization: Bearer abcdef-0123456789-abcdef", "Authorization: Bearer [redacted]"),
      (#"{"authorization": "Bearer abcdefABCDEFabcdef"}"#, #"{"authorization": "Bearer [redacted]"}"#),
      ("-H 'Authorization: token 0123456789abcdef0123'", "-H 'Authorization: token [redacted]'"),
      ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic [redacted]"),
      ("https://user:password@host/", "https://user:[redacted]@host/"),
      ("postgres://docs:p@ss%40word@db.example:5432/docs", "postgres://docs:[redacted]@db.example:5432/docs"),
    ])
  func examples(text: String, redacted: String) {
    #expect(Redaction.shapes.redact("see \(text) there") == "see \(redacted) there")
  }

  @Test(
    "Names and words that begin like a key and are none",
    arguments: [
      "ghp-\(RedactionTests.sixteen)", "glpat_\(RedactionTests.sixteen)", "github_\(RedactionTests.sixteen)",
      "ghx_\(RedactionTests.sixteen)", "high_\(RedactionTests.sixteen)",
      "task-list-items-extension-for-markdown",
      "desk-abcdefghijklmnopqrstuvwxyz0123456789abcd", "risk-assessment-0123456789",
      "sk-learn-contrib-imbalanced",
      "cog_services_user_endpoint_name", "recog_0123456789abcdefghij", "apk_download_and_install_helper",
      "key_name_of_the_configuration_entry", "KEYAKIAZ7QWERTYUIOP2345", "AKIAZ7QWERTYUIOP23456",
      "AKIAZ7QWERTYUIOP234",
      "TODAYINASIAASACKOFRICEFELLOVER", "AIzaShort", "npm_config_registry_and_more_words_of_code",
      "hf_hub_download_with_many_words", "SG.region.example.com", "eyJhbGciOiJIUzI1NiJ9.and-no-more-of-it",
      "xoxb-xxxxxxxxxxxx-xxxxxxxxxxxx", "https://hooks.slack.com/services/T0000/B0000/short",
      "Authorization: Bearer $TOKEN_OF_THE_RUN_1", "Authorization: Bearer <your-token-here-0>",
      "Authorization: Bearer YOUR_TOKEN_GOES_HERE", "Authorization: Basic authentication",
      "Authorization: see 0123",
      "https://user:$PASSWORD@host/", "https://user:${TOKEN}@host/", "https://user@host/",
      "https://host:8080/@acme",
      "https://user:***@host/", "https://a.example/:b@c", "git@host.example:acme/docs.git",
      "nvapi-documentation-of-the-endpoint",
      "ciound", "pplx-7b-online", "the FAQ.abcdefghijklmnopqrstuvwxyz0123456789abcdefghij",
      "dapi-endpoint", "Private-Lines: none", "AccountKey=<key>",
      "pypi-publish-action-with-a-very-long-name-indeed", "0123456789abcdef0123456789abcdef01234567",
      "7f9c2ba4-e88f-4c5a-9d3e-0123456789ab",
      "sha512-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789==",
    ])
  func names(text: String) {
    #expect(Redaction.shapes.redact("see \(text) there") == "see \(text) there")
  }
}

extension KeyShape: CustomTestStringConvertible {
  /// Its beginning.
  public var testDescription: String { String(decoding: beginning, as: UTF8.self) }

  /// The shortest key of this kind.
  fileprivate var example: String {
    String(decoding: beginning, as: UTF8.self)
      + parts.map { part in
        let letters = Array("7aB9_Zc-/K".utf8).filter(part.letters.contains)
        return String(decoding: part.beginning, as: UTF8.self)
          + String(decoding: (0..<part.least).map { letters[$0 % letters.count] }, as: UTF8.self)
      }.joined(separator: ".")
  }
}

/// A way to spell a key.
struct Spelling: Sendable {
  let name: String
  let spell: @Sendable (String) -> String

  private init(_ name: String, _ letter: @escaping @Sendable (UInt8) -> String) {
    self.name = name
    spell = { $0.utf8.map(letter).joined() }
  }

  private static func sign(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

  private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

  static let all = [
    Spelling("percent") { "%" + hex($0) }, Spelling("decimal reference") { "&#\($0);" },
    Spelling("hexadecimal reference") { "&#x\(hex($0));" }, Spelling("JSON") { #"\u00"# + hex($0) },
    Spelling("JSON in JSON") { #"\\u00"# + hex($0).uppercased() },
    Spelling("backslashes") { "_-./=".utf8.contains($0) ? "\\" + sign($0) : sign($0) },
    Spelling("strikethrough") { sign($0) + "~~" }, Spelling("strong emphasis") { sign($0) + "**" },
    Spelling("full width") {
      Unicode.Scalar(UInt32($0) + 0xFEE0).map { String(Character($0)) } ?? ""
    },
  ]
}
