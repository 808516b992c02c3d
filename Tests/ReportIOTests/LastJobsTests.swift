import Foundation
import ReportKit
import Testing

@testable import ReportIO

/// What a run found is taken by the next one where that would find the same, and only there.
@Suite struct LastJobsTests {
  private static let lines = (0..<40).map {
    #"{"sessionId":"job-\#($0)","subdomain":"acme","title":"Job \#($0)","haultReason":"error","createdAt":"2026-03-01"}"#
  }

  private static let now = Timestamp(milliseconds: 1_800_000_000_000)

  private static func options(_ selection: Selection = Selection()) throws -> Fingerprint {
    try #require(JobsRecord.options(source: ["files"], selection: selection, ids: [], hiding: .shapes))
  }

  /// Writes a report, as a build does.
  private static func build(
    in folder: ArchiveFolder, selection: Selection = Selection(),
    _ read: (inout JobCollection) async throws -> Void
  ) async throws -> CollectedJobs {
    var collection = JobCollection(workers: 2, hiding: .shapes, options: try options(selection))
    try await read(&collection)
    let found = try await collection.finish(wanting: [])
    let options = ReportOptions(
      title: "T", generatedAt: now, asOf: now, timeZone: .utc, source: "files", selection: selection)
    let report = Report(jobs: found.jobs, problems: found.problems, options: options)
    let directory = try await ReportDirectory.open(
      folder.path("report"), force: false, patience: ReportDirectory.Patience(attempts: 1) {})
    _ = try await ReportBuild(
      site: Site(report: report, templates: try TemplateSet()), store: found.store, workers: 2, found: found
    ).write(to: directory)
    return found
  }

  private static func write(_ lines: [String], to name: String, in folder: ArchiveFolder) throws -> String {
    let path = folder.path(name)
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
    return path
  }

  private static func read(_ path: String, in folder: ArchiveFolder) -> SavedAnswers {
    SavedAnswers(
      path: path, temporaryFolder: TemporaryFolder(path: URL(filePath: path).deletingLastPathComponent().path)
    )
  }

  private static func last(in folder: ArchiveFolder, _ selection: Selection = Selection()) throws -> LastJobs?
  {
    LastJobs(in: folder.path("report"), options: try options(selection))
  }

  @Test func theSameFilesGiveTheSameJobsAndTheirAnswers() async throws {
    let folder = try ArchiveFolder()
    let files = [
      try Self.write(Array(Self.lines[..<30]) + ["{"], to: "a.jsonl", in: folder),
      try Self.write(Array(Self.lines[20...]), to: "b.jsonl", in: folder),
    ]
    let found = try await Self.build(in: folder) { collection in
      for file in files { try await collection.read(Self.read(file, in: folder)) }
    }
    let last = try await #require(try await Self.last(in: folder)?.jobs(of: files, hiding: .shapes))
    #expect(last.jobs.map(\.key) == found.jobs.map(\.key) && last.jobs.count == 40)
    #expect(last.jobs.map(\.answers) == found.jobs.map(\.answers))
    #expect(last.problems == found.problems && !last.problems.isEmpty)
    for (job, kept) in zip(found.jobs, last.jobs) {
      #expect(try found.store.job(job).title == last.store.job(kept).title)
    }
    // Other files, another order, or another name.
    #expect(try await Self.last(in: folder)?.jobs(of: files.reversed(), hiding: .shapes) == nil)
    #expect(try await Self.last(in: folder)?.jobs(of: [files[0]], hiding: .shapes) == nil)
    try FileManager.default.copyItem(atPath: files[1], toPath: folder.path("c.jsonl"))
    let renamed = [files[0], folder.path("c.jsonl")]
    #expect(try await Self.last(in: folder)?.jobs(of: renamed, hiding: .shapes) == nil)
    #expect(try await Self.last(in: folder)?.jobs(of: files, hiding: .shapes) != nil)
  }

