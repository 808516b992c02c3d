import Testing

@testable import ReportKit

@Suite struct SuggestionTests {
  @Test(
    "A near name is offered, a far one is not",
    arguments: [
      ("titel", "; did you mean 'title'?"), ("tilte", "; did you mean 'title'?"),
      ("TITLE", "; did you mean 'title'?"),
      ("titles", "; did you mean 'title'?"), ("title", "; did you mean 'title'?"),
      ("itle", "; did you mean 'title'?"),
      ("tit", "."), ("jbs", "; did you mean 'jobs'?"), ("jo", "."), ("week", "; did you mean 'weeks'?"),
      ("", "."),
      ("something", "."), ("attenton", "; did you mean 'attention'?"),

    ])
  func words(name: String, words: String) {
    #expect(Suggestion.words(for: name, among: ["title", "jobs", "attention", "weeks"]) == words)
  }

  @Test("Of two that are as near the first in the alphabet is offered")
  func tie() {
    #expect(Suggestion.words(for: "bar", among: ["baz", "bat"]) == "; did you mean 'bat'?")
    #expect(Suggestion.words(for: "bar", among: []) == ".")
  }
}
