/// `manifest.sha256`: every other file of a report that does not begin with a dot with its SHA-256, in the format
/// that `sha256sum -c` reads.
///
/// The text itself is kept, and a line is read when its file is asked for. Sorted lines, as a build
/// writes them, are found by binary search.
public struct Manifest: Sendable {
  /// The name of the file.
  public static let path = SitePath("manifest.sha256")

  /// The most bytes that one is read of: there is room for ten million files.
  public static let longest = 1 << 30

  /// What it says of one file.
  public struct Entry: Sendable, Equatable {
    /// The file.
    public var path: SitePath
    /// Its SHA-256.
    public var digest: Digest

    /// An entry.
    public init(path: SitePath, digest: Digest) {
      self.path = path
      self.digest = digest
    }
  }

  private let bytes: [UInt8]
  /// Where the line of each file is; nil for sorted lines.
  private let index: PathIndex?
  /// How many lines there are.
  public let count: Int
  /// Whether it has the form that ``file(_:)`` gives: sorted, one line a file, and nothing else.
  public let isOrderly: Bool

  /// What stands before a path: 64 digits and two spaces.
  private static let pathStart = 66

  /// A manifest of no files.
  public init() { self.init(reading: []) }

  /// Reads a manifest; lines that are not entries of one are left out, and of two for one file the last counts.
  public init(reading bytes: [UInt8]) {
    var count = 0
    var isOrderly = bytes.isEmpty || bytes.last == 0x0A
    var last: ArraySlice<UInt8> = []
    for line in Manifest.lines(of: bytes) {
      let path = line.dropFirst(Manifest.pathStart)
      count += 1
      if isOrderly, path.isEmpty || !last.lexicographicallyPrecedes(path) { isOrderly = false }
      last = path
    }
    self.bytes = bytes
    index = isOrderly ? nil : Manifest.index(of: bytes)
    self.count = count
    self.isOrderly = isOrderly
  }

  private static func index(of bytes: [UInt8]) -> PathIndex {
    var index = PathIndex(room: bytes.count / 110)
    for line in lines(of: bytes) { index.add(line.dropFirst(pathStart), at: line.startIndex) }
    return index
  }

  /// The SHA-256 of a file, if it is listed.
  public func digest(of path: SitePath) -> Digest? {
    line(of: path).flatMap { Manifest.entry($0, of: path) }?.digest
  }

