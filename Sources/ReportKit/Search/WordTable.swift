/// The words of some jobs, and which of the jobs have each.
///
/// A flat table, as every word of every message passes through it: a word is two numbers and, if it is long, the rest of
/// its bytes, and is found by its hash.
public struct WordTable: Sendable {
  /// Where a word stands, the least telling first.
  enum Kind: UInt16, CaseIterable {
    /// In what the agent says: message and todos.
    case text
    /// In what is known about the job.
    case fact
    /// In its name.
    case name
  }

  private struct Entry {
    var word: Word
    var hash: UInt32
    var count: UInt32 = 0
    /// The last job that has it, by its place + 1.
    var last: UInt16 = 0
  }

  private var entries: [Entry] = []
  /// Numbers of entries + 1, by their hashes; a power of two of them, at most half of them in use.
  private var slots: [UInt32]
  /// The entry (32 bits), the kind and the place of each mention, by the job.
  private var mentions: [UInt64] = []

  /// A table without a word.
  public init() { slots = [UInt32](repeating: 0, count: 2048) }

  /// Notes that the job at a place has a word, the first time it has. The more telling kinds come first.
  mutating func add(_ word: Word, of place: Int, as kind: Kind) {
    guard word.count > 0, !word.isTooLong else { return }
    mention(number(of: word, word.hash), place, kind.rawValue)
  }

  /// Adds the words of jobs that come behind those of this table, the first of which stands at a place.
  public mutating func add(_ other: WordTable, at first: Int) {
    let numbers = other.entries.map { number(of: $0.word, $0.hash) }
    for mention in other.mentions {
      self.mention(
        numbers[Int(mention >> 32)], first + Int(mention & 0xFFFF), UInt16(truncatingIfNeeded: mention >> 16))
    }
  }

  private mutating func mention(_ entry: Int, _ place: Int, _ kind: UInt16) {
    guard entries[entry].last != UInt16(place) + 1 else { return }
    entries[entry].last = UInt16(place) + 1
    entries[entry].count += 1
    mentions.append(UInt64(entry) << 32 | UInt64(kind) << 16 | UInt64(place))
  }

