/// Splits the index of words into files. Adding a job rewrites the last segment; eight of 512 jobs become one of 4,096.
public struct SearchSegment: Sendable {
  /// The jobs, by their index in the report.
  public let jobs: Range<Int>

  /// The sizes of full segments.
  private static let sizes = [4096, 512]
  /// A piece has the words of as many jobs as this, if each job had its own.
  private static let jobsPerPiece = 32

  /// The segments of so many jobs.
  public static func all(of count: Int) -> [SearchSegment] {
    var segments: [SearchSegment] = []
    var start = 0
    for size in sizes {
      while start + size <= count {
        segments.append(SearchSegment(jobs: start..<start + size))
        start += size
      }
    }
    if start < count { segments.append(SearchSegment(jobs: start..<count)) }
    return segments
  }

  /// How many pieces its words are in.
  var pieces: Int { (jobs.count + SearchSegment.jobsPerPiece - 1) / SearchSegment.jobsPerPiece }

  /// Its path without an ending.
  public var path: SitePath {
    SearchScript.folder.appending(
      FileName(own: "words-", jobs.lowerBound / (SearchSegment.sizes.last ?? 1)))
  }

  /// The paths of its files: the first words of the pieces, then the pieces.
  public var filePaths: [SitePath] { [path.appending(.js)] + (0..<pieces).map { piece($0).appending(.js) } }

  private func piece(_ number: Int) -> SitePath { path.appending("-", number: number) }

  /// What it is made from.
  public func fingerprint(site: Site) -> Fingerprint { site.report.rowsFingerprint(of: jobs) }

  /// Its files, of a table of its jobs' words by their place in it.
  public func files(_ words: WordTable) -> [OutputFile] {
    let (lines, pieces) = words.pieces(pieces)
    var firsts: [UInt8] = []
    JSONArray.write(pieces.map(\.first), into: &firsts)
    return [SearchScript.file(path, firsts, as: .json)]
      + pieces.enumerated().map { SearchScript.file(piece($0), lines[$1.lines], as: .lines) }
  }
}

extension Report {
  /// What is shown of some jobs in a row each.
  func rowsFingerprint(of jobs: Range<Int>) -> Fingerprint {
    var parts = Fingerprint.Parts()
    for index in jobs { parts.add(rows[index]) }
    return parts.fingerprint
  }
}