  @Test("Bytes that changed are seen, though size and time are as before")
  func changedBytes() async throws {
    let folder = try ArchiveFolder()
    let file = try Self.write(Self.lines, to: "a.jsonl", in: folder)
    _ = try await Self.build(in: folder) { try await $0.read(Self.read(file, in: folder)) }
    let times = try FileManager.default.attributesOfItem(atPath: file)
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.seek(toOffset: 40)
    try handle.write(contentsOf: Data("X".utf8))
    try handle.close()
    let time = try #require(times[.modificationDate] as? Date)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file)
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int == times[.size] as? Int)
    #expect(try await Self.last(in: folder)?.jobs(of: [file], hiding: .shapes) == nil)
  }

  @Test("What a report does not show stands in no file of it, and another selection finds anew")
  func selected() async throws {
    let folder = try ArchiveFolder()
    var lines = Self.lines
    lines[7] = lines[7].replacing("error", with: "completed")
    let file = try Self.write(lines, to: "a.jsonl", in: folder)
    let failed = Selection(statuses: [.failed])
    _ = try await Self.build(in: folder, selection: failed) { try await $0.read(Self.read(file, in: folder)) }
    let record = try Data(contentsOf: URL(filePath: folder.path("report/.jobreport.jobs")))
    #expect(
      record.firstRange(of: Data("Job 8".utf8)) != nil && record.firstRange(of: Data("Job 7".utf8)) == nil)
    #expect(try await Self.last(in: folder, failed)?.jobs(of: [file], hiding: .shapes)?.jobs.count == 39)
    #expect(try Self.last(in: folder) == nil)
  }

  @Test("Input that cannot be read again leaves a record of nothing, also where there was one of something")
  func nothing() async throws {
    let folder = try ArchiveFolder()
    let file = try Self.write(Self.lines, to: "a.jsonl", in: folder)
    _ = try await Self.build(in: folder) { try await $0.read(Self.read(file, in: folder)) }
    _ = try await Self.build(in: folder) { collection in
      try await collection.read(Self.read(file, in: folder))
      try await collection.fetch(temporaryFolder: TemporaryFolder(path: folder.path(""))) { _ in }
    }
    #expect(
      try Data(contentsOf: URL(filePath: folder.path("report/.jobreport.jobs")))
        == Data("jobreport jobs 3\n".utf8))
  }

  @Test("An answer that would stand outside of its file is not looked for")
  func references() async throws {
    let folder = try ArchiveFolder()
    let file = try Self.write(Self.lines, to: "a.jsonl", in: folder)
    let found = try await Self.build(in: folder) { try await $0.read(Self.read(file, in: folder)) }
    guard case .new(let origin) = found.memory else { throw CancellationError() }
    let job = try found.store.job(found.jobs[0])
    let size = Int64(Self.lines.joined(separator: "\n").utf8.count)
    for (source, offset, length) in [
      (0, 0, 10), (0, size, 0), (1, 0, 10), (-1, 0, 10), (0, -1, 10), (0, 0, -1), (0, size, 1), (0, .max, 1),
      (0, 0, .max),
    ] as [(Int32, Int64, Int32)] {
      let reference = RecordReference(source: source, list: -1, offset: offset, length: length)
      var forged = JobsRecord.Contents()
      forged.jobs = [JobSummary(job, answers: [reference], content: found.jobs[0].content)]
      var bytes: [UInt8] = []
      #expect(JobsRecord.write(forged, of: origin, hiding: .shapes) { bytes += $0 })
      try Data(bytes).write(to: URL(filePath: folder.path("report/.jobreport.jobs")))
      let isInside =
        source == 0 && offset >= 0 && length >= 0 && offset <= size && length < 11
        && offset + Int64(length) <= size
      #expect((try await Self.last(in: folder)?.jobs(of: [file], hiding: .shapes) != nil) == isInside)
    }
  }

  @Test func anArchiveIsKnownByItsBytes() async throws {
    let folder = try ArchiveFolder()
    let path = try await folder.archive("a.sqlite")
    let found = try await Self.build(in: folder) {
      try await $0.read(ArchiveReader(path: path), projects: [])
    }
    let last = try await #require(try await Self.last(in: folder)?.jobs(ofArchive: path, hiding: .shapes))
    #expect(last.jobs.map(\.answers) == found.jobs.map(\.answers) && last.jobs.count == 90)
    #expect(last.newestRun == found.newestRun && last.newestRun != nil)
    #expect(try last.store.job(last.jobs[3]).history == found.store.job(found.jobs[3]).history)
    // What a crash left beside it belongs to it.
    try Data().write(to: URL(filePath: path + "-journal"))
    #expect(try await Self.last(in: folder)?.jobs(ofArchive: path, hiding: .shapes) == nil)
    try FileManager.default.removeItem(atPath: path + "-journal")
    try await folder.keep([Self.lines[0]], in: "a.sqlite", at: Self.now)
    #expect(try await Self.last(in: folder)?.jobs(ofArchive: path, hiding: .shapes) == nil)
  }
}
