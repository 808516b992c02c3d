#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UInt8 {
  /// Whether it is an ASCII digit.
  @inlinable package var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether it is an ASCII letter.
  @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Whether it is an ASCII letter or digit.
  @inlinable package var isAlphanumeric: Bool { isDigit || isLetter }
  var isUppercase: Bool { self &- 0x41 < 26 }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// The small letter of an ASCII capital; any other byte as it is.
  @inlinable package var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
  /// ASCII punctuation character (CommonMark 0.30, 2.1).
  var isPunctuation: Bool {
    self > 0x20 && self < 0x7F && !isAlphanumeric
  }
  /// Whether it is a space or a tab.
  @inlinable package var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
}

extension UInt64 {
  /// Looks for a byte in the eight of a word: the top bit of the lowest one that equals it is set, and of none below.
  @inlinable @inline(__always)
  package func marks(_ byte: UInt8) -> UInt64 {
    (self ^ (UInt64(byte) &* 0x0101_0101_0101_0101)).marks(below: 1)
  }

  /// Looks in the same way for a byte below a limit of at most 128.
  @inlinable @inline(__always)
  package func marks(below limit: UInt8) -> UInt64 {
    (self &- UInt64(limit) &* 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080
  }

  /// Looks in the same way for a byte that is not printable ASCII (0x20 to 0x7E).
  @inline(__always)
  var nonPrintableMarks: UInt64 { marks(below: 0x20) | marks(0x7F) | self & 0x8080_8080_8080_8080 }

  /// Looks in the same way for a digit.
  var digitMarks: UInt64 { (self ^ 0x3030_3030_3030_3030).marks(below: 10) }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte of some stands next in a range; its end when none does.
  ///
  /// Few bytes are one, so eight are looked at together: `marks` sets the top bit of the lowest byte of a word that is
  /// one, and of none below it, as ``Swift/UInt64/marks(_:)`` does.
  @inlinable @inline(__always)
  package func firstIndex(in range: Range<Int>, marks: (UInt64) -> UInt64) -> Int {
    let raw = UnsafeRawBufferPointer(self)
    var index = range.lowerBound
    while index + 8 <= range.upperBound {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found = marks(word)
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    guard index < range.upperBound else { return range.upperBound }
    // What stands behind the range, or fills the word up, may be marked, too.
    return Swift.min(index + marks(eight(from: index)).trailingZeroBitCount / 8, range.upperBound)
  }

  /// The eight bytes from an index below the count, the first in the lowest place; zeros behind the last.
  @inlinable @inline(__always)
  package func eight(from index: Int) -> UInt64 {
    let raw = UnsafeRawBufferPointer(self)
    guard index + 8 > count else {
      return UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    let rest = count - index
    if count >= 8 {
      let last = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
      return last &>> UInt64(64 - 8 * rest)
    }
    var word: UInt64 = 0
    for place in 0..<rest { word |= UInt64(raw[index + place]) &<< UInt64(8 * place) }
    return word
  }

  /// Whether other bytes are the same.
  package func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base, otherBase, count) == 0
  }

  /// Where a byte stands next; the count when it does not.
  @inline(__always)
  package func index(of byte: UInt8, from start: Int) -> Int {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where one of some bytes stands next, before an end; the end when none does.
  @inline(__always)
  func index(of bytes: ByteSet, from start: Int, to end: Int? = nil) -> Int {
    let end = end ?? count
    var index = start
    while index < end, !bytes.contains(self[index]) { index += 1 }
    return index
  }

  /// Whether it is UTF-8 as a whole: it is if every part between ASCII characters is, and most texts have few.
  package var isUTF8: Bool {
    var start = 0
    while true {
      start = firstIndex(in: start..<count) { $0 & 0x8080_8080_8080_8080 }
      guard start < count else { return true }
      var end = start + 1
      while end < count, self[end] >= 0x80 { end += 1 }
      guard (try? UTF8Span(validating: span.extracting(start..<end))) != nil else { return false }
      start = end
    }
  }

  /// The character (scalar) that begins at an index of what is UTF-8, and how many bytes it has.
  @inlinable @inline(__always)
  package func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = UInt32(self[index])
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= count else { return ("\u{FFFD}", count - index) }
    var value = length == 1 ? lead : lead & (0x7F >> UInt32(length))
    for next in index + 1..<index + length { value = value << 6 | UInt32(self[next]) & 0x3F }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// What follows an ASCII prefix, letters of either case; nil without it.
  func dropping(prefix: StaticString) -> Slice<Self>? {
    guard count >= prefix.utf8CodeUnitCount else { return nil }
    for index in 0..<prefix.utf8CodeUnitCount where self[index].lowercased != prefix.utf8Start[index] {
      return nil
    }
    return self[prefix.utf8CodeUnitCount...]
  }
}

extension Span<UInt8> {
  /// Where a byte of some stands next in a range; its end when none does. See ``Swift/UnsafeBufferPointer``.
  @inlinable @inline(__always)
  package func firstIndex(in range: Range<Int>, marks: (UInt64) -> UInt64) -> Int {
    withUnsafeBufferPointer { $0.firstIndex(in: range, marks: marks) }
  }

  /// Where a byte stands next in a range; its end when it does not.
  @inlinable @inline(__always)
  package func index(of byte: UInt8, in range: Range<Int>) -> Int {
    firstIndex(in: range) { $0.marks(byte) }
  }
}
