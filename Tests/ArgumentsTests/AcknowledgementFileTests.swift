import Arguments
import ReportKit
import Testing

/// The file of what people have set aside.
@Suite struct AcknowledgementFileTests {
  private func read(_ text: String) throws(SettingsFault) -> [Acknowledgement] {
    try AcknowledgementFile(Array(text.utf8), path: "set-aside.yml") { text in
      CivilDate(text).map { ReportTimeZone.utc.start(of: $0) }
    }.notes.map(\.note)
  }

  @Test func anIDHasAReasonOrMore() throws {
    let until = ReportTimeZone.utc.start(of: try #require(CivilDate("2026-09-30")))
    #expect(
      try read(
        """
        # Looked through on Monday.
        6a1b7165-e609: the page was removed
        7f3a9c1e:
          reason: "waits: the new API"
          by: ada
          until: 2026-09-30
        "acme/docs#45":
        """) == [
          Acknowledgement(id: "6a1b7165-e609", reason: "the page was removed"),
          Acknowledgement(id: "7f3a9c1e", reason: "waits: the new API", by: "ada", until: until),
          Acknowledgement(id: "acme/docs#45"),
        ])
    #expect(try read("").isEmpty)
  }

  @Test(
    "What is wrong is told with its line",
    arguments: [
      ("a:\n  reson: x", "set-aside.yml:2: there is no 'reson' here; did you mean 'reason'?"),
      ("a:\n  owner: x", "set-aside.yml:2: there is no 'owner' here; write reason, by or until"),
      ("a:\n  until: soon", "set-aside.yml:2: 'soon' is no date; write one such as 2026-08-17"),
      ("a:\n  by:", "set-aside.yml:2: 'by' has no value; give one, or remove the line"),
      (
        "a: [x]",
        "set-aside.yml:1: 'a' is a list; write the reason behind the id, or reason, by and until below it"
      ),
      ("a: x\na: y", "set-aside.yml:2: 'a' stands here a second time; keep one of the two"),
      (
        "a: *b",
        "set-aside.yml:1: an anchor or alias of YAML; write the value itself, in quotes if it begins with & or *"
      ),
    ])
  func faults(text: String, words: String) {
    let fault = #expect(throws: SettingsFault.self) { try read(text) }
    #expect(fault?.description == words)
  }
}
