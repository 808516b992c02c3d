/// The record of the last run, ``BuildRecord``, as its file has it. A line is read when its page is asked for.
public struct PublishedRecord: Sendable {
  /// The fingerprint of what all pages shared.
  public let shared: Fingerprint
  /// How large the data files came out, in the order of ``OutputFormats/all``.
  public let dataSizes: [Int]
  private let bytes: [UInt8]
  private let index: PathIndex
  /// Where the lines of jobs begin, and for each of them where its entries begin in every data file.
  private let jobs: [UInt32]
  private let offsets: [Int]

  /// Reads a record; nil when it is of another version, not whole, or written with another manifest.
  public init?(reading file: [UInt8], for manifest: Manifest.Digest) {
    let bytes = Array(file.dropLast(BuildRecord.sealLength))
    let seal = file.suffix(BuildRecord.sealLength)
    guard seal.last == 0x0A, Manifest.Digest(hex: seal.dropLast()) == BuildRecord.seal(bytes, manifest) else {
      return nil
    }
    var reader = LineReader(bytes)
    guard reader.word()?.elementsEqual("jobreport".utf8) == true, reader.number() == BuildRecord.version,
      let shared = reader.word().flatMap(Fingerprint.init(hex:)), reader.isAtEndOfLine
    else { return nil }
    var index = PathIndex(room: bytes.count / 100)
    var sizes = OutputFormats.all.map(\.head.count)
    var jobs: [UInt32] = []
    var offsets: [Int] = []
    while let start = reader.nextLine() {
      guard let line = reader.page(), SitePath.isPath(line.path) else { return nil }
      index.add(line.path, at: start)
      guard !line.lengths.isEmpty else { continue }
      guard line.lengths.count == sizes.count, let start = UInt32(exactly: start) else { return nil }
      jobs.append(start)
      offsets += sizes
      for number in sizes.indices { sizes[number] += line.lengths[number] }
    }
    self.shared = shared
    self.bytes = bytes
    self.index = index
    self.jobs = jobs
    self.offsets = offsets
    dataSizes = sizes
  }

  /// What the last run noted about a page.
  public func entry(of page: SitePath) -> BuildRecord.Entry? {
    guard let start = index.offset(of: page) else { return nil }
    var reader = LineReader(bytes, at: start)
    guard let line = reader.page(), page.isSpelled(line.path) else { return nil }
    var entry = BuildRecord.Entry(
      page: page, fingerprint: line.fingerprint, sizes: line.sizes, lengths: line.lengths)
    if !line.lengths.isEmpty, let start = UInt32(exactly: start), let job = position(ofJobAt: start) {
      entry.offsets = Array(offsets[job * dataSizes.count..<(job + 1) * dataSizes.count])
    }
    return entry
  }

  /// The number of the job whose line begins there.
  private func position(ofJobAt start: UInt32) -> Int? {
    var range = jobs.startIndex..<jobs.endIndex
    while let first = range.first {
      let middle = first + range.count / 2
      if jobs[middle] == start { return middle }
      range = jobs[middle] < start ? middle + 1..<range.upperBound : first..<middle
    }
    return nil
  }
}

/// Reads the words of a record's lines, one space apart.
private struct LineReader {
  private let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  var isAtEndOfLine: Bool { position >= bytes.count || bytes[position] == 0x0A }

  /// Goes behind the end of the line; gives where the next begins, nil when there is none.
  mutating func nextLine() -> Int? {
    position += 1
    return position < bytes.count ? position : nil
  }

  /// The next word of the line, which is not empty.
  mutating func word() -> ArraySlice<UInt8>? {
    if position > 0, position < bytes.count, bytes[position] == 0x20 { position += 1 }
    let start = position
    while position < bytes.count, bytes[position] > 0x20 { position += 1 }
    return position > start ? bytes[start..<position] : nil
  }

  mutating func number() -> Int? {
    guard let digits = word(), digits.count <= 15 else { return nil }
    var number = 0
    for byte in digits {
      guard byte.isDigit else { return nil }
      number = number * 10 + Int(byte & 15)
    }
    return number
  }

  /// A line about a page, up to its end.
  struct Page {
    var fingerprint: Fingerprint
    var path: ArraySlice<UInt8>
    var sizes: [Int] = []
    var lengths: [Int] = []
  }

  mutating func page() -> Page? {
    guard let fingerprint = word().flatMap(Fingerprint.init(hex:)), let path = word() else { return nil }
    var page = Page(fingerprint: fingerprint, path: path)
    page.sizes.reserveCapacity(2)
    page.lengths.reserveCapacity(2)
    var isBehindColon = false
    while !isAtEndOfLine {
      if !isBehindColon, bytes[position...].starts(with: " :".utf8) {
        position += 2
        isBehindColon = true
        continue
      }
      guard let number = number() else { return nil }
      if isBehindColon { page.lengths.append(number) } else { page.sizes.append(number) }
    }
    return page.sizes.isEmpty ? nil : page
  }
}
