import ReportKit

/// The second pass: every page of a report, one job's texts at a time, into a directory.
///
/// A page whose fingerprint is that of the last run, and whose files are as that run left them, is neither
/// made nor read. Workers make and hash the other files; one task writes them, as two that make files in
/// one folder wait for each other in the kernel.
public struct ReportBuild: Sendable {
  /// What is written.
  let site: Site
  /// Where the jobs' answers are.
  let store: RecordStore
  /// How many pages are made at once.
  let workers: Int
  /// Whether all pages are made, whatever the last run left.
  public var isRebuild: Bool
  /// What was found in the input, for the next run.
  let found: CollectedJobs?

  /// Segments of the search hold a multiple of it, but for the last.
  private static let batch = 32

  /// A build of a site whose jobs' answers are in a store. `found` is what the input alone tells.
  public init(
    site: Site, store: RecordStore, workers: Int, isRebuild: Bool = false, found: CollectedJobs? = nil
  ) {
    self.site = site
    self.store = store
    self.found = found
    self.workers = max(1, workers)
    self.isRebuild = isRebuild
  }

  /// Counts the files of the manifest and those written.
  public struct Outcome: Sendable, Equatable {
    /// Files of the report.
    public var files = 0
    /// Those that were written, as their content was new.
    public var written = 0
  }