  private mutating func number(of word: Word, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if entries[number].hash == hash, entries[number].word == word { return number }
      slot = (slot + 1) & mask
    }
    entries.append(Entry(word: word, hash: hash))
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for number in entries.indices {
      var slot = Int(entries[number].hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// The lines of all words in the order of their bytes, in so many pieces of much the same size: a word, a space, and
  /// the places of the jobs that have it as ``PlaceList`` writes them, those of each kind behind a comma.
  func pieces(_ count: Int) -> [(first: String, lines: [UInt8])] {
    let order = entries.indices.sorted { entries[$0].word < entries[$1].word }
    // Mentions by the rank of their words; they are in the order of jobs, and stay in it.
    var next = [Int](repeating: 0, count: entries.count)
    var end = 0
    for entry in order {
      next[entry] = end
      end += Int(entries[entry].count)
    }
    var sorted = [UInt32](repeating: 0, count: mentions.count)
    for mention in mentions {
      let entry = Int(mention >> 32)
      sorted[next[entry]] = UInt32(truncatingIfNeeded: mention)
      next[entry] += 1
    }
    var lines: [UInt8] = []
    lines.reserveCapacity(entries.count * 12 + mentions.count * 2)
    var ends: [Int] = []
    ends.reserveCapacity(order.count)
    for entry in order {
      entries[entry].word.append(to: &lines)
      lines.append(0x20)
      WordTable.append(sorted[next[entry] - Int(entries[entry].count)..<next[entry]], to: &lines)
      lines.append(0x0A)
      ends.append(lines.count)
    }
    var pieces: [(first: String, lines: [UInt8])] = []
    var rank = 0
    for number in 1...max(1, count) {
      let start = rank > 0 ? ends[rank - 1] : 0
      let first = rank < order.count ? entries[order[rank]].word.text : WordTable.last
      while rank < order.count, rank == 0 || ends[rank - 1] < lines.count * number / count { rank += 1 }
      pieces.append((first, Array(lines[start..<(rank > 0 ? ends[rank - 1] : 0)])))
    }
    return pieces
  }

  /// Behind all words.
  private static let last = "\u{FFFF}"

  private static func append(_ mentions: ArraySlice<UInt32>, to lines: inout [UInt8]) {
    var kinds: UInt32 = 0
    for mention in mentions { kinds |= 1 << (mention >> 16) }
    for kind in Kind.allCases.lazy.map({ UInt32($0.rawValue) }) where kinds >> kind > 0 {
      if kind > 0 { lines.append(UInt8(ascii: ",")) }
      var list = PlaceList()
      for mention in mentions where mention >> 16 == kind { list.append(Int(mention & 0xFFFF), to: &lines) }
    }
  }

  /// A word in UTF-8.
  struct Word: Comparable {
    /// The first sixteen bytes, the first in the highest place; in the order of these numbers words are in that of
    /// their bytes.
    private var head: (UInt64, UInt64) = (0, 0)
    /// The bytes behind these.
    private var tail: [UInt8] = []
    private(set) var count = 0

    /// The most bytes of a word; a longer one is none.
    private static let longest = 96

    init() {}

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { append(byte) } }

    var isTooLong: Bool { count > Word.longest }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      if count < 8 {
        head.0 |= UInt64(byte) &<< UInt64(56 - 8 * count)
      } else if count < 16 {
        head.1 |= UInt64(byte) &<< UInt64(120 - 8 * count)
      } else if count < Word.longest {
        tail.append(byte)
      }
      count += 1
    }

    func append(to bytes: inout [UInt8]) {
      for index in 0..<min(count, 8) {
        bytes.append(UInt8(truncatingIfNeeded: head.0 >> UInt64(56 - 8 * index)))
      }
      guard count > 8 else { return }
      for index in 8..<min(count, 16) {
        bytes.append(UInt8(truncatingIfNeeded: head.1 >> UInt64(120 - 8 * index)))
      }
      bytes += tail
    }

    var text: String {
      var bytes: [UInt8] = []
      append(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }

    static func == (left: Word, right: Word) -> Bool {
      left.head == right.head && left.count == right.count && (left.count <= 16 || left.tail == right.tail)
    }

    static func < (left: Word, right: Word) -> Bool {
      if left.head.0 != right.head.0 { return left.head.0 < right.head.0 }
      if left.head.1 != right.head.1 { return left.head.1 < right.head.1 }
      return left.tail.lexicographicallyPrecedes(right.tail)
    }

    /// Words are chosen by others: with a key that they cannot know, no choice of them makes a table slow. What is
    /// written does not depend on it.
    var hash: UInt32 {
      let key = Word.key
      var hash = mix(head.0 ^ key, head.1 ^ (key &+ UInt64(count)))
      for byte in tail { hash = mix(hash ^ UInt64(byte), key) }
      return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static let key = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

    @inline(__always)
    private func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
      let product = (one ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: other | 1)
      return product.high ^ product.low
    }
  }
}

/// Writes ascending numbers from 0 in Base64 digits (RFC 4648, section 5): of each the distance from the one before it less
/// one, five bits a digit, the lowest first; a digit of 32 or more has another behind it.
struct PlaceList {
  private var next = 0

  mutating func append(_ place: Int, to bytes: inout [UInt8]) {
    var distance = place - next
    next = place + 1
    while distance >= 32 {
      bytes.append(PlaceList.digit(32 | distance & 31))
      distance >>= 5
    }
    bytes.append(PlaceList.digit(distance))
  }

  private static func digit(_ value: Int) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + UInt8(value)
    case 26..<52: UInt8(ascii: "a") + UInt8(value - 26)
    case 52..<62: UInt8(ascii: "0") + UInt8(value - 52)
    case 62: UInt8(ascii: "-")
    default: UInt8(ascii: "_")
    }
  }
}
