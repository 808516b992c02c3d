import Testing

@testable import ReportKit

@Suite struct JobKeyTests {
  private static func key(_ id: ID, project: ID? = "acme", provider: ID = "mintlify") -> JobKey {
    JobKey(provider: provider, project: project, id: id)
  }

  @Test(
    "Keys that are two jobs",
    arguments: [
      (key("a"), key("b")), (key("a"), key("A")), (key("a"), key("a", project: "other")),
      (key("a"), key("a", project: nil)), (key("a", project: ""), key("a", project: nil)),
      (key("a"), key("a", provider: "other")), (key("caf\u{E9}"), key("cafe\u{301}")),
      (key("a", project: "caf\u{E9}"), key("a", project: "cafe\u{301}")),
    ])
  func different(left: JobKey, right: JobKey) {
    #expect(left != right)
    #expect(Set([left, right]).count == 2)
  }

  @Test("Equal parts are one job", arguments: [key("caf\u{E9}"), key("a", project: nil), key("")])
  func same(key: JobKey) {
    let copy = JobKey(provider: key.provider, project: key.project, id: key.id)
    #expect(Set([key, copy]).count == 1)
    #expect(!(key < copy))
  }

  @Test("The order is that of the bytes: provider, project, id")
  func order() {
    let sorted = [
      Self.key("z", project: nil), Self.key("B"), Self.key("a"), Self.key("ab"), Self.key("cafe\u{301}"),
      Self.key("caf\u{E9}"), Self.key("a", project: "b"), Self.key("a", provider: "other"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }
}
