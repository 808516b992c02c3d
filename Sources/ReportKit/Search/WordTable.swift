/// The words of some jobs, and which of the jobs have each.
///
/// A flat table, as every word of every message passes through it: a word is a few numbers of eight bytes, of which the
/// first stands in its slot beside what is known about the word, and the slot is found by a hash.
public struct WordTable: Sendable {
  /// Where a word stands, the least telling first.
  enum Kind: UInt16 {
    /// In what the agent says: message and todos.
    case text
    /// In what is known about the job.
    case fact
    /// In its name.
    case name
  }

  /// A word, and what is known about it.
  struct Slot {
    /// The first eight bytes; zero where the slot is free.
    var head: UInt64 = 0
    /// How many words were there before it.
    var number: UInt32 = 0
    /// How many numbers the bytes behind the first eight are, or the most that stand here.
    var length: UInt16 = 0
    /// The last job that has it, by its place + 1.
    var last: UInt16 = 0
  }

  /// Words where their hashes lead, or behind; a power of two of slots, at most half of them in use.
  private(set) var slots: [Slot]
  /// The bytes of words behind the first eight, one word after the other.
  private var rest: [UInt64] = []
  /// Where those of each word end.
  private var ends: [UInt32] = []
  /// The number of the word (32 bits), the kind and the place of each mention, by the job.
  private(set) var mentions: [UInt64] = []
  /// Words are chosen by others: with a key that they cannot know, no choice of them makes a table slow. What is written
  /// does not depend on it.
  private let key = WordTable.key

  private static let key = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

  /// How many words there are.
  var count: Int { ends.count }

  /// A table without a word.
  public init() { slots = [Slot](repeating: Slot(), count: 1024) }

  /// Notes that the job at a place has a word, the first time it has. The more telling kinds come first.
  @inline(__always)
  mutating func add(_ word: Word, of place: Int, as kind: Kind) {
    guard word.count > 0 else { return }
    let length = (word.count - 1) / 8
    if length > 0 { addRest(of: word, length) }
    let slot = self.slot(of: word[0], length)
    guard slots[slot].last != UInt16(place) + 1 else { return }
    slots[slot].last = UInt16(place) + 1
    mentions.append(UInt64(slots[slot].number) << 32 | UInt64(kind.rawValue) << 16 | UInt64(place))
  }

  @inline(never)
  private mutating func addRest(of word: Word, _ length: Int) {
    for index in 1...length { rest.append(word[index]) }
  }

  /// Adds the words of jobs that come behind those of this table, the first of which stands at a place.
  public mutating func add(_ other: WordTable, at first: Int) {
    let words = other.slots.filter { $0.head != 0 }
    // Most words are where their hash leads, if they are known. All are looked for there first: so many slots come out of
    // memory faster together than one after the other.
    let mask = slots.count - 1
    let found = words.map { slots[hash(of: $0.head, 0..<0) & mask] }
    var numbers = [UInt64](repeating: 0, count: other.count)
    for (word, found) in zip(words, found) {
      if found.head == word.head, found.length == 0, word.length == 0 {
        numbers[Int(word.number)] = UInt64(found.number)
      } else {
        let more = other.rest(of: word)
        rest += more
        numbers[Int(word.number)] = UInt64(slots[slot(of: word.head, more.count)].number)
      }
    }
    mentions += other.mentions.lazy.map { mention in
      numbers[Int(mention >> 32)] << 32 | mention & 0xFFFF_FFFF + UInt64(first)
    }
  }

  /// The slot of a word, of which the numbers behind the first are the last of ``rest``: they stay there if it is new.
  @inline(__always)
  private mutating func slot(of head: UInt64, _ length: Int) -> Int {
    if ends.count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    let word = Slot(head: head, number: UInt32(ends.count), length: UInt16(clamping: length))
    var slot = hash(of: head, rest.count - length..<rest.count) & mask
    while slots[slot].head != 0 {
      let known = slots[slot]
      if known.head == head, known.length == word.length, length == 0 || endsRest(with: known) {
        if length > 0 { rest.removeLast(length) }
        return slot
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = word
    ends.append(UInt32(rest.count))
    return slot
  }

  private func endsRest(with word: Slot) -> Bool {
    let known = rest(of: word)
    return known.elementsEqual(rest[(ends.last.map(Int.init) ?? 0)...])
  }

  @inline(__always)
  private func hash(of head: UInt64, _ range: Range<Int>) -> Int {
    var hash = mix(key ^ head)
    for index in range { hash = mix(hash ^ rest[index]) }
    return Int(truncatingIfNeeded: hash)
  }

  @inline(__always)
  private func mix(_ bits: UInt64) -> UInt64 {
    let product = (bits ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: key)
    return product.high ^ product.low
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 4)
    let mask = slots.count - 1
    for word in old where word.head != 0 {
      var slot = hash(of: word.head, restRange(of: word)) & mask
      while slots[slot].head != 0 { slot = (slot + 1) & mask }
      slots[slot] = word
    }
  }

  /// The bytes of a word behind the first eight.
  func rest(of word: Slot) -> ArraySlice<UInt64> { rest[restRange(of: word)] }

  private func restRange(of word: Slot) -> Range<Int> {
    guard word.length > 0 else { return 0..<0 }
    let number = Int(word.number)
    return (number > 0 ? Int(ends[number - 1]) : 0)..<Int(ends[number])
  }
}
