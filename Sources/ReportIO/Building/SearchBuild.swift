import ReportKit

/// The words of a report for its search, gathered while the pages of its jobs are made, one segment after the other.
///
/// Workers make the files of a segment while the next one is gathered. A segment whose jobs are those of the last run
/// stays as it is. Of any other, all jobs are read.
struct SearchBuild {
  /// Whether the jobs of each batch are to be read for their words.
  let batchesToRead: [Bool]
  /// Segments that stay.
  private(set) var kept: [(entry: BuildRecord.Entry, files: [ReportDirectory.Written])] = []
  /// Segments whose words are all here, and whose files are to be made.
  private var whole: [WholeSegment] = []
  /// Those that are to be made, from the newest to the oldest.
  private var waiting: [(segment: SearchSegment, fingerprint: Fingerprint)] = []
  private var words = WordTable()
  /// How many jobs were added.
  private var count = 0

  init(of site: Site, last: LastRun, batch: Int) {
    var batchesToRead: [Bool] = []
    for segment in SearchSegment.all(of: site.report.jobs.count) {
      let fingerprint = segment.fingerprint(site: site)
      let kept = last.kept(segment.path, fingerprint, files: segment.filePaths)
      if let kept { self.kept.append(kept) } else { waiting.append((segment, fingerprint)) }
      let batches = (segment.jobs.count + batch - 1) / batch
      batchesToRead += Array(repeating: kept == nil, count: batches)
    }
    waiting.reverse()
    self.batchesToRead = batchesToRead
  }

  /// Adds the words of the jobs behind those that were added, by their place among them.
  mutating func add(_ batch: WordTable, of jobs: Int) {
    defer { count += jobs }
    guard let (segment, fingerprint) = waiting.last, segment.jobs.contains(count) else { return }
    words.add(batch, at: count - segment.jobs.lowerBound)
    guard count + jobs == segment.jobs.upperBound else { return }
    waiting.removeLast()
    whole.append(WholeSegment(segment: segment, fingerprint: fingerprint, words: words))
    words = WordTable()
  }

  /// A segment whose files are to be made: each once, the first first.
  mutating func takeWhole() -> WholeSegment? { whole.isEmpty ? nil : whole.removeFirst() }
}

/// A segment with all its words.
struct WholeSegment: Sendable {
  fileprivate let segment: SearchSegment
  fileprivate let fingerprint: Fingerprint
  fileprivate let words: WordTable

  /// Makes its files.
  func made() -> (BuildRecord.Entry, [HashedFile]) {
    let files = segment.files(words).map(HashedFile.init)
    let sizes = files.map { $0.file.bytes.count }
    return (BuildRecord.Entry(page: segment.path, fingerprint: fingerprint, sizes: sizes), files)
  }
}
