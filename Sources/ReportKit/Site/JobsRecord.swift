import Hashing

/// `.jobreport.jobs`: what was found in the input, so that a run over the same input reads none of it again.
///
/// The first line is `jobreport jobs VERSION OPTIONS LENGTH DIGEST`: a fingerprint of the options that what was found
/// depends on, the length of all input in bytes, and a SHA-256 of it. Where what was found is not to be used again, the line
/// ends behind the version, and nothing follows. Else come, packed and each behind its length, what is known of the whole,
/// the problems, and a summary of every job of the report, behind whether that is of one record, see ``KnownJobs``. The last
/// line is a SHA-256 of all before it.
///
/// Nothing in it is trusted for being there: whoever writes to a report may write this file.
public enum JobsRecord {
  /// Where it stands.
  public static let path = SitePath(".jobreport.jobs")
  /// The version of its shape. A record of another version is not read.
  static let version = 3

  /// What the jobs were found in, and how.
  public struct Origin: Sendable, Equatable {
    /// The options that change what is found.
    public var options: Fingerprint
    /// The length of all input, in bytes.
    public var length: Int64
    /// A SHA-256 of it.
    public var digest: Manifest.Digest

    /// An origin.
    public init(options: Fingerprint, length: Int64, digest: Manifest.Digest) {
      (self.options, self.length, self.digest) = (options, length, digest)
    }
  }

  /// What was found.
  public struct Contents: Sendable {
    /// A summary of each job, in the order they were found in, without their pages.
    public var jobs: [JobSummary] = []
    /// What could not be had or read.
    public var problems: [Problem] = []
    /// Whether a listing broke off.
    public var isCutShort = false
    /// When the newest run of an archive ended; nil without one.
    public var newestRun: Timestamp?

    /// Nothing.
    public init() {}
  }

  /// A fingerprint of the options that what is found depends on: the kind of source, the selection, and the keys of the run.
  /// Nil where nothing is to be kept, as one of these keys is so short that it could be guessed from a digest.
  public static func options(
    source: [String], selection: Selection, ids: [ID], hiding redaction: Redaction
  ) -> Fingerprint? {
    guard selection.pullRequest == nil, let keys = redaction.fingerprint else { return nil }
    var parts = Fingerprint.Parts()
    parts.add(ToolVersion.text)
    parts.add(keys)
    for list in [source, selection.statuses.map(\.slug).sorted(), selection.agents.sorted(), ids.map(\.text)]
    {
      parts.add(list.count)
      for text in list { parts.add(Array(text.utf8)) }
    }
    for moment in [selection.from, selection.before, selection.startedBy] {
      parts.add(moment.map { $0.iso8601Milliseconds } ?? "")
    }
    return parts.fingerprint
  }

  // MARK: Writing

  /// A record of nothing.
  public static var nothing: [UInt8] { Array("jobreport jobs \(version)\n".utf8) }

  private static let pieceLength = 1 << 16

  /// Hands on the bytes of a record piece by piece; false, with the rest left out, where something stands in it that is not
  /// to be shown, and where there are no jobs.
  public static func write<Failure>(
    _ contents: Contents, of origin: Origin, hiding redaction: Redaction,
    _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    if contents.jobs.isEmpty { return false }
    var hash = SHA256()
    func hand(_ bytes: [UInt8]) throws(Failure) {
      bytes.withUnsafeBytes { hash.update($0) }
      try use(bytes)
    }
    let line = "jobreport jobs \(version) \(origin.options) \(origin.length) \(origin.digest)\n"
    try hand(Array(line.utf8))
    var writer = PackedWriter()
    writer.add(
      part: PackedWriter.bytes { head in
        head.add(contents.isCutShort)
        head.add(optional: contents.newestRun)
      })
    writer.add(
      part: PackedWriter.bytes { list in
        for problem in contents.problems { problem.redacted(by: redaction).pack(into: &list) }
      })
    guard redaction.redact(writer.bytes) == nil else { return false }
    for index in contents.jobs.indices {
      let job = contents.jobs[index]
      let packed = job.packed
      // No key begins in one job and ends in another, and in a short text the search can leave out more bytes.
      guard job.isOfLastRun || redaction.redact(packed) == nil else { return false }
      writer.add(part: [job.isOfOneRecord ? 1 : 0] + packed)
      guard writer.bytes.count >= pieceLength || index == contents.jobs.count - 1 else { continue }
      try hand(writer.bytes)
      writer = PackedWriter()
    }
    var seal: [UInt8] = []
    Manifest.Digest(hash.finish()).append(to: &seal)
    try use(seal + [0x0A])
    return true
  }

