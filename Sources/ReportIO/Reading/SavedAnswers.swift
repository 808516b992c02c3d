import ReportKit

/// Answers saved in a file, or coming through standard input.
public struct SavedAnswers: Sendable {
  private let input: Input
  /// When they were had; nil when nothing tells.
  private let time: Timestamp?
  /// Where a temporary file may stand.
  let temporaryFolder: TemporaryFolder

  /// Saved answers at a path; `-` is standard input, which waits in a temporary file in a folder.
  public init(path: String, temporaryFolder: TemporaryFolder) {
    input = path == "-" ? .standardInput : .path(path)
    time = nil
    self.temporaryFolder = temporaryFolder
  }

  /// Saved answers in an open file, which errors call `place`, that were had at a time.
  init(file: Descriptor, place: String, time: Timestamp?, temporaryFolder: TemporaryFolder) {
    input = .open(file, place: place)
    self.time = time
    self.temporaryFolder = temporaryFolder
  }

  private enum Input {
    case standardInput
    case path(String)
    case open(Descriptor, place: String)
  }

  private static let chunk = 1 << 20

  private var place: String {
    switch input {
    case .standardInput: "standard input"
    case .path(let path): "'\(path)'"
    case .open(_, let place): place
    }
  }

  /// Reads the answers into a store; each goes, with its reference, to `sink`.
  func read(
    into store: inout RecordStore,
    _ sink: (RecordReference, Record) async throws -> Void,
    problem: (Problem) -> Void
  ) async throws {
    var digest: InputDigest?
    try await read(into: &store, digest: &digest, sink, problem: problem)
  }

  /// Reads the answers into a store; each goes, with its reference, to `sink`. Their bytes are added to a digest, where one
  /// is made and they can be read again.
  func read(
    into store: inout RecordStore, digest: inout InputDigest?,
    _ sink: (RecordReference, Record) async throws -> Void,
    problem: (Problem) -> Void
  ) async throws {
    let file: Descriptor
    var spool: Spool?
    switch input {
    case .standardInput:
      file = .standardInput
      spool = try Spool(folder: temporaryFolder)
    case .path(let path):
      file = try Descriptor(reading: path)
      switch try Files.kind(of: file) {
      case .folder: throw ReadingError.aFolder(place: place)
      case .file: break
      // A pipe, such as a shell's <(…), can be read once only.
      case .nothing, .other: spool = try Spool(folder: temporaryFolder)
      }
    case .open(let open, _): file = open
    }
    let before = try Files.status(of: file.number, path: file.path)
    let number = store.add(.file(.saved(spool?.descriptor ?? file, place: place, time: time)))
    if spool != nil { digest = nil }
    var splitter = AnswerSplitter()
    var beginning: [UInt8] = []
    var isAtEnd = false
    var end: Int64 = 0
    var recognition = Recognition(hiding: store.redaction)
    var strangers = Strangers()
    do {
      repeat {
        try Task.checkCancellation()
        let chunk = try spool == nil ? file.read(Self.chunk, upToEndFrom: end) : file.read(upTo: Self.chunk)
        if end == 0, let encoding = Self.otherEncoding(chunk) {
          throw ReadingError.notUTF8(place: place, encoding: encoding)
        }
        end += Int64(chunk.count)
        // Beside the splitting, which takes about as long.
        let begun = digest.take()
        async let hashed = begun?.adding(chunk)
        isAtEnd = chunk.isEmpty
        if beginning.count < 200 { beginning += chunk.prefix(200 - beginning.count) }
        if isAtEnd { splitter.finish() } else { splitter.feed(chunk) }
        while let event = try splitter.next() {
          switch event {
          case .answer(let bytes, let offset, let list, let item):
            let offset = try spool?.append(bytes) ?? Int64(offset)
            let reference = RecordReference(
              source: number, list: list == 0 ? -1 : Int32(list), offset: offset, length: Int32(bytes.count),
              number: Int32(list == 0 ? splitter.currentLine : item))
            let record = Record(
              provider: Provider.standard.id, project: nil, endpoint: .saved, bytes: bytes, time: time)
            for (reference, record) in try recognition.take(reference, record, of: place) {
              try await sink(reference, record)
            }
          case .others(let items, let list, let kind):
            recognition.note(.unknown(JSONShape(items: kind)))
            let found = strangers.add(
              items, "item", of: list > 1 ? "list \(list) of \(place)" : place, "\(kind.rawValue), not a job")
            if let found { problem(found) }
          case .badLines(let lines, let error):
            let found = strangers.add(lines, "line", of: place, "no JSON (\(error))")
            if let found { problem(found) }
          }
        }
        digest = await hashed
      } while !isAtEnd
    } catch let error as JSONError {
      throw ReadingError.notJSON(
        place: place, error: error,
        excerpt: Excerpt.body(beginning, limit: 60, redact: store.redaction.redact))
    }
    for (reference, record) in try recognition.finish(place) { try await sink(reference, record) }
    if strangers.more > 0 { problem(.more(strangers.more, of: place)) }
    guard beginning.contains(where: { $0 > 0x20 }) else { throw ReadingError.empty(place: place) }
    try spool?.flush()
    if spool == nil, try Files.status(of: file.number, path: file.path) != before {
      throw ReadingError.changed(place: place)
    }
    digest?.endSource(place)
  }

