import Testing

@testable import ReportKit

@Suite struct VerificationFormatTests {
  @Test("A report that is whole, and one that is damaged")
  func json() {
    #expect(
      VerificationFormat.json(directory: "out/\"a\"", files: 12, damage: [], others: []).text
        == #"{"directory":"out/\"a\"","files":12,"damage":[],"others":[]}"# + "\n")
    #expect(
      VerificationFormat.json(
        directory: "r", files: 2, damage: [("missing", "a.html"), ("changed", "b.html")],
        others: ["CNAME", ".git/"]
      ).text
        == #"{"directory":"r","files":2,"damage":[{"kind":"missing","path":"a.html"},{"kind":"changed","path":"b.html"}],"others":["CNAME",".git/"]}"#
        + "\n")
  }
}
