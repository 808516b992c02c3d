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
      ("tit", "; did you mean 'title'?"), ("jbs", "; did you mean 'jobs'?"), ("jo", "; did you mean 'jobs'?"),
      ("week", "; did you mean 'weeks'?"), ("wk", "; did you mean 'weeks'?"), ("w", "."), ("kw", "."),
      ("", "."),
      ("something", "."), ("attenton", "; did you mean 'attention'?"), ("att", "; did you mean 'attention'?"),
    ])
  func words(name: String, words: String) {
    #expect(Suggestion.words(for: name, among: ["title", "jobs", "attention", "weeks"]) == words)
  }

  @Test("Of two that are as near the first in the alphabet is offered")
  func tie() {
    #expect(Suggestion.words(for: "bar", among: ["baz", "bat"]) == "; did you mean 'bat'?")
    #expect(Suggestion.nearest(to: "out", among: ["overview-title", "output"]) == "output")
    #expect(Suggestion.words(for: "bar", among: []) == ".")
    #expect(Suggestion.nearest(to: String(repeating: "a", count: 1000), among: ["a"]) == nil)
  }
}
