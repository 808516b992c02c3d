import CommonMark

extension WordTable {
  /// The most letters of a word that count.
  private static let mostLetters = 32

  /// Notes the words of a text: runs of letters, numbers and marks, folded (``FoldedLetters``). Where words stand without
  /// spaces, every two letters are one, and the last alone.
  ///
  /// `search.js` takes queries apart in the same way.
  mutating func add(_ text: some Sequence<UInt8>, of place: Int, as kind: Kind) {
    if text.withContiguousStorageIfAvailable({ add($0, place, kind) }) != nil { return }
    Array(text).withUnsafeBufferPointer { add($0, place, kind) }
  }

  /// The same for a message, up to a length; without its comments of HTML, which no one sees.
  mutating func add(message: [UInt8], of place: Int) {
    message.withUnsafeBufferPointer {
      add(UnsafeBufferPointer(rebasing: $0.prefix(WordTable.longestMessage)), place, .text, hasComments: true)
    }
  }

  /// So many bytes of a message are searched.
  static let longestMessage = 16_384

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ kind: Kind, hasComments: Bool = false
  ) {
    var open = OpenWord()
    var index = 0
    while index < text.count {
      let start = index
      index = text.firstIndex(in: start..<text.count) { $0.otherThanAlphanumeric }
      let separator = WordTable.separator(in: text, at: index)
      guard separator > 0 else {
        index = addFolded(text, from: start, &open, place, kind)
        continue
      }
      if index > start {
        add(Word(lowering: start..<min(index, start + WordTable.mostLetters), of: text), of: place, as: kind)
      }
      if hasComments, index < text.count, text[index] == UInt8(ascii: "<") {
        index = WordTable.endOfComment(in: text, at: index) ?? index + 1
      } else {
        index += separator
      }
    }
  }

  /// The same from an index on where letters are not all of ASCII, up to a character that is surely in no word; gives where
  /// that is.
  @inline(never)
  private mutating func addFolded(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ open: inout OpenWord, _ place: Int, _ kind: Kind
  ) -> Int {
    var index = start
    while index < text.count {
      if text[index].isAlphanumeric {
        if open.isUnspaced { end(&open, place, kind) }
        open.append(text[index].lowercased)
        index += 1
      } else if WordTable.separator(in: text, at: index) > 0 {
        break
      } else {
        let (letter, length) = text.scalar(at: index)
        index += length
        FoldedLetters.each(of: letter) { add($0, $1, to: &open, place, kind) }
      }
    }
    end(&open, place, kind)
    return index
  }

  /// The length of a character that is surely in no word, or of the end; 0 for one that may be.
  @inline(__always)
  private static func separator(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index < text.count, text[index] >= 0x80 else { return 1 }
    return symbol(in: text, at: index)
  }

  @inline(never)
  private static func symbol(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard text[index] == 0xE2 || text[index] == 0xF0 else { return 0 }
    let (letter, length) = text.scalar(at: index)
    return FoldedLetters.isSymbol(letter) ? length : 0
  }

  /// Where a comment of HTML that begins at an index ends, at the latest with the text; nil where none begins.
  private static func endOfComment(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard text[start...].starts(with: "<!--".utf8) else { return nil }
    var end = start + 6
    while end < text.count {
      if text[end] == UInt8(ascii: ">"), text[end - 1] == UInt8(ascii: "-"),
        text[end - 2] == UInt8(ascii: "-")
      {
        return end + 1
      }
      end += 1
    }
    return text.count
  }

  private mutating func add(
    _ letter: Unicode.Scalar, _ part: FoldedLetters.Part, to open: inout OpenWord, _ place: Int, _ kind: Kind
  ) {
    switch part {
    case .none: return end(&open, place, kind)
    case .mark: return open.append(mark: letter)
    case .letter, .unspaced: break
    }
    if (part == .unspaced) != open.isUnspaced { end(&open, place, kind) }
    if part == .unspaced {
      open.isUnspaced = true
      if open.hasPair {
        add(open, place, kind)
        open.removeFirst()
      }
    }
    open.append(letter)
  }

  private mutating func end(_ open: inout OpenWord, _ place: Int, _ kind: Kind) {
    guard !open.isEmpty else { return }
    add(open, place, kind)
    if open.hasPair {
      open.removeFirst()
      add(open, place, kind)
    }
    open.removeAll()
  }

  private mutating func add(_ open: OpenWord, _ place: Int, _ kind: Kind) {
    open.bytes.withUnsafeBufferPointer { add(Word($0), of: place, as: kind) }
  }

  /// A word that may go on.
  private struct OpenWord {
    private(set) var bytes: [UInt8] = []
    private var letters = 0
    /// Whether it is of letters that stand without spaces, of which it has at most two.
    var isUnspaced = false
    /// Where the second of these begins.
    private var second = 0

    var isEmpty: Bool { letters == 0 }
    var hasPair: Bool { second > 0 }

    /// The most bytes of a letter with its marks that count.
    private static let longestLetter = 96

    mutating func removeAll() {
      bytes.removeAll(keepingCapacity: true)
      (letters, isUnspaced, second) = (0, false, 0)
    }

    mutating func removeFirst() {
      bytes.removeSubrange(..<second)
      second = 0
    }

    mutating func append(_ byte: UInt8) {
      letters += 1
      if letters <= WordTable.mostLetters { bytes.append(byte) }
    }

    mutating func append(_ letter: Unicode.Scalar) {
      if isUnspaced, !isEmpty { second = bytes.count }
      letters += 1
      if isUnspaced || letters <= WordTable.mostLetters {
        bytes += UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter
      }
    }

    /// A mark on the letter before it.
    mutating func append(mark: Unicode.Scalar) {
      guard isUnspaced else { return append(mark) }
      if bytes.count - second < OpenWord.longestLetter {
        bytes += UTF8.encode(mark) ?? UTF8.encodedReplacementCharacter
      }
    }
  }
}

