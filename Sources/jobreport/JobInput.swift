import ArgumentParser
import ReportIO
import ReportKit
import SampleProject

/// What a command reads: the source, the selection and the time, put together from options and environment.
struct JobInput {
  let source: JobSource
  let options: SourceOptions
  let ids: [String]
  let report: ReportOptions

  init(
    source options: SourceOptions, selection: SelectionOptions, title: String, run: Run
  ) throws {
    let source = try JobSource(options, environment: run.environment)
    let now = if case .sample = source { Timestamp(seconds: SampleProject.now) } else { try run.now() }
    let zone = try selection.zone()
    var ids = options.jobs
    if let file = options.jobsFrom {
      let listed = try IDList.read(file)
      // No ids would mean all jobs, which is the last thing a script wants that found none.
      guard !listed.isEmpty else { throw NoIDs(place: file == "-" ? "standard input" : "'\(file)'") }
      ids += listed
    }
    let (wanted, week) = try selection.selection(ids: Set(ids), now: now, zone: zone)
    self.source = source
    self.options = options
    self.ids = ids
    report = ReportOptions(
      title: title, generatedAt: now, asOf: now, timeZone: zone, source: source.name, selection: wanted,
      week: week)
  }

  /// Reads or fetches the jobs.
  func collect(_ run: Run, workers: Int?) async throws -> CollectedJobs {
    var collection = JobCollection(workers: workers ?? run.workers)
    let temporary = ProcessEnvironment.temporaryFolder(run.environment)
    switch source {
    case .sample:
      for file in SampleProject.files {
        try await collection.read(text: file.text, temporaryFolder: temporary)
      }
    case .files(let paths):
      for path in paths {
        try await collection.read(SavedAnswers(path: path, temporaryFolder: temporary))
      }
    case .api(let projects):
      let fetch = try APIFetch(options, projects: projects, ids: ids, environment: run.environment)
      try await fetch.fetch(into: &collection, temporaryFolder: temporary, progress: run.progress.fetched)
    }
    return try await collection.finish(wanting: ids)
  }
}

/// A list of ids without one.
private struct NoIDs: Error, CustomStringConvertible {
  var place: String
  var description: String { "\(place) names no job; put ids there, one a line, or leave out --jobs-from" }
}