  /// Writes the report and publishes it; on any failure the directory stays as it was.
  public func write(
    to directory: ReportDirectory, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws -> Outcome {
    var directory = directory
    directory.trustsTimes = !isRebuild
    do {
      let made = try await makeAll(to: directory, progress: progress)
      let outcome = Outcome(files: made.files.count, written: made.files.count(where: \.isChanged))
      try Task.checkCancellation()
      try directory.publish(consume made)
      return outcome
    } catch {
      directory.abandon()
      throw error
    }
  }

  private func makeAll(
    to directory: ReportDirectory, progress: (@Sendable (Int) -> Void)?
  ) async throws -> ReportDirectory.Content {
    var made = ReportDirectory.Content(
      record: BuildRecord(shared: site.fingerprint, room: site.report.jobs.count))
    made.files.reserveCapacity(site.report.jobs.count * 2 + 64)
    // Beside what follows: it takes one processor as long as some thousand pages do.
    async let foundWritten = writtenFound(to: directory)
    let last = LastRun(of: directory, shared: site.fingerprint, isIgnored: isRebuild)
    let data = try await writeJobs(to: directory, last: last, into: &made, progress: progress)
    // Where a job is new, most of a data file is copied now.
    async let dataWritten = data.map { try $0.finished() }
    try await writePages(to: directory, last: last, into: &made)
    made.files += try await dataWritten
    for file in SiteFiles.files(of: site) {
      made.files.append(try directory.write(HashedFile(file)))
    }
    if let written = try await foundWritten { made.unlisted.append(written) }
    return made
  }

  /// Writes what was found for the next run; nil where the record of the last one stays. Where it is not to be kept, the
  /// record says so, and nothing of an older one stays behind.
  private func writtenFound(to directory: ReportDirectory) throws(SystemError) -> ReportDirectory.Written? {
    if case .kept = found?.memory { return nil }
    if let found, case .new(let origin) = found.memory {
      let contents = found.found(site.report.options.selection)
      let written = try directory.write(JobsRecord.path) { hand throws(SystemError) in
        try JobsRecord.write(contents, of: origin, hiding: store.redaction, hand)
      }
      if let written { return written }
    }
    return try directory.write(HashedFile(OutputFile(path: JobsRecord.path, bytes: JobsRecord.nothing)))
  }

  /// The pages of a batch of jobs, and their words where files of the search are to be made anew.
  private struct MadeJobs: Sendable {
    var pages: [MadePage]
    /// For each format the entries of the new ones, one behind the other.
    var data: [[UInt8]]
    var words: WordTable

    /// What a data file gets of them: runs of new entries, and those that stay.
    func dataParts(of format: Int) -> [DataFile.Part] {
      var parts: [DataFile.Part] = []
      var (start, end) = (0, 0)
      for page in pages {
        switch page {
        case .new(let entry, _): end += entry?.lengths[format] ?? 0
        case .kept(let entry, _):
          if end > start { parts.append(.new(data[format][start..<end])) }
          start = end
          parts.append(.kept(offset: entry.offsets[format], length: entry.lengths[format]))
        }
      }
      if end > start { parts.append(.new(data[format][start..<end])) }
      return parts
    }
  }

  /// A page that was made, or one that stays.
  private enum MadePage: Sendable {
    case new(BuildRecord.Entry?, [HashedFile])
    case kept(BuildRecord.Entry, [ReportDirectory.Written])
  }

  /// What workers make while the jobs are written.
  private enum Work: Sendable {
    case jobs(Range<Int>)
    case segment(WholeSegment)
  }

  private enum MadeWork: Sendable {
    case jobs(MadeJobs)
    case segment(BuildRecord.Entry, [HashedFile])
  }

  /// Writes the pages of all jobs, and gives the data files, which are to be finished.
  private func writeJobs(
    to directory: ReportDirectory, last: LastRun, into made: inout ReportDirectory.Content,
    progress: (@Sendable (Int) -> Void)?
  ) async throws -> [DataFile] {
    let formats = OutputFormats.all
    let keepsData = last.canKeepData
    var dataFiles = try formats.map {
      try DataFile($0.path, head: $0.head, keeping: keepsData, in: directory)
    }
    var search = SearchBuild(of: site, last: last, batch: Self.batch)
    let needsWords = search.batchesToRead
    var segments: [BuildRecord.Entry] = []
    var done = 0
    let count = site.report.jobs.count
    var batches = stride(from: 0, to: count, by: Self.batch).lazy.map { $0..<min($0 + Self.batch, count) }
      .makeIterator()
    let work = AnyIterator { search.takeWhole().map(Work.segment) ?? batches.next().map(Work.jobs) }
    try await mapInOrder(workers: workers, work) { work -> MadeWork in
      switch work {
      case .jobs(let slice):
        let needsWords = needsWords[slice.lowerBound / Self.batch]
        return .jobs(try madeJobs(at: slice, last: last, needsWords: needsWords))
      case .segment(let segment):
        let (entry, files) = segment.made()
        return .segment(entry, files)
      }
    } consume: { work in
      switch work {
      case .jobs(let batch):
        for page in batch.pages { try add(page, to: &made, in: directory) }
        for number in formats.indices { try dataFiles[number].add(batch.dataParts(of: number)) }
        search.add(batch.words, of: batch.pages.count)
        done += batch.pages.count
        progress?(done)
      case .segment(let entry, let files):
        for file in files { made.files.append(try directory.write(file)) }
        segments.append(entry)
      }
    }
    for (entry, files) in search.kept {
      made.record.add(entry)
      made.files += files
    }
    for entry in segments { made.record.add(entry) }
    return dataFiles
  }

  private func madeJobs(at slice: Range<Int>, last: LastRun, needsWords: Bool) throws -> MadeJobs {
    let fingerprints = slice.map { JobPage.fingerprint(ofJobAt: $0, site: site) }
    var pages = zip(slice, fingerprints).map { keptPage(ofJobAt: $0, $1, last: last) }
    let read = pages.indices.filter { needsWords || pages[$0] == nil }
    var data = OutputFormats.all.map { _ in [UInt8]() }
    var words = WordTable()
    try store.eachGroup(of: read.map { site.report.jobs[slice.lowerBound + $0] }) { numbers, jobs in
      // Each step is taken for all jobs before the next: all steps together have many times as much code as fits into the
      // cache of instructions of a processor.
      let places = read[numbers]
      let new = zip(jobs.indices, places).filter { pages[$1] == nil }
      let files = new.map { number, place in
        JobPage(job: jobs[number], index: slice.lowerBound + place, site: site).files(site: site)
      }
      let hashed = files.map { $0.map(HashedFile.init) }
      for ((number, place), files) in zip(new, hashed) {
        pages[place] = newPage(jobs[number], at: slice.lowerBound + place, fingerprints[place], files, &data)
      }
      guard needsWords else { return }
      for (place, job) in zip(places, jobs) {
        words.add(job, at: slice.lowerBound + place, in: site.report, as: place)
      }
    }
    return MadeJobs(pages: pages.compactMap(\.self), data: data, words: words)
  }

  private func keptPage(ofJobAt index: Int, _ fingerprint: Fingerprint, last: LastRun) -> MadePage? {
    guard last.canKeepData else { return nil }
    let page = site.report.jobs[index].page
    let paths = [page.appending(.html), page.appending(.md)]
    guard let kept = last.kept(page, fingerprint, files: paths), !kept.entry.lengths.isEmpty else {
      return nil
    }
    return .kept(kept.entry, kept.files)
  }

  private func newPage(
    _ job: Job, at index: Int, _ fingerprint: Fingerprint, _ files: [HashedFile], _ data: inout [[UInt8]]
  ) -> MadePage {
    let summary = site.report.jobs[index]
    let lengths = OutputFormats.all.indices.map { number in
      let start = data[number].count
      OutputFormats.all[number].append(job, summary, to: &data[number])
      return data[number].count - start
    }
    let entry = BuildRecord.Entry(
      page: summary.page, fingerprint: fingerprint, sizes: files.map { $0.file.bytes.count }, lengths: lengths
    )
    return .new(entry, files)
  }

  private func writePages(
    to directory: ReportDirectory, last: LastRun, into made: inout ReportDirectory.Content
  ) async throws {
    // Pages with rows of the same jobs stand together, as these are written once, see ``RowCache``.
    let pages = PageCatalog.pages(of: site.report).sorted { ($0.newestJob ?? -1) < ($1.newestJob ?? -1) }
    let makePages = pages.map { page in
      { @Sendable [site] in
        self.made(page.path, page.fingerprint(site: site), page.filePaths, last) { page.files(site: site) }
      }
    }
    let makeData = PageCatalog.searchData(of: site.report).map { data in
      { @Sendable [site] in
        let (path, fingerprint) = (data.path, data.fingerprint(site: site))
        return self.made(path, fingerprint, [path.appending(.js)], last) { [data.file(site: site)] }
      }
    }
    // Some take many times as long as others: with fewer ahead, workers wait for these.
    try await mapInOrder(workers: workers, ahead: 24, makePages + makeData) { make in
      make()
    } consume: { page in
      try add(page, to: &made, in: directory)
    }
  }

  /// Writes the files of a page that was made, and notes those of one that stays.
  private func add(
    _ page: MadePage, to made: inout ReportDirectory.Content, in directory: ReportDirectory
  ) throws(SystemError) {
    switch page {
    case .kept(let entry, let files):
      made.files += files
      made.record.add(entry)
    case .new(let entry, let files):
      for file in files { made.files.append(try directory.write(file)) }
      if let entry { made.record.add(entry) }
    }
  }

  /// A page that stays, or its files made anew.
  private func made(
    _ path: SitePath, _ fingerprint: Fingerprint?, _ paths: [SitePath], _ last: LastRun,
    files: () -> [OutputFile]
  ) -> MadePage {
    if let fingerprint, let kept = last.kept(path, fingerprint, files: paths) {
      return .kept(kept.entry, kept.files)
    }
    let files = files().map(HashedFile.init)
    let entry = fingerprint.map {
      BuildRecord.Entry(page: path, fingerprint: $0, sizes: files.map { $0.file.bytes.count })
    }
    return .new(entry, files)
  }
}
