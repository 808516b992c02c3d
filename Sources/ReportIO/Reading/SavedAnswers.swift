import ReportKit

/// Answers saved in a file, or coming through standard input.
public struct SavedAnswers: Sendable {
  private let input: Input
  /// Where a temporary file may stand.
  let temporaryFolder: String

  /// Saved answers at a path; `-` is standard input, which waits in a temporary file in a folder.
  public init(path: String, temporaryFolder: String) {
    input = path == "-" ? .standardInput : .path(path)
    self.temporaryFolder = temporaryFolder
  }

  /// Saved answers in an open file, which errors call `place`.
  init(file: Descriptor, place: String, temporaryFolder: String) {
    input = .open(file, place: place)
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
    into store: inout AnswerStore,
    _ sink: (SnapshotReference, Snapshot) async throws -> Void,
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
      // A pipe, such as a shell's <(…), can be read once only.
      if try !Files.isRegular(file) { spool = try Spool(folder: temporaryFolder) }
    case .open(let open, _): file = open
    }
    let before = try Files.status(of: file.number, path: file.path)
    let number = store.add(
      .file(
        AnswerStore.SavedFile(
          file: spool?.descriptor ?? file, place: place, provider: "mintlify", project: nil, endpoint: .saved)
      ))
    var splitter = AnswerSplitter()
    var beginning: [UInt8] = []
    var isAtEnd = false
    var end: Int64 = 0
    do {
      repeat {
        try Task.checkCancellation()
        let chunk = try spool == nil ? file.read(Self.chunk, upToEndFrom: end) : file.read(upTo: Self.chunk)
        end += Int64(chunk.count)
        isAtEnd = chunk.isEmpty
        if beginning.count < 200 { beginning += chunk.prefix(200 - beginning.count) }
        if isAtEnd { splitter.finish() } else { splitter.feed(chunk) }
        while let event = try splitter.next() {
          switch event {
          case .answer(let bytes, let offset, let list):
            let offset = try spool?.append(bytes) ?? Int64(offset)
            let reference = SnapshotReference(
              source: number, list: list == 0 ? -1 : Int32(list), offset: offset, length: Int32(bytes.count))
            try await sink(
              reference, Snapshot(provider: "mintlify", project: nil, endpoint: .saved, bytes: bytes))
          case .badLines(let lines, let error):
            let words =
              lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)–\(lines.upperBound)"
            problem(
              Problem(id: nil, reason: "\(words) of \(place): no JSON (\(error))", losesJob: true))
          }
        }
      } while !isAtEnd
    } catch let error as JSONError {
      throw ReadingError.notJSON(
        place: place, error: error, excerpt: Excerpt.body(beginning, limit: 60, redact: Redaction.redact))
    }
    guard beginning.contains(where: { $0 > 0x20 }) else { throw ReadingError.empty(place: place) }
    try spool?.flush()
    if spool == nil, try Files.status(of: file.number, path: file.path) != before {
      throw ReadingError.changed(place: place)
    }
  }
}
