import TestData
import Testing

@testable import CommonMark

@Suite("Markdown that is written parses to what it was written from")
struct RoundTripTests {
  @Test("the examples of the specifications", .enabled(if: SharedData.isPresent, "needs shared/data"))
  func examples() throws {
    let examples =
      try SharedData.examples("commonmark-spec-0.30.json") + SharedData.examples("gfm-extensions.json")
    for example in examples {
      #expect(Oracle.complaint(about: Array(example.markdown.utf8)) == nil)
    }
  }

  @Test("the messages of jobs", .enabled(if: SharedData.isPresent, "needs shared/data"))
  func messages() throws {
    let hostile = try SharedData.hostileJobs().flatMap {
      [$0.job.messageToUser, $0.job.title].compactMap { $0 }
    }
    for message in try SharedData.messages("real-jobs.json") + SharedData.messages("mixed-jobs.json")
      + hostile
    {
      #expect(Oracle.complaint(about: Array(message.utf8)) == nil)
    }
  }
}

@Suite("Texts that the fuzzer found")
struct FoundTests {
  @Test(
    "come back as they were",
    arguments: [
      "> \u{95}oo\n\(String(repeating: "$", count: 90))>\n> baz\n",
      "`$`$`$`$",
      "a\u{B}\n\n\u{B}\n\u{C}\n",
      "- [ ] \u{B}\n- [x] a\n",
      "m@\(String(repeating: "Y", count: 64)).example",
      "` \(String(repeating: "`", count: 80)) `",
      "foo@.e\u{1}",
      "- \(String(repeating: ">", count: 90))a\n",
      "x <m@-a.example> m@a-.example",
      "- /*\u{13}b*\n",
      // Emphasis that `*` and `_` have no way to say without a joiner.
      "foo*****a******b*******c*d**e***f*g**",
      "*a****b***c**d*e***f****g*",
      // Strikethrough of one tilde inside one of two.
      "~~a~b~c~~",
      // A line of which nothing is left.
      "a\n\u{B}\nb",
      // Underscores in a word, more than are looked through for each.
      "***V__________r\u{FFFD}*",
      // Addresses of which one letter is written as an entity.
      "*\u{10}*D@.e\u{6}",
      "*a.*m@x.example*b*",
      "m@x.exampl*e.*f",
      // A backslash and underscores in front of a letter that is written as an entity.
      "\\\u{516}*\u{4}~!\u{4}.*/",
      "a__b*.c.*d__e",
      // Code with a line that starts as a command does.
      "```\n/close\n\tb\n  c\n\n/d\n```\n1. ```\n   /e\n   ```",
      // The character that marks escapes in a text of its own.
      "\\~\u{1BFC}\\~ \u{1BFD}",
    ])
  func text(text: String) {
    for profile in [MarkdownProfile.page, .github, .gitlab] {
      #expect(Oracle.complaint(about: Array(text.utf8), profile: profile) == nil)
    }
  }

  @Test("have no bytes that are no UTF-8, wherever they stand")
  func invalid() {
    let renderer = Renderer(policy: Policy(links: .external))
    for text in ["a\u{1}b", "`\u{1}`", "| \u{1} | `\u{1}` |\n|-|-|\n", "[\u{1}](/\u{1})", "```\u{1}\n\u{1}"] {
      let bytes = text.utf8.map { $0 == 1 ? 0xCC : $0 }
      for result in [renderer.html(bytes).bytes, renderer.markdown(bytes).bytes] {
        #expect(String(validating: result, as: UTF8.self)?.contains("\u{FFFD}") == true)
      }
      #expect(Oracle.complaint(about: bytes) == nil)
    }
  }
}

@Suite("Documents made from a seed")
struct GeneratedTests {
  static let documents = 1000

  @Test("hold what every text has to", arguments: 0..<8)
  func generated(seed: Int) {
    var generator = Generator(seed: UInt64(seed) + 1)
    for _ in 0..<Self.documents {
      let text = generator.document()
      let complaint = Oracle.complaint(about: Array(text.utf8))
      #expect(complaint == nil)
      if complaint != nil { return }
    }
  }

  @Test("come back from GitHub and GitLab", arguments: 0..<4, [MarkdownProfile.github, .gitlab])
  func inertOnes(seed: Int, profile: MarkdownProfile) {
    var generator = Generator(seed: UInt64(seed) + 500)
    for _ in 0..<2 * Self.documents {
      let text = generator.document()
      let complaint = Oracle.roundTrip(Array(text.utf8), profile: profile)
      #expect(complaint == nil)
      if complaint != nil { return }
    }
  }
}
