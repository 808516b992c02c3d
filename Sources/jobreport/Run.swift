import ArgumentParser
import ReportIO
import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a command ends. 1 comes before 4 before 3.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case partial = 3
  case gateFailed = 4
  case damaged = 5
  case usage = 64
  case interrupted = 130
}

/// One run of a command: its streams, its environment, its clock.
struct Run: Sendable {
  let console: Console
  let progress: ProgressLine
  let json: Bool
  let environment: [String: String]
  /// The keys that it works with, which nothing of it shows.
  let keys: RunKeys
  let workers: Int
  /// What is true when the run is ended now.
  let left = LeftBehind()

  /// A run of a command; a source may name a file with a key of its own.
  init(isQuiet: Bool, json: Bool = false, source: SourceOptions? = nil) {
    environment = ProcessEnvironment.current
    keys = RunKeys(environment: environment, files: source?.keyFiles ?? [:])
    console = Console(isQuiet: isQuiet, redaction: keys.redaction)
    progress = ProgressLine(console: console)
    self.json = json
    workers = ProcessEnvironment.processors
  }

  /// Runs the body of a command, which a signal ends early; any status but done is thrown.
  func perform(_ body: @escaping @Sendable () async throws -> ExitStatus) async throws {
    let work = Task { try await body() }
    let interruption = Interruption(left: left, console) { work.cancel() }
    defer {
      progress.end()
      interruption.end()
    }
    let status: ExitStatus
    do {
      status = try await work.value
    } catch is CancellationError {
      throw Failure(error: Interrupted(left: left.words), redaction: keys.redaction)
    } catch {
      throw Failure(error: error, redaction: keys.redaction)
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// What a body threw, and what its message is not to show.
  struct Failure: Error {
    var error: any Error
    var redaction: Redaction
  }

  /// The time of the run: `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/),
  /// else the clock.
  func now() throws -> Timestamp {
    guard let epoch = environment.variable("SOURCE_DATE_EPOCH") else {
      return ProcessEnvironment.now
    }
    guard let seconds = Int64(epoch), seconds >= 0, seconds < 253_402_300_800 else {
      throw UsageError.noEpoch(epoch)
    }
    return Timestamp(seconds: seconds)
  }

  /// The clock of what goes into an archive: it stands still under `SOURCE_DATE_EPOCH`.
  func clock() throws -> @Sendable () -> Timestamp {
    guard environment.variable("SOURCE_DATE_EPOCH") == nil else {
      let now = try now()
      return { now }
    }
    return { ProcessEnvironment.preciseNow }
  }

  /// Says what could not be had; `place` is where all of it is listed, if it is written anywhere.
  func tell(_ report: Report, place: String? = nil, status: ExitStatus) {
    progress.end()
    for problem in report.problems.prefix(20) {
      console.report("problem: \(problem.id.map { "\($0.text): " } ?? "")\(problem.reason)")
    }
    if report.problems.count > 20 {
      let rest = place.map { " are listed in \($0)" } ?? ""
      console.report("\(report.problems.count - 20) more problems\(rest)")
    }
    let exit = status == .partial ? "; exit status 3" : ""
    if let missing = Problem.missing(report.problems) {
      let verb = missing.hasPrefix("1 ") && !missing.contains(" and ") ? "is" : "are"
      console.report("\(missing) \(verb) not in the report\(exit)")
    } else if let incomplete = Problem.incomplete(report.problems) {
      console.report("\(incomplete) are not in the report\(exit)")
    }
  }

  /// Shows a page in the browser, or says why not.
  func show(_ path: String) async {
    switch await Browser.show(path, environment: environment) {
    case .shown: break
    case .isCI: console.note("--open: nobody looks in CI; the first page is '\(path)'")
    case .none: console.note("--open: there is no browser to show it in; open '\(path)' yourself")
    }
  }

  /// Says what was written.
  func finish(_ report: Report, _ written: WrittenReport, status: ExitStatus) throws {
    let place = written.directory.map { "\($0.path)/report.json" } ?? written.singleFile?.path ?? ""
    tell(report, place: place, status: status)
    if let advice = written.advice { console.report(advice) }
    console.note(written.words(jobs: report.jobs.count))
    do {
      if json {
        try console.result(
          json: RunFormat.json(
            report, output: written.paths.first ?? "", singleFile: written.singleFile?.path,
            files: written.directory?.outcome.files ?? 1, written: written.directory?.outcome.written ?? 1,
            exitStatus: Int(status.rawValue)))
      } else {
        for path in written.paths { try console.result(path) }
      }
    } catch let error as SystemError {
      throw ResultNotPrinted(reason: error, output: written.directory?.path ?? written.singleFile?.path ?? "")
    }
  }
}

/// The report is there, but nobody was told so.
private struct ResultNotPrinted: Error, CustomStringConvertible {
  var reason: SystemError
  var output: String

  var description: String { "\(reason); the report in '\(output)' is written all the same" }
}
