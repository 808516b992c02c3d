import Arguments
import ReportKit
import Testing

/// The file of people's names.
@Suite struct PeopleFileTests {
  private func read(_ text: String) throws(SettingsFault) -> People {
    try PeopleFile(Array(text.utf8), path: "people.yml").people
  }

  @Test func anIDHasAName() throws {
    #expect(
      try read(
        """
        # Docs
        octocat: Mona Lisa
        devin:user-1: "Ada: Lovelace"
        ada@acme.example: Ada
        auth0|7f3a: Bo   # moved to docs
        "x#1": No. 1
        12: Twelve
        """)
        == People([
          ("octocat", "Mona Lisa"), ("devin:user-1", "Ada: Lovelace"), ("ada@acme.example", "Ada"),
          ("auth0|7f3a", "Bo"), ("x#1", "No. 1"), ("12", "Twelve"),
        ]))
    #expect(try read("") == People())
  }

  @Test(
    "What is wrong is told with its line",
    arguments: [
      ("a:", "people.yml:1: 'a' has no name; write it behind the id, or remove the line"),
      ("b: x\na: \" \"", "people.yml:2: 'a' has no name; write it behind the id, or remove the line"),
      ("a: [x, y]", "people.yml:1: 'a' takes one name; write it behind the id, on the same line"),
      ("github:\n  a: x", "people.yml:1: 'github' takes one name; write it behind the id, on the same line"),
      ("a: x\na: y", "people.yml:2: 'a' stands here a second time; keep one of the two"),
      ("a: b: c", "people.yml:1: a value with a colon before a space needs quotes; write name: \"value\""),
      (
        "octocat", "people.yml:1: this is not a setting; write 'name: value', or '- value' below a name"
      ),
    ])
  func faults(text: String, words: String) {
    let fault = #expect(throws: SettingsFault.self) { try read(text) }
    #expect(fault?.description == words)
  }

  @Test("A file may be larger than settings are, up to 1 MiB")
  func size() throws {
    let line = "id-000000: A name of some length\n"
    func text(_ count: Int) -> String {
      (0..<count).map { "id-\(1_000_000 + $0): A name of some length\n" }.joined()
    }
    _ = try read(text((256 << 10) / line.utf8.count))
    #expect(throws: SettingsFault.self) { try read(text((1 << 20) / line.utf8.count + 1)) }
  }
}
