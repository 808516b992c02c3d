import ReportKit
import Testing

/// A row as a line of an export, and back.
@Suite struct ArchiveLineTests {
  private static func answer(_ json: String, id: ID = "a") -> ArchivedRecord {
    ArchivedRecord(
      provider: "mintlify", project: "acme", id: id, endpoint: "v1/jobs", time: "2026-08-24T09:00:00.000Z",
      status: "running", bytes: Array(json.utf8))
  }

  private static func line(_ answer: ArchivedRecord, isRaw: Bool = false) -> String {
    var line: [UInt8] = []
    ArchiveLine.write(answer, digest: answer.digest.description, hiding: isRaw ? nil : .shapes, to: &line)
    return String(decoding: line, as: UTF8.self)
  }

  @Test("The job's own JSON stands in the line byte for byte")
  func form() {
    let answer = Self.answer(#"{ "sessionId" : "a" }"#)
    #expect(
      Self.line(answer)
        == #"{"kind":"answer","provider":"mintlify","project":"acme","id":"a","endpoint":"v1/jobs","#
        + #""time":"2026-08-24T09:00:00.000Z","status":"running","sha256":"\#(answer.digest)","#
        + #""job":{ "sessionId" : "a" }}"#)
  }

  @Test(
    "What is written can be read, whatever bytes an answer has",
    arguments: [
      #"{"sessionId":"a"}"#, "{\n  \"sessionId\": \"a\"\r\n}", "no JSON", "", "{\"a\":\"\u{2028}\"}", "7",
      " {} ",
    ])
  func roundTrip(json: String) throws {
    let answer = Self.answer(json)
    let line = Self.line(answer)
    #expect(!line.contains("\n"))
    #expect(ArchiveLine.isRow(Array(line.utf8)))
    #expect(try ArchiveLine.read(Array(line.utf8)) == .answer(answer, answer.digest))
  }

  @Test(
    "A key is redacted however it is spelled, and such a row cannot be read",
    arguments: [
      #"{"x":"mint_0123456789abcdefgh"}"#, #"{"x":"\u006dint_0123456789abcdefgh"}"#,
      "{\n\"x\":\"mint_0123456789abcdefgh\"}", "mint_0123456789abcdefgh",
    ])
  func redaction(json: String) throws {
    let answer = Self.answer(json)
    let line = Self.line(answer)
    #expect(line.contains("mint_[redacted]") || line.contains("\"base64\""))
    #expect(!line.contains("0123456789abcdefgh"))
    #expect(try ArchiveLine.read(Array(line.utf8)) == .redacted)
    #expect(
      try ArchiveLine.read(Array(Self.line(answer, isRaw: true).utf8)) == .answer(answer, answer.digest))
  }

  @Test("A key in an id is redacted, too")
  func redactedID() throws {
    let line = Self.line(Self.answer("{}", id: "mint_0123456789abcdefgh"))
    #expect(!line.contains("0123456789abcdefgh"))
    #expect(try ArchiveLine.read(Array(line.utf8)) == .redacted)
  }

  @Test("Every column is under the digest")
  func changed() {
    let answer = Self.answer(#"{"sessionId":"a"}"#)
    let line = Self.line(answer)
    for (old, new) in [
      ("acme", "acne"), ("v1/jobs", "v1/job"), ("09:00", "09:01"), ("running", "failed"),
      (#""a","e"#, #""b","e"#),
      (#"sessionId":"a"}"#, #"sessionId":"b"}"#), (#""provider":"mintlify""#, #""provider":"other""#),
    ] {
      let changed = line.replacing(old, with: new)
      #expect(changed != line)
      #expect(throws: ArchiveLine.Failure.changed) { try ArchiveLine.read(Array(changed.utf8)) }
    }
  }

  @Test("A run is a row, too")
  func run() throws {
    var run = ArchivedRun(
      began: "2026-08-24T09:00:00.000Z", tool: "0.1.0", asked: #"{"projects":["acme"]}"#)
    run.setComplete(["acme"])
    run.setProblems([(project: "acme", id: nil, reason: "a \"reason\"")])
    run.through = 3
    #expect(run.completeProjects == ["acme"])
    var line: [UInt8] = []
    ArchiveLine.write(run, digest: run.digest.description, hiding: .shapes, to: &line)
    #expect(try ArchiveLine.read(line) == .run(run, run.digest))
    run.outcome = .failed
    line = []
    ArchiveLine.write(run, digest: "0", hiding: .shapes, to: &line)
    #expect(throws: ArchiveLine.Failure.changed) { try ArchiveLine.read(line) }
  }

  @Test("A line of a newer version is refused with what to do")
  func unknownKind() {
    #expect(
      ArchiveLine.Failure.unknownKind("todo").description
        == "a row of the unknown kind 'todo'; a newer version of jobreport may have written it: update jobreport"
    )
    #expect(throws: ArchiveLine.Failure.unknownKind("todo")) {
      try ArchiveLine.read(Array(#"{"kind":"todo","sha256":""}"#.utf8))
    }
  }

  @Test(
    "A run without ids, but by version 2, asks for lists",
    arguments: [
      ("v1", [], ["a", "b"]), ("auto", [], ["a", "b"]), ("auto", ["1"], []), ("v2", [], []),
    ] as [(String, [ID], [ID])])
  func listedProjects(api: String, ids: [ID], listed: [ID]) {
    let asked = AskedFormat.json(
      projects: ["a", "b"], ids: ids, api: api, details: false, isFull: false, recheckDays: 14)
    #expect(ArchivedRun(began: "", tool: "", asked: asked).listedProjects == listed)
    let files = AskedFormat.json(files: ["a"])
    #expect(ArchivedRun(began: "", tool: "", asked: files).listedProjects == [])
  }
}
