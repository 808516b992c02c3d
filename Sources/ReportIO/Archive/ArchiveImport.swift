import GRDB
import ReportKit

/// Takes the rows of an export, of another archive or of saved answers into an archive, all or none of them.
///
/// Of an export and of an archive only exact duplicates are left out, so that two archives hold the same
/// after each took in the other, in whatever order.
public struct ArchiveImport: Sendable {
  let path: String
  let temporaryFolder: TemporaryFolder
  let redaction: Redaction
  let tool: String
  let now: @Sendable () -> Timestamp

  /// An import of a file; `-` is standard input, which can be no archive.
  public init(
    path: String, temporaryFolder: TemporaryFolder, hiding redaction: Redaction, tool: String,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.path = path
    self.temporaryFolder = temporaryFolder
    self.redaction = redaction
    self.tool = tool
    self.now = now
  }

  /// How many rows were read, and what they were to the archive.
  public struct Outcome: Sendable, Equatable {
    /// Rows, or saved answers, that were read.
    public var rows = 0
    /// Those that the archive did not have.
    public var added = 0
    /// Rows that were refused, as a key in them is redacted.
    public var redacted = 0
    /// What could not be read of saved answers.
    public var problems: [Problem] = []
  }

  private enum Kind {
    case archive, export, saved
  }

  /// Imports.
  public func run(into archive: Archive) async throws -> Outcome {
    let file = path == "-" ? Descriptor.standardInput : try Descriptor(reading: path)
    var spool: Spool?
    // What can be read once only waits in a temporary file: its kind has to be seen first.
    if try !Files.isRegular(file) {
      spool = try Spool(folder: temporaryFolder)
      while true {
        let chunk = try file.read(upTo: 1 << 20)
        if chunk.isEmpty { break }
        _ = try spool?.append(chunk)
      }
      try spool?.flush()
    }
    let readable = spool?.descriptor ?? file
    let place = path == "-" ? "standard input" : "'\(path)'"
    switch try kind(of: readable) {
    case .archive:
      guard spool == nil, path != "-" else { throw ArchiveError.archiveInPipe(place: place) }
      return try rows(of: ArchiveReader(path: path), into: archive)
    case .export: return try lines(of: readable, place: place, into: archive)
    case .saved: return try await saved(readable, place: place, into: archive)
    }
  }

  private func kind(of file: Descriptor) throws -> Kind {
    let beginning = try file.read(1 << 20, upToEndFrom: 0)
    if beginning.starts(with: "SQLite format 3\0".utf8) { return .archive }
    var splitter = AnswerSplitter()
    splitter.feed(beginning)
    if beginning.count < 1 << 20 { splitter.finish() }
    if case .answer(let bytes, _, 0, _)? = try? splitter.next(), ArchiveLine.isRow(bytes) { return .export }
    return .saved
  }

  private func lines(of file: Descriptor, place: String, into archive: Archive) throws(ArchiveError)
    -> Outcome
  {
    try archive.write { writer in
      var outcome = Outcome()
      var splitter = AnswerSplitter()
      var offset: Int64 = 0
      var isAtEnd = false
      repeat {
        let chunk = try file.read(1 << 20, upToEndFrom: offset)
        offset += Int64(chunk.count)
        isAtEnd = chunk.isEmpty
        if isAtEnd { splitter.finish() } else { splitter.feed(chunk) }
        while let event = try next(&splitter, place: place) {
          guard case .answer(let bytes, _, _, _) = event else { continue }
          outcome.rows += 1
          let row: ArchiveLine.Row
          do {
            row = try ArchiveLine.read(bytes)
          } catch {
            throw ArchiveError.badLine(place: place, line: outcome.rows, reason: "\(error)")
          }
          switch row {
          case .answer(let answer, _):
            if try writer.insert(answer) { outcome.added += 1 }
          case .run(let run, _):
            if try writer.insert(run) != nil { outcome.added += 1 }
          case .redacted: outcome.redacted += 1
          }
        }
      } while !isAtEnd
      return outcome
    }
  }

  private func next(
    _ splitter: inout AnswerSplitter, place: String
  ) throws(ArchiveError) -> AnswerSplitter.Event? {
    do {
      let event = try splitter.next()
      if case .badLines(let lines, let error)? = event {
        throw ArchiveError.badLine(place: place, line: lines.lowerBound, reason: "no JSON (\(error))")
      }
      return event
    } catch let error as ArchiveError {
      throw error
    } catch {
      throw .badLine(place: place, line: splitter.currentLine, reason: "\(error)")
    }
  }

  private func rows(of other: ArchiveReader, into archive: Archive) throws -> Outcome {
    let inventory = try other.inventory()
    if let finding = inventory.findings.first {
      throw ArchiveError.damaged(path: other.path, reason: finding.words)
    }
    return try archive.write { writer in
      var outcome = Outcome()
      for row in inventory.rows {
        guard let stored = try other.answers([[row.number]])[0].first, stored.isSound,
          let answer = stored.answer
        else {
          throw ArchiveError.damaged(path: other.path, reason: "row \(row.number) does not fit its SHA-256")
        }
        outcome.rows += 1
        if try writer.insert(answer) { outcome.added += 1 }
      }
      let runs = try other.runs()
      if let fault = runs.fault ?? runs.damaged.first.map({ "run \($0) does not fit its SHA-256" }) {
        throw ArchiveError.damaged(path: other.path, reason: fault)
      }
      for (run, _) in runs.sound {
        outcome.rows += 1
        if try writer.insert(run) != nil { outcome.added += 1 }
      }
      return outcome
    }
  }

  /// Saved answers have no time: each is kept once, as had now.
  private func saved(_ file: Descriptor, place: String, into archive: Archive) async throws -> Outcome {
    let keeper = AnswerKeeper(archive, rule: .differsFromAll, now: now)
    let answers = SavedAnswers(file: file, place: place, time: nil, temporaryFolder: temporaryFolder)
    // A file that is cut off shows that at its end only.
    var unread = RecordStore(hiding: redaction)
    try await answers.read(into: &unread) { _, _ in
    } problem: { _ in
    }
    var outcome = Outcome()
    var store = RecordStore(hiding: redaction)
    var check = SavedAnswerCheck(hiding: redaction)
    try await answers.read(into: &store) {
      guard check.keeps($1, at: $0) else { return }
      try keeper.keep($1, in: AnswerKeeper.ListID($0, file: 0))
      outcome.rows += 1
    } problem: {
      outcome.problems.append($0)
    }
    outcome.problems += check.problems { store.place(of: $0) }
    outcome.added = try keeper.tally().added
    return outcome
  }
}