  // MARK: Reading

  /// The most bytes that the first line has.
  public static let longestHead = 160

  /// Reads the first line of a record; nil for one of another version, or of nothing.
  public static func origin(of head: [UInt8]) -> Origin? {
    guard let end = head.prefix(longestHead).firstIndex(of: 0x0A) else { return nil }
    let words = head[..<end].split(separator: 0x20, omittingEmptySubsequences: false)
    guard words.count == 6, words[0].elementsEqual("jobreport".utf8), words[1].elementsEqual("jobs".utf8),
      words[2].elementsEqual("\(version)".utf8), let options = Fingerprint(hex: words[3]),
      let length = Int64(String(decoding: words[4], as: UTF8.self)), length >= 0,
      let digest = Manifest.Digest(hex: words[5])
    else { return nil }
    return Origin(options: options, length: length, digest: digest)
  }

  /// Reads a record that comes piece by piece.
  public struct Reader {
    private var contents = Contents()
    private var hash = SHA256()
    /// What was not read yet.
    private var waiting: [UInt8] = []
    private var parts = 0
    private var isHeadRead = false
    private var isBroken = false

    /// The most bytes that one part has.
    private static let longestPart = 1 << 26
    private static let sealLength = 65

    /// A reader to which nothing came.
    public init() {}

    /// Takes the next bytes; false when they are none of a record.
    public mutating func feed(_ bytes: [UInt8]) -> Bool {
      guard !isBroken else { return false }
      waiting += bytes
      var read = 0
      if !isHeadRead, let end = waiting.firstIndex(of: 0x0A) {
        isHeadRead = true
        read = end + 1
      }
      // The seal is not a part, whatever its digits say.
      let limit = waiting.count - Self.sealLength
      if isHeadRead { take(&read, limit: limit) }
      waiting[..<read].withUnsafeBytes { hash.update($0) }
      waiting.removeSubrange(..<read)
      if waiting.count > Self.longestPart { isBroken = true }
      return !isBroken
    }

    private mutating func take(_ read: inout Int, limit: Int) {
      while read < limit {
        var reader = PackedReader(waiting, read..<limit)
        guard case let part?? = reader.part() else { return }
        guard add(reader.reader(of: part)) else {
          isBroken = true
          return
        }
        read = part.upperBound
      }
    }

    private mutating func add(_ part: PackedReader) -> Bool {
      var part = part
      defer { parts += 1 }
      switch parts {
      case 0:
        guard let isCutShort = part.flag(), let newestRun = part.optionalMoment() else { return false }
        (contents.isCutShort, contents.newestRun) = (isCutShort, newestRun)
      case 1: contents.problems = part.values()
      default:
        guard let isOfOneRecord = part.flag(),
          let job = JobSummary(kept: Array(part.rest), isOfOneRecord: isOfOneRecord)
        else { return false }
        contents.jobs.append(job)
        return true
      }
      return part.isAtEnd
    }

    /// What the record has; nil when it is not whole.
    public consuming func finish() -> Contents? {
      guard !isBroken, parts >= 2, waiting.count == Self.sealLength, waiting.last == 0x0A,
        Manifest.Digest(hex: waiting.dropLast()) == Manifest.Digest(hash.finish())
      else { return nil }
      return contents
    }
  }
}
