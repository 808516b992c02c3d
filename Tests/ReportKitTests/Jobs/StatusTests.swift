import Testing

@testable import ReportKit

@Suite struct StatusTests {
  @Test("The one vocabulary: slug, words, whether it has ended")
  func vocabulary() {
    let rows = Status.allCases.map { "\($0.slug) | \($0.name) | \($0.hasEnded)" }
    #expect(
      rows == [
        "running | Running | false", "waiting | Waits for a person | false", "completed | Completed | true",
        "failed | Failed | true",
        "blocked | Blocked | true", "interrupted | Interrupted | true",
        "archived | Archived | true",
        "unknown | Unknown | false",
      ])
  }

  @Test(
    "A status is named by slug or label in any case, and by common words for it only in a suggestion",
    arguments: [
      ("failed", .failed, nil), ("Blocked", .blocked, nil), ("Needs GitHub setup", .blocked, nil),
      ("RUNNING", .running, nil),
      ("done", nil, .completed), ("Error", nil, .failed), ("cancelled", nil, .interrupted), ("", nil, nil),
      ("github_missconfigured", nil, .blocked), ("fail", nil, nil),
    ] as [(String, Status?, Status?)])
  func spelled(word: String, status: Status?, meant: Status?) {
    #expect(Status(spelled: word) == status)
    #expect(Status.meant(by: word) == meant)
  }
}
