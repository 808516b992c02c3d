/// The words of some jobs that stand one behind the other, in files that a search loads one of.
///
/// Full segments never change while jobs are added behind them. The oldest jobs stand in segments of 4,096, the jobs behind
/// these in segments of 512: so that a word is looked up in few files, and one more job makes few of them anew.
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
    SearchContents.folder.appending(
      FileName(own: "words-", jobs.lowerBound / (SearchSegment.sizes.last ?? 1)))
  }

  /// The paths of its files: the first words of the pieces, then the pieces.
  public var filePaths: [SitePath] { [path.appending(.js)] + (0..<pieces).map { piece($0).appending(.js) } }

  private func piece(_ number: Int) -> SitePath { path.appending("-", number: number) }

  /// What it is made from.
  public func fingerprint(site: Site) -> Fingerprint {
    var parts = Fingerprint.Parts()
    for index in jobs { parts.add(row: site.report.jobs[index]) }
    return parts.fingerprint
  }

  /// Its files, of a table of its jobs' words by their place in it.
  public func files(_ words: WordTable) -> [OutputFile] {
    let pieces = words.pieces(pieces)
    var firsts = Array("jobreport(\"\(path.lastComponent)\",".utf8)
    JSONArray.write(pieces.map(\.first), into: &firsts)
    firsts += ");\n".utf8
    return [OutputFile(path: path.appending(.js), bytes: firsts)]
      + pieces.enumerated().map { number, piece in
        let place = self.piece(number)
        return OutputFile(
          path: place.appending(.js),
          bytes: Array("jobreport(\"\(place.lastComponent)\",`\n".utf8) + piece.lines + Array("`);\n".utf8))
      }
  }
}
