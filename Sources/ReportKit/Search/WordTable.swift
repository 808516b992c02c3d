/// The words of some jobs, and which of the jobs have each.
///
/// A flat table, as every word of every message passes through it: a word is a few numbers of eight bytes, of which the
/// first stands beside what is known about the word, and is found by its hash.
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

  private var entries: [Entry] = []
  /// The bytes of words behind the first eight.
  private var rest: [UInt64] = []
  /// Numbers of entries + 1, by their hashes; a power of two of them, at most half of them in use.
  private var slots: [UInt32]
  /// The entry (32 bits), the kind and the place of each mention, by the job.
  private var mentions: [UInt64] = []
  /// Words are chosen by others: with a key that they cannot know, no choice of them makes a table slow. What is written
  /// does not depend on it.
  private let key = WordTable.key

  private static let key = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

  /// A table without a word.
  public init() { slots = [UInt32](repeating: 0, count: 2048) }

  /// Notes that the job at a place has a word, the first time it has. The more telling kinds come first.
  @inline(__always)
  mutating func add(_ word: Word, of place: Int, as kind: Kind) {
    guard word.count > 0 else { return }
    let (head, length) = (word[0], (word.count - 1) / 8)
    var hash = mix(key ^ head)
    for index in 0..<length { hash = mix(hash ^ word[index + 1]) }
    let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    mention(number(of: head, length, folded) { word[$0 + 1] }, place, kind.rawValue)
  }

  /// Adds the words of jobs that come behind those of this table, the first of which stands at a place.
  public mutating func add(_ other: WordTable, at first: Int) {
    let numbers = other.entries.map { entry in
      number(of: entry.head, Int(entry.length), entry.hash) { other.rest[Int(entry.start) + $0] }
    }
    for mention in other.mentions {
      self.mention(
        numbers[Int(mention >> 32)], first + Int(mention & 0xFFFF), UInt16(truncatingIfNeeded: mention >> 16))
    }
  }

  @inline(__always)
  private func mix(_ bits: UInt64) -> UInt64 {
    let product = (bits ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: key)
    return product.high ^ product.low
  }

  @inline(__always)
  private mutating func mention(_ entry: Int, _ place: Int, _ kind: UInt16) {
    guard entries[entry].isNew(of: place) else { return }
    mentions.append(UInt64(entry) << 32 | UInt64(kind) << 16 | UInt64(place))
  }

  /// The entry of a word, of which the bytes behind the first eight are given one number after the other.
  @inline(__always)
  private mutating func number(
    of head: UInt64, _ length: Int, _ hash: UInt32, _ chunk: (Int) -> UInt64
  ) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let entry = entries[number]
      if entry.hash == hash, entry.head == head, Int(entry.length) == length,
        (0..<length).allSatisfy({ rest[Int(entry.start) + $0] == chunk($0) })
      {
        return number
      }
      slot = (slot + 1) & mask
    }
    entries.append(Entry(head: head, start: UInt32(rest.count), length: UInt32(length), hash: hash))
    for index in 0..<length { rest.append(chunk(index)) }
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

  /// The lines of all words in the order of UTF-16, and where they are cut into so many pieces of much the same
  /// size, each with its first word. A line is a word, a space, and the places of the jobs that have it as ``PlaceList``
  /// writes them, those of each kind behind a comma.
  func pieces(_ count: Int) -> (lines: [UInt8], pieces: [(first: String, lines: Range<Int>)]) {
    let order = sortedEntries()
    let (sorted, ends) = sortedMentions(order)
    var lines: [UInt8] = []
    lines.reserveCapacity(entries.count * 12 + mentions.count * 2)
    var lineEnds: [Int] = []
    lineEnds.reserveCapacity(order.count)
    for entry in order {
      append(entries[entry], to: &lines)
      lines.append(0x20)
      WordTable.append(sorted[ends[entry] - Int(entries[entry].count)..<ends[entry]], to: &lines)
      lines.append(0x0A)
      lineEnds.append(lines.count)
    }
    var pieces: [(first: String, lines: Range<Int>)] = []
    var (rank, start) = (0, 0)
    for number in 1...max(1, count) {
      let first = rank < order.count ? text(entries[order[rank]]) : WordTable.last
      while rank < order.count, rank == 0 || lineEnds[rank - 1] < lines.count * number / count { rank += 1 }
      let end = rank > 0 ? lineEnds[rank - 1] : 0
      pieces.append((first, start..<end))
      start = end
    }
    return (lines, pieces)
  }

  /// Behind all words.
  private static let last = "\u{FFFF}"

  /// Entries in the order in which scripts compare texts, which is that of UTF-16.
  private func sortedEntries() -> [Int] {
    var order = entries.indices.map { (rank: WordTable.rank(entries[$0].head), entry: UInt32($0)) }
    order.sort { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      let (left, right) = (rest(of: left.entry).lazy, rest(of: right.entry).lazy)
      return left.map(WordTable.rank).lexicographicallyPrecedes(right.map(WordTable.rank))
    }
    return order.map { Int($0.entry) }
  }

  /// Eight bytes as a number that is in the order of UTF-16, where letters of four bytes come before U+E000.
  private static func rank(_ chunk: UInt64) -> UInt64 {
    guard chunk & 0x8080_8080_8080_8080 != 0 else { return chunk }
    var rank: UInt64 = 0
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      let byte = chunk >> shift & 0xFF
      rank = rank << 8 | (byte < 0xEE ? byte : byte < 0xF0 ? byte + 5 : byte - 2)
    }
    return rank
  }

  private func rest(of entry: UInt32) -> ArraySlice<UInt64> {
    let (start, length) = (entries[Int(entry)].start, entries[Int(entry)].length)
    return rest[Int(start)..<Int(start + length)]
  }

  /// Mentions by the rank of their words, and where those of each entry end; they are in the order of jobs, and stay in
  /// it.
  private func sortedMentions(_ order: [Int]) -> ([UInt32], ends: [Int]) {
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
    return (sorted, next)
  }

  private static func append(_ mentions: ArraySlice<UInt32>, to lines: inout [UInt8]) {
    var kinds: UInt32 = 0
    for mention in mentions { kinds |= 1 << (mention >> 16) }
    for kind in UInt32(Kind.text.rawValue)...UInt32(Kind.name.rawValue) where kinds >> kind > 0 {
      if kind > 0 { lines.append(UInt8(ascii: ",")) }
      var list = PlaceList()
      for mention in mentions where mention >> 16 == kind { list.append(Int(mention & 0xFFFF), to: &lines) }
    }
  }

  private func append(_ entry: Entry, to bytes: inout [UInt8]) {
    WordTable.append(entry.head, to: &bytes)
    for index in 0..<Int(entry.length) { WordTable.append(rest[Int(entry.start) + index], to: &bytes) }
  }

  private static func append(_ chunk: UInt64, to bytes: inout [UInt8]) {
    var chunk = chunk
    while chunk != 0 {
      bytes.append(UInt8(truncatingIfNeeded: chunk >> 56))
      chunk <<= 8
    }
  }

  private func text(_ entry: Entry) -> String {
    var bytes: [UInt8] = []
    append(entry, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A word in UTF-8, where it stands: numbers of eight bytes, the first in the highest place, the last filled up with
  /// zeros.
  struct Word {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Bits that are set in every byte.
    private let bits: UInt64

    /// A word without a zero byte.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      bits = 0
    }

    /// A word of letters and digits of ASCII, in lower case. The bit that makes a capital small is set in digits.
    init(lowering bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      bits = 0x2020_2020_2020_2020
    }

    var count: Int { bytes.count }

    /// Bytes from eight times the index.
    subscript(index: Int) -> UInt64 {
      @inline(__always) get {
        let start = index * 8
        if start + 8 <= bytes.count {
          return UInt64(
            bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self))
            | bits
        }
        // Two or three loads, of which the last ends with the word.
        let count = bytes.count - start
        let most: UInt64
        if count >= 4 {
          let raw = UnsafeRawBufferPointer(bytes)
          let first = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
          let last = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
          most = UInt64(first) << 32 | UInt64(last) << UInt64(64 - 8 * count)
        } else {
          let (first, middle, last) = (bytes[start], bytes[start + count / 2], bytes[bytes.count - 1])
          most =
            UInt64(first) << 56 | UInt64(middle) << UInt64(56 - 8 * (count / 2))
            | UInt64(last) << UInt64(64 - 8 * count)
        }
        return most | bits & ~0 << UInt64(64 - 8 * count)
      }
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