  /// The line that is about a file, if any is.
  private func line(of path: SitePath) -> ArraySlice<UInt8>? {
    if let index { return index.offset(of: path).map { Manifest.line(of: bytes, at: $0) } }
    let text = path.description
    var range = bytes.startIndex..<bytes.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let start = bytes[range.lowerBound..<middle].lastIndex(of: 0x0A).map { $0 + 1 } ?? range.lowerBound
      let line = Manifest.line(of: bytes, at: start)
      let name = line.dropFirst(Manifest.pathStart)
      if name.lexicographicallyPrecedes(text.utf8) {
        range = line.endIndex + 1..<range.upperBound
      } else if name.elementsEqual(text.utf8) {
        return line
      } else {
        range = range.lowerBound..<start
      }
    }
    return nil
  }

  /// The entries, in the order of their lines.
  public var entries: some Sequence<Entry> {
    Manifest.lines(of: bytes).lazy.compactMap { Manifest.entry($0) }
  }

  /// The files that it lists and that are not among others. Where these are sorted, as its lines are as a rule,
  /// most are found in passing; of others in another order, files may come out that are among them.
  public func files(notAmong others: some Sequence<SitePath>) -> [SitePath] {
    var missing: [SitePath] = []
    var rest = others.makeIterator()
    var next = rest.next()
    for line in Manifest.lines(of: bytes) {
      if let other = next, other.isSpelled(line.dropFirst(Manifest.pathStart)) {
        next = rest.next()
        continue
      }
      guard let path = Manifest.entry(line)?.path else { continue }
      while let other = next, other < path { next = rest.next() }
      if next != path { missing.append(path) }
    }
    return missing
  }

  /// The numbers, from 1, of the lines that are not entries.
  public static func unreadableLines(in bytes: [UInt8]) -> [Int] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      let isEnd = number == lines.count - 1 && line.isEmpty
      return isEnd || entry(line) != nil ? nil : number + 1
    }
  }

  /// Hands on the bytes of the file that lists entries, which are sorted by path, piece by piece: the whole of it takes
  /// as much room as the summaries of some thousand jobs.
  public static func write<Failure>(
    _ entries: some Sequence<Entry>, _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieceLength + 1024)
    for entry in entries {
      append(entry, to: &bytes)
      guard bytes.count >= pieceLength else { continue }
      try use(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    if !bytes.isEmpty { try use(bytes) }
  }

  /// Does the same for files that are sorted by path. A file without a digest gets the one that this manifest has for it.
  public func write<Failure>(
    _ files: some Sequence<(path: SitePath, digest: Digest?)>, _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    // Files and lines are in the same order: the line of a file is never behind.
    var lines = Manifest.lines(of: bytes).makeIterator()
    var line = lines.next()
    func ahead(_ path: SitePath) -> Digest? {
      guard isOrderly else { return digest(of: path) }
      let text = path.description.utf8
      while let name = line?.dropFirst(Manifest.pathStart), name.lexicographicallyPrecedes(text) {
        line = lines.next()
      }
      return line.flatMap { Manifest.entry($0, of: path) }?.digest
    }
    let entries = files.lazy.compactMap { path, digest in
      (digest ?? ahead(path)).map { Entry(path: path, digest: $0) }
    }
    try Manifest.write(entries, use)
  }

  /// Does the same for the file that has the lines of this one, which are orderly, and those of other entries, which are
  /// sorted by path: in the place of lines about the same files, or between the others. To put some lines among many costs
  /// much less than to sort all.
  public func write<Failure>(
    with entries: some Sequence<Entry>, _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var written: [UInt8] = []
    written.reserveCapacity(Manifest.pieceLength + 1024)
    var rest = entries.makeIterator()
    var next = rest.next().map(Line.init)
    for line in Manifest.lines(of: bytes) {
      let path = line.dropFirst(Manifest.pathStart)
      while let other = next, other.path.lexicographicallyPrecedes(path) {
        written += other.bytes
        next = rest.next().map(Line.init)
      }
      if let other = next, other.path.elementsEqual(path) {
        written += other.bytes
        next = rest.next().map(Line.init)
      } else {
        written += line
        written.append(0x0A)
      }
      guard written.count >= Manifest.pieceLength else { continue }
      try use(written)
      written.removeAll(keepingCapacity: true)
    }
    while let other = next {
      written += other.bytes
      next = rest.next().map(Line.init)
    }
    if !written.isEmpty { try use(written) }
  }

  /// The line about an entry, with its end.
  private struct Line {
    var bytes: [UInt8] = []
    var path: ArraySlice<UInt8> { bytes[Manifest.pathStart..<bytes.count - 1] }

    init(_ entry: Entry) { Manifest.append(entry, to: &bytes) }
  }

  private static func append(_ entry: Entry, to bytes: inout [UInt8]) {
    entry.digest.append(to: &bytes)
    bytes.append(0x20)
    bytes.append(0x20)
    entry.path.append(to: &bytes)
    bytes.append(0x0A)
  }

  private static let pieceLength = 1 << 16

  // Not ``some Sequence``: Swift 6.3 copies a captured variable of an opaque type, so that an iterator which a nested
  // function holds begins anew at every call.
  private static func lines(of bytes: [UInt8]) -> UnfoldSequence<ArraySlice<UInt8>, Int> {
    sequence(state: 0) { (start: inout Int) -> ArraySlice<UInt8>? in
      guard start < bytes.count else { return nil }
      let line = line(of: bytes, at: start)
      start = line.endIndex + 1
      return line
    }
  }

  /// The line that begins at an index, without its end.
  private static func line(of bytes: [UInt8], at start: Int) -> ArraySlice<UInt8> {
    bytes[start..<(bytes[start...].firstIndex(of: 0x0A) ?? bytes.count)]
  }

  private static func entry(_ line: ArraySlice<UInt8>, of known: SitePath? = nil) -> Entry? {
    guard line.count > pathStart, let digest = Digest(hex: line.prefix(64)),
      line.dropFirst(64).prefix(2).elementsEqual("  ".utf8)
    else { return nil }
    let name = line.dropFirst(pathStart)
    if let known { return known.isSpelled(name) ? Entry(path: known, digest: digest) : nil }
    return SitePath(read: String(decoding: name, as: UTF8.self)).map { Entry(path: $0, digest: digest) }
  }
}
