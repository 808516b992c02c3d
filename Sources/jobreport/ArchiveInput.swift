import ReportIO
import ReportKit

/// Brings jobs into an archive before a report is made of it.
struct ArchiveInput {
  let path: String
  let run: Run

  /// Fetches what may be new.
  func fetch(
    _ options: SourceOptions, projects: [Project], ids: [ID], selection: Selection = Selection()
  ) async throws -> ArchiveFetch.Outcome {
    let fetch = try APIFetch(
      options, projects: projects, ids: ids, selection: selection, keys: run.keys,
      environment: run.environment)
    let archive = try await Archive(writing: path)
    run.left.becomes("what was fetched is kept in '\(path)', and nothing was replaced")
    let outcome = try await fetch.fetch(
      into: archive, options: options, now: try run.clock(), progress: run.progress.fetched)
    run.progress.end()
    run.console.note(Self.words(outcome))
    return outcome
  }

  /// Keeps saved answers; gives what could not be read.
  func keep(files: [String]) async throws -> [Problem] {
    let archive = try await Archive(writing: path)
    run.left.becomes("what was read is kept in '\(path)', and nothing was replaced")
    let keep = SavedAnswersImport(
      files: files, tool: ToolVersion.text,
      temporaryFolder: try TemporaryFolder(environment: run.environment), hiding: run.keys.redaction,
      now: try run.clock())
    let outcome = try await keep.run(into: archive)
    run.console.note(
      "archive: \(Self.jobs(outcome.jobs)) read, \(outcome.new) new, \(outcome.changed) changed")
    return outcome.problems
  }

  /// `archive: 3 requests, 120 jobs seen, 2 new, 1 changed; 9,880 known jobs not asked for, which saved about
  /// 98 requests`.
  static func words(_ outcome: ArchiveFetch.Outcome) -> String {
    let summary = outcome.summary
    var words =
      "archive: \(summary.requests) \(summary.requests == 1 ? "request" : "requests"), "
      + "\(jobs(summary.jobs)) seen, \(outcome.new) new, \(outcome.changed) changed"
    if outcome.unasked > 0 {
      words += "; \(outcome.unasked) known \(outcome.unasked == 1 ? "job" : "jobs") not asked for"
      if outcome.savedRequests > 0 {
        words += ", which saved about \(outcome.savedRequests) "
        words += outcome.savedRequests == 1 ? "request" : "requests"
      }
    }
    return words
  }

  private static func jobs(_ count: Int) -> String { count == 1 ? "1 job" : "\(count) jobs" }
}
