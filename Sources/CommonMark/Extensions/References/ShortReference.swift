/// Short references, as GitHub reads them in finished text
/// (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls):
/// `#12`, `acme/docs#12`, and commits by 7 to 40 digits of their names, also as `acme/docs@0a1b2c3`; and as GitLab reads
/// them (https://docs.gitlab.com/user/markdown/#gitlab-specific-references): merge requests as well, `!12`, and projects
/// in groups, `acme/team/docs!12`.
struct ShortReference {
  typealias Text = UnsafeBufferPointer<UInt8>

  enum Kind {
    case issues, mergeRequest, commit

    /// What stands before it in an address.
    var path: StaticString {
      switch self {
      case .issues: "/issues/"
      case .mergeRequest: "/merge_requests/"
      case .commit: "/commit/"
      }
    }
  }

  /// What the text shows.
  var range: Range<Int>
  var kind: Kind
  /// Another repository that it names, by its path.
  var repository: Range<Int>?
  /// The number or the name of the commit.
  var target: Range<Int>

  /// How many bytes of HTML a link to one has more than its text, at most about.
  static let cost = 120

  /// The next one that ends behind an index, where nothing before the index is part of it.
  static func next(in text: Text, from start: Int, on forge: Repository.Forge) -> ShortReference? {
    // Every one has a digit, and most texts have none.
    guard text.firstIndex(in: start..<text.count, marks: \.digitMarks) < text.count else { return nil }
    var index = start
    /// Where the next sign stands, and the next place that a name of a commit of seven digits cannot jump over.
    var sign = nextSign(in: text, from: index, forge)
    while index < text.count {
      let commitEnd = min(sign, text.count)
      if let commit = commit(in: text, from: index, to: commitEnd, floor: start, forge) { return commit }
      guard sign < text.count else { return nil }
      if let issue = issue(in: text, at: sign, floor: start, forge) { return issue }
      index = sign + 1
      sign = nextSign(in: text, from: index, forge)
    }
    return nil
  }

  /// Where the next sign in front of a number stands; the count when there is none.
  private static func nextSign(in text: Text, from start: Int, _ forge: Repository.Forge) -> Int {
    switch forge {
    case .gitHub: text.index(of: UInt8(ascii: "#"), from: start)
    case .gitLab: text.index(of: .gitLabSigns, from: start)
    }
  }

  // MARK: Issues and merge requests

  private static func issue(
    in text: Text, at sign: Int, floor: Int, _ forge: Repository.Forge
  ) -> ShortReference? {
    guard let target = number(in: text, at: sign + 1) else { return nil }
    let kind = text[sign] == UInt8(ascii: "!") ? Kind.mergeRequest : .issues
    guard sign > floor, isWord(text[sign - 1]) else {
      guard sign == 0 || mayPrecede(text[sign - 1]) else { return nil }
      return ShortReference(range: sign..<target.upperBound, kind: kind, target: target)
    }
    guard let repository = repository(in: text, before: sign, floor: floor, forge) else { return nil }
    return ShortReference(
      range: repository.lowerBound..<target.upperBound, kind: kind, repository: repository, target: target)
  }

  private static let mostDigits = 9

  private static func number(in text: Text, at start: Int) -> Range<Int>? {
    var end = start
    while end < text.count, text[end].isDigit, end - start <= mostDigits { end += 1 }
    guard end > start, end - start <= mostDigits, text[start] != UInt8(ascii: "0"),
      end == text.count || !isWord(text[end])
    else { return nil }
    return start..<end
  }

  /// The owner and the name right before an index; on GitLab the groups and the name.
  private static func repository(
    in text: Text, before end: Int, floor: Int, _ forge: Repository.Forge
  ) -> Range<Int>? {
    let longest = 140
    var name = end
    while name > floor, end - name < longest, Repository.isName(text[name - 1]) { name -= 1 }
    guard name < end, name > floor, text[name - 1] == UInt8(ascii: "/") else { return nil }
    var start = name - 1
    while start > floor, end - start < longest {
      let byte = text[start - 1]
      let isOfGroups =
        forge == .gitLab
        && (Repository.isName(byte) || byte == UInt8(ascii: "/") && text[start] != UInt8(ascii: "/"))
      guard Repository.isOwner(byte) || isOfGroups else { break }
      start -= 1
    }
    guard start < name - 1, text[start].isAlphanumeric, start == 0 || mayPrecede(text[start - 1]) else {
      return nil
    }
    return start..<end
  }

  // MARK: Commits

  private static let digits = 7...40

  /// The first name of a commit that begins in a part of a text. A word of seven digits covers one of every seven
  /// places, so no others are looked at.
  private static func commit(
    in text: Text, from first: Int, to last: Int, floor: Int, _ forge: Repository.Forge
  ) -> ShortReference? {
    var place = first + digits.lowerBound - 1
    while place < last {
      guard isCommitDigit(text[place]) else {
        place += digits.lowerBound
        continue
      }
      var start = place
      while start > floor, isCommitDigit(text[start - 1]) { start -= 1 }
      var end = place + 1
      while end < text.count, isCommitDigit(text[end]) { end += 1 }
      defer { place = max(end, place) + digits.lowerBound - 1 }
      guard isCommit(text, start..<end) else { continue }
      if start > floor, text[start - 1] == UInt8(ascii: "@") {
        guard let repository = repository(in: text, before: start - 1, floor: floor, forge) else {
          continue
        }
        return ShortReference(
          range: repository.lowerBound..<end, kind: .commit, repository: repository, target: start..<end)
      }
      guard start == 0 || mayPrecede(text[start - 1]) else { continue }
      return ShortReference(range: start..<end, kind: .commit, target: start..<end)
    }
    return nil
  }

  private static func isCommitDigit(_ byte: UInt8) -> Bool { byte.isDigit || byte &- 0x61 < 6 }

  /// A word may look like a name of a commit, and so may a number: one has both letters and digits.
  private static func isCommit(_ text: Text, _ word: Range<Int>) -> Bool {
    guard digits.contains(word.count), word.upperBound == text.count || mayFollow(text, word.upperBound)
    else {
      return false
    }
    let letters = text[word].count { !$0.isDigit }
    return letters > 0 && letters < word.count
  }

  // MARK: Beside it

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// What may stand right before a reference.
  private static func mayPrecede(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "([{<>:;,.!?\"'|*~=".utf8.contains(byte)
  }

  /// Parts of other names are none: of files, of numbers with dashes, of addresses.
  private static func mayFollow(_ text: Text, _ index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "="): false
    case UInt8(ascii: "."), UInt8(ascii: ":"): index + 1 == text.count || !isWord(text[index + 1])
    default: !isWord(text[index])
    }
  }
}
