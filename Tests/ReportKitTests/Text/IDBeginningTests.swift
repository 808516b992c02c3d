import Testing

@testable import ReportKit

@Suite struct IDBeginningTests {
  private static let ids: [ID] = ["6a1b", "6a1b9", "6a2c", "7", "7", "\u{E9}1", "e\u{301}2"]

  @Test(
    "A beginning is enough where one id begins so",
    arguments: [
      ("6a2", .one("6a2c")), ("6a1b9", .one("6a1b9")), ("7", .one("7")), ("8", .none), ("", .none),
      // An id that is another's beginning is meant itself.
      ("6a1b", .one("6a1b")), ("6a", .several(["6a1b", "6a1b9", "6a2c"])),
      // Byte for byte: two spellings of one letter are two.
      ("\u{E9}", .one("\u{E9}1")), ("e\u{301}", .one("e\u{301}2")), ("6A2", .none),
    ] as [(ID, IDBeginning.Match)])
  func match(beginning: ID, expected: IDBeginning.Match) {
    #expect(IDBeginning.match(beginning, among: Self.ids) == expected)
  }

  @Test("Several are listed, up to ten")
  func several() {
    #expect(
      IDBeginning.words("6a", ["6a1b", "6a2c"])
        == "'6a' begins the ids of 2 jobs: 6a1b, 6a2c; give more of the one you mean")
    #expect(
      IDBeginning.words("a", (10...22).map { ID("a\($0)") })
        == "'a' begins the ids of 13 jobs: a10, a11, a12, a13, a14, a15, a16, a17, a18, a19 and 3 more; "
        + "give more of the one you mean")
  }
}
