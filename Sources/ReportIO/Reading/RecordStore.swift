import ReportKit

/// Why answers could not be read: the place, the reason and what to do.
public enum ReadingError: Error, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// What was read is not JSON; the excerpt is its beginning.
  case notJSON(place: String, error: JSONError, excerpt: String)
  /// It is JSON, and nothing in it is an answer that can be read.
  case notJobs(place: String, error: AnswerError)
  case empty(place: String)
  /// It is text in another encoding.
  case notUTF8(place: String, encoding: String)
  case changed(place: String)
  /// The temporary files of the run have all the room that they may take.
  case overLimit(path: String, limit: String)
  case notAFile(place: String)
  /// It is a folder, which may hold answers among other files.
  case aFolder(place: String)
  /// It has more bytes than are read of a file of its kind.
  case tooLarge(place: String, limit: String, purpose: String)
  /// Not one job could be read, or none of those asked for.
  case nothingRead(reason: String, others: Int)

  /// The message for a person.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .notJSON(let place, let error, let excerpt):
      "could not read \(place): \(error); it begins with \(excerpt); "
        + "save an answer of the agent API there, as JSON or JSON Lines"
    case .notJobs(let place, .failure(let words)):
      "could not read \(place): it holds an error answer instead of jobs: \(words); fetch the jobs again"
    case .notJobs(let place, .unknown(let shape)):
      "could not read \(place): it holds \(shape), which is no job of a kind that is known; save an answer of the "
        + "agent API there, or 'data/jobs.jsonl' of a report"
    case .notJobs(let place, let error): "could not read \(place): \(error)"
    case .empty(let place):
      "could not read \(place): it is empty; save an answer of the agent API there, as JSON or JSON Lines"
    case .notUTF8(let place, let encoding):
      "could not read \(place): it is \(encoding); convert it to UTF-8, "
        + "such as with 'iconv -f \(encoding) -t UTF-8'"
    case .nothingRead(let reason, let others):
      "no job could be read: \(reason)\(others > 0 ? " (and \(others) more)" : ""); nothing was replaced"
    case .overLimit(let path, let limit):
      "the answers take over \(limit) in '\(path)'; take fewer jobs, or allow more with "
        + "\(TemporaryFolder.limitVariable)=16G"
    case .notAFile(let place): "could not read \(place): it is no file; remove it"
    case .aFolder(let place):
      "could not read \(place): it is a folder; name its files, or join them with 'cat' and read them with '--from -'"
    case .tooLarge(let place, let limit, let purpose):
      "could not read \(place): it has more than \(limit), the most that is read of \(purpose); "
        + "name another file"
    case .changed(let place): "could not read \(place): it changed while it was read; run again"
    }
  }
}

/// Where answers wait between the two passes: in the files they were saved in, in a temporary file, or in an
/// archive. Nothing of them is held in memory.
public struct RecordStore: Sendable {
  enum Source: Sendable {
    case file(SavedFile)
    case archive(ArchiveReader)
  }

  /// A file with answers that were had in the same way.
  struct SavedFile: Sendable {
    var file: Descriptor
    var place: String
    var provider: ID
    var project: ID?
    var endpoint: Endpoint.ID
    /// When they were had; nil when nothing tells.
    var time: Timestamp?

    /// A file that somebody saved answers in.
    static func saved(_ file: Descriptor, place: String, time: Timestamp? = nil) -> SavedFile {
      SavedFile(
        file: file, place: place, provider: Provider.standard.id, project: nil, endpoint: .saved, time: time)
    }
  }

  /// How answers were had, of which one file holds those that were had alike.
  struct Origin: Hashable, Sendable {
    var provider: ID
    var project: ID?
    var endpoint: Endpoint.ID

    init(_ record: Record) {
      (provider, project, endpoint) = (record.provider, record.project, record.endpoint)
    }
  }

  private(set) var sources: [Source] = []
  /// What is not to be shown of the jobs.
  public let redaction: Redaction

  /// A store with nothing in it, of answers of which some things are not to be shown.
  public init(hiding redaction: Redaction = .shapes) { self.redaction = redaction }

  /// Adds a source; gives its number for references.
  mutating func add(_ source: Source) -> Int32 {
    sources.append(source)
    return Int32(sources.count - 1)
  }

  /// Where a person finds the answer behind a reference: `item 2 of 'saved.json'`; nil when it stands in
  /// no file of theirs.
  func place(of reference: RecordReference) -> String? {
    guard reference.number > 0, case .file(let saved) = sources[Int(reference.source)] else { return nil }
    switch reference.list {
    case ..<1: return "line \(reference.number) of \(saved.place)"
    case 1: return "item \(reference.number) of \(saved.place)"
    default: return "item \(reference.number) of list \(reference.list) of \(saved.place)"
    }
  }

  /// The answer behind a reference. May be called from several tasks at once.
  public func read(_ reference: RecordReference) throws -> Record {
    switch sources[Int(reference.source)] {
    case .file(let saved):
      do {
        guard let bytes = try saved.file.read(Int(reference.length), at: reference.offset) else {
          throw ReadingError.changed(place: saved.place)
        }
        return Record(
          provider: saved.provider, project: saved.project, endpoint: saved.endpoint, bytes: bytes,
          time: saved.time)
      } catch let error as SystemError {
        throw ReadingError.system(error)
      }
    case .archive(let archive): return try read([reference], of: archive)[0]
    }
  }

  /// The whole job behind a summary.
  public func job(_ summary: JobSummary) throws -> Job {
    try JobIndex.job(summary, hiding: redaction) { try read($0) }
  }

  /// The answers behind references, in their order.
  func read(_ references: [RecordReference]) throws -> [Record] {
    guard let first = references.first, case .archive(let archive) = sources[Int(first.source)],
      references.allSatisfy({ $0.source == first.source })
    else { return try references.map(read) }
    return try read(references, of: archive)
  }

  private func read(_ references: [RecordReference], of archive: ArchiveReader) throws -> [Record] {
    let rows = try archive.answers([references.map(\.offset)[...]])[0]
    let answers = rows.compactMap(\.answer)
    guard answers.map(\.bytes.count) == references.map({ Int($0.length) }) else {
      throw ReadingError.changed(place: "'\(archive.path)'")
    }
    return answers.compactMap(\.record)
  }

  /// How many bytes of answers are read ahead.
  private static let readAhead = 1 << 18

  /// The jobs behind summaries, with the numbers of these, as many at a time as have ``readAhead`` bytes of answers: an
  /// archive takes longer to begin reading than to read.
  func eachGroup(of summaries: [JobSummary], _ use: (Range<Int>, [Job]) throws -> Void) throws {
    var start = 0
    while start < summaries.count {
      var end = start
      var length = 0
      repeat {
        length += summaries[end].answers.reduce(0) { $0 + Int($1.length) }
        end += 1
      } while end < summaries.count && length < Self.readAhead
      var answers = try read(summaries[start..<end].flatMap(\.answers))[...]
      let jobs = (start..<end).map { number in
        let own = answers.prefix(summaries[number].answers.count)
        answers = answers.dropFirst(own.count)
        return JobIndex.job(summaries[number], from: own, hiding: redaction)
      }
      try use(start..<end, jobs)
      start = end
    }
  }
}
