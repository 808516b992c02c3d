/// How a pull request stands, as the service that has it tells: not what a job says.
public struct PullRequestState: Hashable, Sendable {
  /// How it stands.
  public enum Kind: String, Sendable, CaseIterable {
    case merged, open, draft, closed
    /// The token that asked may not see it, or it is not there: which of both, the service does not tell.
    case hidden = "not-visible"

    /// Whether work on it goes on.
    var isOpen: Bool { self == .open || self == .draft }

    /// The word as a label: `Merged`.
    public var name: String { word.prefix(1).uppercased() + word.dropFirst() }

    /// The word for a person.
    public var word: String { self == .hidden ? "not visible to this token" : rawValue }
  }

  /// What the checks of an open one say together.
  public enum Checks: String, CaseIterable, Sendable {
    case passing, failing, pending
  }

  /// What its reviews say together.
  public enum Review: String, CaseIterable, Sendable {
    case approved
    case changesRequested = "changes-requested"
    case required

    /// The words behind how an open one stands; nil where they say no more than that.
    var words: String? {
      switch self {
      case .approved: "approved"
      case .changesRequested: "changes asked for"
      case .required: nil
      }
    }
  }

  /// How it stands.
  public var kind: Kind
  /// When it was opened.
  public var createdAt: Timestamp?
  /// When it was merged or closed.
  public var endedAt: Timestamp?
  /// The login of who merged it.
  public var mergedBy: String?
  /// Lines added and removed.
  public var lines: Lines?
  /// What its checks say; nil when it has none, or was not open when it was asked for.
  public var checks: Checks?
  /// What its reviews say; nil when nobody is to review it, or it was not open when it was asked for.
  public var review: Review?

  /// Lines that a pull request changes.
  public struct Lines: Hashable, Sendable {
    /// Lines added.
    public var added: Int
    /// Lines removed.
    public var removed: Int
  }

  /// One that the token may not see.
  public static let hidden = PullRequestState(kind: .hidden)

  /// One of which nothing else is known.
  init(kind: Kind) { self.kind = kind }

  /// What an agent's service says of a pull request in one word, such as `open`; nil for another word than those for a
  /// state.
  init?(word: String) {
    guard let kind = Kind(rawValue: word), kind != .hidden else { return nil }
    self.init(kind: kind)
  }

  /// Reads what a line of `data/jobs.jsonl` tells, see ``JSONLinesFormat``; nil when it tells no state. A word that is not
  /// known is noted.
  init?(line: inout FieldReader) {
    guard let kind: Kind = Self.word("state", of: &line) else { return nil }
    self.init(kind: kind)
    createdAt = line.timestamp("createdAt", for: .pullRequests).value
    endedAt = line.timestamp("endedAt", for: .pullRequests).value
    mergedBy = line.visibleText("mergedBy", for: .pullRequests).value.flatMap(Job.shown)
    if let added = Self.count("additions", of: &line), let removed = Self.count("deletions", of: &line) {
      lines = Lines(added: added, removed: removed)
    }
    checks = Self.word("checks", of: &line)
    review = Self.word("review", of: &line)
  }

  /// One of some words, in any case; nil, and noted, for another.
  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, of line: inout FieldReader
  ) -> Word? {
    guard let text = line.visibleText(name, for: .pullRequests).value else { return nil }
    if let word = Word(rawValue: text.lowercased()) { return word }
    let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
    line.note("'\(name)' is \(FieldReader.excerpt(text)), not one of \(words)", for: .pullRequests)
    return nil
  }

  /// A number that is not negative; nil, and noted, for anything else.
  private static func count(_ name: StaticString, of line: inout FieldReader) -> Int? {
    guard let text = line.text(name, for: .pullRequests).value else { return nil }
    if let count = Int(text), count >= 0 { return count }
    line.note("'\(name)' is \(FieldReader.excerpt(text)), not a number of lines", for: .pullRequests)
    return nil
  }

  /// All of it in one text, the same for equal states only.
  var key: String {
    let times = [createdAt, endedAt].map { $0.map { String($0.milliseconds) } ?? "" }
    let counts = [lines?.added, lines?.removed].map { $0.map(String.init) ?? "" }
    let words = [checks?.rawValue ?? ""] + (review.map { [$0.rawValue] } ?? []) + [mergedBy ?? ""]
    return ([kind.rawValue] + times + counts + words).joined(separator: " ")
  }

  /// `open, checks failing`.
  public var words: String {
    ([kind.word] + [checks.map { "checks \($0.rawValue)" }, review?.words].compactMap(\.self))
      .joined(separator: ", ")
  }

  /// Whether it is open and its checks fail.
  var failsChecks: Bool { isOpen && checks == .failing }

  /// Whether it is open and a review asks for changes: whoever wrote it is next, and no reviewer.
  var asksForChanges: Bool { isOpen && review == .changesRequested }

  /// Whether work on it goes on.
  public var isOpen: Bool { kind.isOpen }

  /// For how many days after it was closed one is asked for again: it may be opened anew.
  public static let reopeningDays = 30

  /// Whether it may stand otherwise by now. A merged one stays merged.
  public func canChange(by now: Timestamp) -> Bool {
    switch kind {
    case .open, .draft, .hidden: true
    case .merged: false
    case .closed: endedAt.map { $0 > now.adding(hours: -24 * Self.reopeningDays) } ?? true
    }
  }
}
