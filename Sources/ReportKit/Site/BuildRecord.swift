/// `.jobreport`: from what each page of a report was made, so that the next run knows which pages it may
/// leave as they are. It has fingerprints and sizes only, no times, and marks a directory as a report.
///
/// The first line is `jobreport VERSION FINGERPRINT`, the fingerprint being that of everything that all
/// pages share. Then a line a page: its fingerprint, its path, the sizes of its files, and for a job also
/// the lengths of its entries in the data files; jobs stand in the order of these files. The last line is a
/// seal: a SHA-256 of these lines and of the manifest that was written with them, which alone they speak of.
public struct BuildRecord: Sendable {
  /// Where it stands.
  public static let path = SitePath(".jobreport")
  /// The version of its shape. A record of another version is not read.
  static let version = 2

  /// From what a page was made, and how large its files came out.
  public struct Entry: Sendable, Equatable {
    /// The page, without an extension.
    public var page: SitePath
    /// What it was made from.
    public var fingerprint: Fingerprint
    /// The sizes of its files, in bytes, in the order of ``Page/files(site:)``.
    public var sizes: [Int]
    /// The lengths of its entries in the data files, in the order of ``OutputFormats/all``; empty for a page
    /// that is not a job's.
    public var lengths: [Int]
    /// Where these entries begin in the data files; not written, as it follows from the lengths.
    public var offsets: [Int] = []

    /// An entry.
    public init(page: SitePath, fingerprint: Fingerprint, sizes: [Int], lengths: [Int] = []) {
      self.page = page
      self.fingerprint = fingerprint
      self.sizes = sizes
      self.lengths = lengths
    }
  }

  private var bytes: [UInt8]

  /// A record with nothing in it but the fingerprint of what all pages share, with room for so many pages.
  public init(shared: Fingerprint, room: Int = 0) {
    bytes = Array("jobreport \(BuildRecord.version) \(shared)\n".utf8)
    bytes.reserveCapacity(bytes.count + room * 110)
  }

  /// Adds a page; jobs come first, in the order of the data files.
  public mutating func add(_ entry: Entry) {
    entry.fingerprint.append(to: &bytes)
    bytes.append(0x20)
    entry.page.append(to: &bytes)
    for size in entry.sizes { add(size) }
    if !entry.lengths.isEmpty {
      bytes += " :".utf8
      for length in entry.lengths { add(length) }
    }
    bytes.append(0x0A)
  }

  private mutating func add(_ number: Int) {
    bytes.append(0x20)
    bytes += String(number).utf8
  }

  /// The file that goes with a manifest.
  public consuming func file(for manifest: Manifest.Digest) -> OutputFile {
    BuildRecord.seal(bytes, manifest).append(to: &bytes)
    bytes.append(0x0A)
    return OutputFile(path: BuildRecord.path, bytes: bytes)
  }

  /// The seal of lines that were written with a manifest.
  static func seal(_ lines: [UInt8], _ manifest: Manifest.Digest) -> Manifest.Digest {
    var digests: [UInt8] = []
    Manifest.Digest(of: lines).append(to: &digests)
    manifest.append(to: &digests)
    return Manifest.Digest(of: digests)
  }

  /// How many bytes the line of the seal has.
  static let sealLength = 65
}
