/// Short references, as GitHub reads them in finished text
/// (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls):
/// `#12`, `acme/docs#12`, and commits by 7 to 40 digits of their names, also as `acme/docs@0a1b2c3`.
struct ShortReference {
  typealias Text = UnsafeBufferPointer<UInt8>

  enum Kind {
    case issues, commit

    /// What stands before it in an address.
    var path: StaticString { self == .issues ? "/issues/" : "/commit/" }
  }

  /// What the text shows.
  var range: Range<Int>
  var kind: Kind
  /// Another repository that it names, owner and name.
  var repository: Range<Int>?
  /// The number or the name of the commit.
  var target: Range<Int>

  /// How many bytes of HTML a link to one has more than its text, at most about.
  static let cost = 120

  /// The next one that ends behind an index, where nothing before the index is part of it.
  static func next(in text: Text, from start: Int) -> ShortReference? {
    var index = start
    /// Where the next `#` stands, and the next place that a name of a commit of seven digits cannot jump over.
    var hash = text.index(of: UInt8(ascii: "#"), from: index)
    while index < text.count {
      let commitEnd = min(hash, text.count)
      if let commit = commit(in: text, from: index, to: commitEnd, floor: start) { return commit }
      guard hash < text.count else { return nil }
      if let issue = issue(in: text, at: hash, floor: start) { return issue }
      index = hash + 1
      hash = text.index(of: UInt8(ascii: "#"), from: index)
    }
    return nil
  }

  // MARK: Issues

  private static func issue(in text: Text, at hash: Int, floor: Int) -> ShortReference? {
    guard let target = number(in: text, at: hash + 1) else { return nil }
    guard hash > floor, isWord(text[hash - 1]) else {
      guard hash == 0 || mayPrecede(text[hash - 1]) else { return nil }
      return ShortReference(range: hash..<target.upperBound, kind: .issues, target: target)
    }
    guard let repository = repository(in: text, before: hash, floor: floor) else { return nil }
    return ShortReference(
      range: repository.lowerBound..<target.upperBound, kind: .issues, repository: repository, target: target)
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

  /// The owner and the name right before an index.
  private static func repository(in text: Text, before end: Int, floor: Int) -> Range<Int>? {
    let longest = 140
    var name = end
    while name > floor, end - name < longest, Repository.isName(text[name - 1]) { name -= 1 }
    guard name < end, name > floor, text[name - 1] == UInt8(ascii: "/") else { return nil }
    var start = name - 1
    while start > floor, end - start < longest, Repository.isOwner(text[start - 1]) { start -= 1 }
    guard start < name - 1, text[start].isAlphanumeric, start == 0 || mayPrecede(text[start - 1]) else {
      return nil
    }
    return start..<end
  }

  // MARK: Commits

  private static let digits = 7...40

  /// The first name of a commit that begins in a part of a text. A word of seven digits covers one of every seven
  /// places, so no others are looked at.
  private static func commit(in text: Text, from first: Int, to last: Int, floor: Int) -> ShortReference? {
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
        guard let repository = repository(in: text, before: start - 1, floor: floor) else { continue }
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