  /// The name of another encoding than UTF-8 that a text begins in (The Unicode Standard, 23.8), by its byte
  /// order mark or by the zero beside its first sign, which JSON has in ASCII.
  private static func otherEncoding(_ text: [UInt8]) -> String? {
    if text.starts(with: [0xFF, 0xFE, 0, 0]) || text.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    let isMarked = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
    return isMarked || text.count > 3 && (text[0] == 0) != (text[1] == 0) ? "UTF-16" : nil
  }
}

/// What a file has in the place of jobs: the first runs of it are told one by one, the rest are counted.
private struct Strangers {
  private var told = 0
  /// How many items and lines are not told of.
  private(set) var more = 0

  /// What there is to say of items or lines that follow each other.
  mutating func add(
    _ numbers: ClosedRange<Int>, _ word: String, of place: @autoclosure () -> String,
    _ reason: @autoclosure () -> String
  ) -> Problem? {
    guard told < Problem.reasonLimit else {
      more += numbers.count
      return nil
    }
    told += 1
    let words =
      numbers.count == 1
      ? "\(word) \(numbers.lowerBound)" : "\(word)s \(numbers.lowerBound)–\(numbers.upperBound)"
    return Problem(
      id: nil, reason: "\(words) of \(place()): \(reason())", losesJob: true, records: numbers.count)
  }
}

/// Holds answers back until one is known for what it is: a file in which there is none is not a file of jobs, and
/// nothing of it is used.
private struct Recognition {
  typealias Held = (reference: RecordReference, record: Record)

  private let redaction: Redaction
  private var isFound = false
  private var held: [Held] = []
  private var heldBytes = 0
  private var first: AnswerError?

  init(hiding redaction: Redaction) { self.redaction = redaction }

  /// How many bytes of answers that nobody knows are read before a file is given up.
  private static let patience = 8 << 20

  /// Takes an answer; gives those that may be used now.
  mutating func take(_ reference: RecordReference, _ record: Record, of place: String) throws -> [Held] {
    if isFound { return [(reference, record)] }
    held.append((reference, record))
    heldBytes += record.bytes.count + 200
    do {
      _ = try Providers.decode(record, hiding: redaction)
      isFound = true
      defer { held = [] }
      return held
    } catch {
      // A broken one may be anything.
      if case .notJSON = error {} else { note(error) }
      if heldBytes > Self.patience, let first { throw ReadingError.notJobs(place: place, error: first) }
      return []
    }
  }

  /// Notes what is not an answer.
  mutating func note(_ error: @autoclosure () -> AnswerError) { if first == nil { first = error() } }

  /// What was held back to the end; throws when nothing is an answer.
  func finish(_ place: String) throws -> [Held] {
    if !isFound, let first { throw ReadingError.notJobs(place: place, error: first) }
    return held
  }
}
