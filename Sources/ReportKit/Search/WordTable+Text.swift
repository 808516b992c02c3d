extension WordTable {
  /// The most letters of a word that count.
  private static let mostLetters = 32

  /// Notes the words of a text: runs of letters, numbers and marks, folded (``FoldedLetters``). Where words stand without
  /// spaces, every two letters are one, and the last alone.
  ///
  /// `search.js` takes queries apart in the same way.
  mutating func add(_ text: some Sequence<UInt8>, of place: Int, as kind: Kind) {
    if let isDone = text.withContiguousStorageIfAvailable({ add($0, place, kind) }) { return isDone }
    Array(text).withUnsafeBufferPointer { add($0, place, kind) }
  }

  /// The same for a message, up to a length; without its comments of HTML, which no one sees.
  mutating func add(message: [UInt8], of place: Int) {
    message.withUnsafeBufferPointer { bytes in
      var start = 0
      let limit = min(bytes.count, WordTable.longestMessage)
      while start < limit {
        let comment = WordTable.comment(in: bytes, start..<limit)
        add(UnsafeBufferPointer(rebasing: bytes[start..<comment.lowerBound]), place, .text)
        start = comment.upperBound
      }
    }
  }

  /// So many bytes of a message are searched.
  private static let longestMessage = 16_384

  /// The first comment in a range; an empty range at its end where there is none.
  private static func comment(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var index = range.lowerBound
    while index + 3 < range.upperBound {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "!"),
        bytes[index + 2] == UInt8(ascii: "-"), bytes[index + 3] == UInt8(ascii: "-")
      {
        var end = index + 4
        while end + 2 < range.upperBound {
          if bytes[end] == UInt8(ascii: "-"), bytes[end + 1] == UInt8(ascii: "-"),
            bytes[end + 2] == UInt8(ascii: ">")
          {
            return index..<end + 3
          }
          end += 1
        }
        return index..<range.upperBound
      }
      index += 1
    }
    return range.upperBound..<range.upperBound
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ kind: Kind) {
    var open = OpenWord()
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        let lower = byte | 0x20
        if lower &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 {
          if open.isUnspaced { end(&open, place, kind) }
          // The bit of lower case is set in digits.
          open.append(lower)
        } else if !open.isEmpty {
          end(&open, place, kind)
        }
        continue
      }
      var end = index + 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      let letter = String(decoding: text[index..<end], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
      index = end
      FoldedLetters.each(of: letter) { add($0, to: &open, place, kind) }
    }
    end(&open, place, kind)
  }

  private mutating func add(_ letter: Unicode.Scalar, to open: inout OpenWord, _ place: Int, _ kind: Kind) {
    guard FoldedLetters.isWord(letter) else { return end(&open, place, kind) }
    if FoldedLetters.isMark(letter) { return open.append(letter) }
    let isUnspaced = FoldedLetters.isUnspaced(letter)
    if isUnspaced != open.isUnspaced { end(&open, place, kind) }
    guard isUnspaced else { return open.append(letter) }
    open.isUnspaced = true
    if !open.second.isEmpty {
      add(Word(open.first + open.second), of: place, as: kind)
      open.first = open.second
      open.second = []
    }
    open.append(letter)
  }

  private mutating func end(_ open: inout OpenWord, _ place: Int, _ kind: Kind) {
    if open.isUnspaced {
      add(Word(open.first + open.second), of: place, as: kind)
      if !open.second.isEmpty { add(Word(open.second), of: place, as: kind) }
    } else {
      add(open.word, of: place, as: kind)
    }
    open = OpenWord()
  }

  /// A word that may go on.
  private struct OpenWord {
    var word = Word()
    private var letters = 0
    /// Whether it is of letters that stand without spaces, of which it has at most two.
    var isUnspaced = false
    var first: [UInt8] = []
    var second: [UInt8] = []

    var isEmpty: Bool { letters == 0 }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
      letters += 1
      if letters <= WordTable.mostLetters { word.append(byte) }
    }

    /// A letter or a mark on the one before it.
    mutating func append(_ letter: Unicode.Scalar) {
      letters += 1
      let bytes = UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter
      if isUnspaced {
        if first.isEmpty || second.isEmpty && FoldedLetters.isMark(letter) {
          first += bytes
        } else {
          second += bytes
        }
      } else if letters <= WordTable.mostLetters {
        for byte in bytes { word.append(byte) }
      }
    }
  }
}
