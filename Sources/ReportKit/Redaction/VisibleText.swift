/// The letters of a text as a person sees them, each with where it stands in the text.
struct VisibleText {
  private(set) var letters: [UInt8] = []
  /// Where what spells a letter begins and ends.
  private(set) var places: [Range<Int32>] = []

  /// The last run of letters that was asked for.
  private var run: (alphabet: Alphabet, range: Range<Int>) = ([], 0..<0)

  init(_ text: Span<UInt8>, leavesOutTags: Bool) {
    letters.reserveCapacity(text.count)
    places.reserveCapacity(text.count)
    var index = 0
    var start: Int?
    while index < text.count {
      let letter = VisibleLetter(in: text, at: index, limit: text.count, leavesOutTags: leavesOutTags)
      if letter.code != VisibleLetter.nothing {
        letters.append(letter.code)
        places.append(Int32(start ?? index)..<Int32(letter.end))
        start = nil
      } else {
        // A sign that is spelled with others belongs to the letter behind it; a mark stands by itself.
        start = VisibleLetter.isSpelling(text[index]) ? start ?? index : nil
      }
      index = letter.end
    }
  }

  /// Whether some letters stand at an index.
  func has(_ wanted: [UInt8], at index: Int) -> Bool {
    index >= 0 && index + wanted.count <= letters.count
      && letters[index..<index + wanted.count].elementsEqual(wanted)
  }

  /// The index behind the letters of an alphabet that stand together from an index on. The same end is found
  /// from everywhere in a run, so it is looked for once.
  mutating func endOfRun(of alphabet: Alphabet, from index: Int) -> Int {
    if run.alphabet == alphabet, run.range.contains(index) { return run.range.upperBound }
    var end = index
    while end < letters.count, alphabet.contains(letters[end]) { end += 1 }
    run = (alphabet, index..<end)
    return end
  }

  /// The letters but for what a value is looked for without, see ``RunKey``, with their indices.
  func withoutBreaks() -> (letters: [UInt8], indices: [Int]) {
    var indices: [Int] = []
    indices.reserveCapacity(letters.count)
    for index in letters.indices where !RunKey.passesOver(letters[index]) { indices.append(index) }
    return (indices.map { letters[$0] }, indices)
  }
}
