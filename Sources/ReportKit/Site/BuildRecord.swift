/// `.jobreport`: from what each page of a report was made, so that the next run knows which pages it may
/// leave as they are. It has fingerprints and sizes only, no times, and marks a directory as a report.
///
/// The first line is `jobreport VERSION FINGERPRINT`, the fingerprint being that of everything that all
/// pages share. Then a line a page: its fingerprint, its path, the sizes of its files, and for a job also
/// the lengths of its entries in the data files; jobs stand in the order of these files.
public struct BuildRecord: Sendable, Equatable {
  /// Where it stands.
  public static let path = SitePath(".jobreport")
  /// The version of its shape. A record of another version is not read.
  static let version = 1

  /// From what a page was made, and how large its files came out.
  public struct Entry: Sendable, Equatable {
    /// The page, without an extension.
    public var page: SitePath
    /// What it was made from.
    public var fingerprint: Fingerprint
    /// The sizes of its files, in bytes, in the order of ``Page/files(site:)``.
    public var sizes: [Int]
    /// The lengths of its entries in the data files, in the order of ``OutputFormats/all``; empty for a page
    /// that is no job's.
    public var lengths: [Int]
    /// Where these entries begin in the data files.
    public var offsets: [Int] = []

    /// An entry.
    public init(page: SitePath, fingerprint: Fingerprint, sizes: [Int], lengths: [Int] = []) {
      self.page = page
      self.fingerprint = fingerprint
      self.sizes = sizes
      self.lengths = lengths
    }
  }

  /// The fingerprint of what all pages share.
  public var shared: Fingerprint
  /// The entries, jobs first, in the order of the data files.
  public var entries: [Entry] = []

  /// A record with nothing in it.
  public init(shared: Fingerprint) { self.shared = shared }

  /// Reads a record; nil when it is of another version or not whole.
  public init?(reading bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A).makeIterator()
    guard let head = lines.next()?.split(separator: 0x20), head.count == 3,
      head[0].elementsEqual("jobreport".utf8), head[1].elementsEqual("\(BuildRecord.version)".utf8),
      let shared = Fingerprint(hex: head[2])
    else { return nil }
    self.shared = shared
    var ends = OutputFormats.all.map(\.head.count)
    while let line = lines.next() {
      guard var entry = Entry(reading: line) else { return nil }
      if !entry.lengths.isEmpty {
        guard entry.lengths.count == ends.count else { return nil }
        entry.offsets = ends
        for number in ends.indices { ends[number] += entry.lengths[number] }
      }
      entries.append(entry)
    }
  }

  /// The file.
  public var file: OutputFile {
    var bytes = Array("jobreport \(BuildRecord.version) \(shared)\n".utf8)
    bytes.reserveCapacity(entries.count * 120)
    for entry in entries {
      entry.fingerprint.append(to: &bytes)
      bytes.append(0x20)
      bytes += entry.page.description.utf8
      for size in entry.sizes { bytes += " \(size)".utf8 }
      if !entry.lengths.isEmpty {
        bytes += " :".utf8
        for length in entry.lengths { bytes += " \(length)".utf8 }
      }
      bytes.append(0x0A)
    }
    return OutputFile(path: BuildRecord.path, bytes: bytes)
  }
}

extension BuildRecord.Entry {
  fileprivate init?(reading line: ArraySlice<UInt8>) {
    let words = line.split(separator: 0x20)
    guard words.count >= 3, let fingerprint = Fingerprint(hex: words[0]),
      let page = SitePath(read: String(decoding: words[1], as: UTF8.self))
    else { return nil }
    var sizes: [Int] = []
    var lengths: [Int] = []
    var isBehindColon = false
    for word in words[2...] {
      if word.elementsEqual(CollectionOfOne(UInt8(ascii: ":"))) {
        isBehindColon = true
        continue
      }
      guard let number = Self.number(word) else { return nil }
      if isBehindColon { lengths.append(number) } else { sizes.append(number) }
    }
    self.init(page: page, fingerprint: fingerprint, sizes: sizes, lengths: lengths)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...15).contains(digits.count) else { return nil }
    var number = 0
    for byte in digits {
      guard byte.isDigit else { return nil }
      number = number * 10 + Int(byte & 15)
    }
    return number
  }
}
