import Testing

@testable import ReportKit

@Suite struct StatusTests {
  @Test("The one vocabulary: slug, words, whether it has ended")
  func vocabulary() {
    let rows = Status.allCases.map { "\($0.slug) | \($0.name) | \($0.hasEnded)" }
    #expect(
      rows == [
        "running | Running | false", "completed | Completed | true", "failed | Failed | true",
        "blocked | Needs GitHub setup | true", "interrupted | Interrupted | true",
        "archived | Archived | true",
        "unknown | Unknown | false",
      ])
  }
}
