/// Pairs up delimiter runs as a parser will (CommonMark 0.30, 6.2 and the appendix, "process emphasis"),
/// to see whether emphasis that was written is read as it was meant.
struct EmphasisCheck {
  /// A delimiter of the writer's.
  private struct Written {
    var offset: Int
    var character: UInt8
    var count: Int
    var opens: Bool
  }

  /// Adjacent delimiters of one character.
  private struct Run {
    var start: Int
    var character: UInt8
    var length: Int
    var canOpen: Bool
    var canClose: Bool
    /// What is left, from the start for a closer and to the end for an opener.
    var first: Int
    var last: Int
    var left: Int { last - first }
  }

  private struct Pair: Hashable {
    var open: Int
    var close: Int
    var count: Int
  }

  /// The delimiters of the block, and of each open link by itself: emphasis never crosses the bounds of
  /// a link.
  private var outside: [Written] = []
  private var inside: [Written] = []
  private var finished: [[Written]] = []
  private var isInLink = false
  /// The characters of the emphases that are open.
  private var open: [UInt8] = []

  var isEmpty: Bool { outside.isEmpty && finished.isEmpty }
  /// The character of the innermost emphasis that is open.
  var innermost: UInt8? { open.last }

  /// Begins with another block, in the same memory.
  mutating func removeAll() {
    guard !isEmpty || !inside.isEmpty else { return }
    outside.removeAll(keepingCapacity: true)
    inside.removeAll(keepingCapacity: true)
    finished.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    isInLink = false
  }

  mutating func add(at offset: Int, _ character: UInt8, _ count: Int, opens: Bool) {
    if opens { open.append(character) } else { _ = open.popLast() }
    let written = Written(offset: offset, character: character, count: count, opens: opens)
    if isInLink { inside.append(written) } else { outside.append(written) }
  }

  mutating func enterLink() { isInLink = true }

  mutating func exitLink() {
    isInLink = false
    guard !inside.isEmpty else { return }
    finished.append(inside)
    inside = []
  }

  /// Whether every delimiter pairs up with the one that was meant.
  func holds(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let block = start..<text.count
    return Self.holds(outside, text, block) && finished.allSatisfy { Self.holds($0, text, block) }
  }

  private static func holds(
    _ written: [Written], _ text: UnsafeBufferPointer<UInt8>, _ block: Range<Int>
  ) -> Bool {
    if isPlain(written, text, block) { return true }
    let meant = meant(written)
    let runs = runs(written, text, block)
    return read(runs, keyInCmark) == meant && read(runs, keyInCmarkGFM) == meant
  }

  /// Whether one emphasis follows the other, each between runs that can only open and only close. Most are.
  private static func isPlain(
    _ written: [Written], _ text: UnsafeBufferPointer<UInt8>, _ block: Range<Int>
  ) -> Bool {
    var end = block.lowerBound
    for (index, delimiter) in written.enumerated() {
      guard delimiter.opens == (index % 2 == 0), index == 0 || delimiter.offset > end else { return false }
      end = delimiter.offset + delimiter.count
      let before = Flanking.before(delimiter.offset, in: block, text) ?? .space
      let after = Flanking.after(end, in: block, text) ?? .space
      let flanking = Flanking(before: before, after: after)
      guard flanking.isLeft == delimiter.opens, flanking.isRight != delimiter.opens else { return false }
    }
    return true
  }

  private static func meant(_ written: [Written]) -> Set<Pair> {
    var stack: [Written] = []
    var pairs: Set<Pair> = []
    for delimiter in written {
      if delimiter.opens {
        stack.append(delimiter)
      } else if let opener = stack.popLast() {
        pairs.insert(Pair(open: opener.offset, close: delimiter.offset, count: delimiter.count))
      }
    }
    return pairs
  }

  private static func runs(_ written: [Written], _ text: UnsafeBufferPointer<UInt8>, _ block: Range<Int>)
    -> [Run]
  {
    var runs: [Run] = []
    for delimiter in written {
      let end = delimiter.offset + delimiter.count
      if let last = runs.last, last.character == delimiter.character, last.last == delimiter.offset {
        runs[runs.count - 1].last = end
        runs[runs.count - 1].length += delimiter.count
      } else {
        runs.append(
          Run(
            start: delimiter.offset, character: delimiter.character, length: delimiter.count, canOpen: false,
            canClose: false, first: delimiter.offset, last: end))
      }
    }
    for index in runs.indices {
      let before = Flanking.before(runs[index].first, in: block, text) ?? .space
      let after = Flanking.after(runs[index].last, in: block, text) ?? .space
      let flanking = Flanking(before: before, after: after)
      let isUnderscore = runs[index].character == UInt8(ascii: "_")
      runs[index].canOpen = flanking.isLeft && (!isUnderscore || !flanking.isRight || before == .punctuation)
      runs[index].canClose = flanking.isRight && (!isUnderscore || !flanking.isLeft || after == .punctuation)
    }
    return runs
  }

  /// Which closers share the memory of a search in vain: cmark 0.30 and cmark-gfm 0.29 differ, and both
  /// remember a little more than the specification has it.
  private static func keyInCmark(_ closer: Run) -> Int {
    guard closer.character == UInt8(ascii: "*") else { return -1 }
    return (closer.canOpen ? 3 : 0) + closer.length % 3
  }

  private static func keyInCmarkGFM(_ closer: Run) -> Int { Int(closer.character) * 3 + closer.length % 3 }

  private static func read(_ runs: [Run], _ key: (Run) -> Int) -> Set<Pair> {
    var runs = runs
    var pairs: Set<Pair> = []
    /// Openers that can still be met, newest last.
    var openers: [Int] = []
    /// How many openers were looked through in vain, by what the closer was.
    var bottoms: [Int: Int] = [:]
    for index in runs.indices {
      while runs[index].canClose, runs[index].left > 0 {
        let closer = runs[index]
        let key = key(closer)
        let bottom = bottoms[key] ?? 0
        var match = openers.count - 1
        while match >= bottom, !Self.matches(runs[openers[match]], closer) { match -= 1 }
        guard match >= bottom else {
          bottoms[key] = openers.count
          break
        }
        let opener = openers[match]
        let count = closer.left >= 2 && runs[opener].left >= 2 ? 2 : 1
        pairs.insert(Pair(open: runs[opener].last - count, close: closer.first, count: count))
        runs[opener].last -= count
        runs[index].first += count
        openers.removeSubrange(runs[opener].left == 0 ? match... : (match + 1)...)
        for (key, bottom) in bottoms where bottom > openers.count { bottoms[key] = openers.count }
      }
      if runs[index].canOpen, runs[index].left > 0 { openers.append(index) }
    }
    return pairs
  }

  /// Rules 9 and 10: runs that could both open and close do not pair up when their lengths add up to a
  /// multiple of three.
  private static func matches(_ opener: Run, _ closer: Run) -> Bool {
    guard opener.character == closer.character else { return false }
    return !(closer.canOpen || opener.canClose) || closer.length % 3 == 0
      || (opener.length + closer.length) % 3 != 0
  }
}
