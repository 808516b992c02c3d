extension WordTable {
  /// The lines of all words in the order of UTF-16, and where they are cut into so many pieces of much the same
  /// size, each with its first word. A line is a word, a space, and the places of the jobs that have it as ``PlaceList``
  /// writes them, those of each kind behind a comma.
  func pieces(_ count: Int) -> (lines: [UInt8], pieces: [(first: String, lines: Range<Int>)]) {
    let words = sortedWords()
    let (sorted, ends) = sortedMentions(words)
    var lines: [UInt8] = []
    lines.reserveCapacity(words.count * 12 + mentions.count * 2)
    var lineEnds: [Int] = []
    lineEnds.reserveCapacity(words.count)
    var start = 0
    for (word, end) in zip(words, ends) {
      append(word, to: &lines)
      lines.append(0x20)
      WordTable.append(sorted[start..<end], to: &lines)
      lines.append(0x0A)
      lineEnds.append(lines.count)
      start = end
    }
    var pieces: [(first: String, lines: Range<Int>)] = []
    var rank = 0
    start = 0
    for number in 1...max(1, count) {
      let first = rank < words.count ? text(words[rank]) : WordTable.last
      while rank < words.count, rank == 0 || lineEnds[rank - 1] < lines.count * number / count { rank += 1 }
      let end = rank > 0 ? lineEnds[rank - 1] : 0
      pieces.append((first, start..<end))
      start = end
    }
    return (lines, pieces)
  }

  /// Behind all words.
  private static let last = "\u{FFFF}"

  /// The words in the order in which scripts compare texts, which is that of UTF-16.
  private func sortedWords() -> [Slot] {
    var order: [(rank: UInt64, slot: Int)] = []
    order.reserveCapacity(count)
    for (slot, word) in slots.enumerated() where word.head != 0 {
      order.append((WordTable.rank(word.head), slot))
    }
    order.sort { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      let (left, right) = (rest(of: slots[left.slot]).lazy, rest(of: slots[right.slot]).lazy)
      return left.map(WordTable.rank).lexicographicallyPrecedes(right.map(WordTable.rank))
    }
    return order.map { slots[$0.slot] }
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

  /// Mentions by the rank of their words, and where those of each word end; they are in the order of jobs, and stay in
  /// it.
  private func sortedMentions(_ words: [Slot]) -> ([UInt32], ends: [Int]) {
    var next = [Int](repeating: 0, count: count)
    for mention in mentions { next[Int(mention >> 32)] += 1 }
    var end = 0
    for word in words {
      let number = Int(word.number)
      (next[number], end) = (end, end + next[number])
    }
    var sorted = [UInt32](repeating: 0, count: mentions.count)
    for mention in mentions {
      let number = Int(mention >> 32)
      sorted[next[number]] = UInt32(truncatingIfNeeded: mention)
      next[number] += 1
    }
    return (sorted, words.map { next[Int($0.number)] })
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

  private func append(_ word: Slot, to bytes: inout [UInt8]) {
    WordTable.append(word.head, to: &bytes)
    for chunk in rest(of: word) { WordTable.append(chunk, to: &bytes) }
  }

  private static func append(_ chunk: UInt64, to bytes: inout [UInt8]) {
    var chunk = chunk
    while chunk != 0 {
      bytes.append(UInt8(truncatingIfNeeded: chunk >> 56))
      chunk <<= 8
    }
  }

  private func text(_ word: Slot) -> String {
    var bytes: [UInt8] = []
    append(word, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
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