extension WordTable {
  /// A word in a text of UTF-8: numbers of eight bytes, the first in the highest place, the last filled up with zeros.
  struct Word {
    private let text: UnsafeBufferPointer<UInt8>
    private let start: Int
    let count: Int
    /// Bits that are set in every byte.
    private let bits: UInt64

    /// A word without a zero byte.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { (text, start, count, bits) = (bytes, 0, bytes.count, 0) }

    /// A word of letters and digits of ASCII, in lower case. The bit that makes a capital small is set in digits.
    init(lowering range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) {
      (self.text, start, count, bits) = (text, range.lowerBound, range.count, 0x2020_2020_2020_2020)
    }

    /// Bytes from eight times the index.
    subscript(index: Int) -> UInt64 {
      @inline(__always) get {
        let chunk = text.eight(from: start + index * 8).byteSwapped | bits
        let left = count - index * 8
        return left < 8 ? chunk & ~(~0 &>> UInt64(8 * left)) : chunk
      }
    }
  }
}

extension UInt64 {
  /// The top bits of the bytes that are not a letter or a digit of ASCII.
  @inline(__always)
  fileprivate var otherThanAlphanumeric: UInt64 {
    func from(_ first: UInt8, _ bytes: UInt64) -> UInt64 {
      bytes &+ UInt64(0x80 - first) &* 0x0101_0101_0101_0101
    }
    let digits = self & 0x7F7F_7F7F_7F7F_7F7F
    let letters = digits | 0x2020_2020_2020_2020
    let alphanumeric =
      from(UInt8(ascii: "0"), digits) & ~from(UInt8(ascii: "9") + 1, digits)
      | from(UInt8(ascii: "a"), letters) & ~from(UInt8(ascii: "z") + 1, letters)
    return (self | ~alphanumeric) & 0x8080_8080_8080_8080
  }
}
