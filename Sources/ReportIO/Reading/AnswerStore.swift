import ReportKit

/// Why answers could not be read: the place, the reason and what to do.
public enum ReadingError: Error, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// What was read is no JSON; the excerpt is its beginning.
  case notJSON(place: String, error: JSONError, excerpt: String)
  case empty(place: String)
  case changed(place: String)
  /// Not one job could be read, or none of those asked for.
  case nothingRead(reason: String, others: Int)

  /// The message for a person.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .notJSON(let place, let error, let excerpt):
      "could not read \(place): \(error); it begins with \(excerpt); "
        + "save an answer of the agent API there, as JSON or JSON Lines"
    case .empty(let place):
      "could not read \(place): it is empty; save an answer of the agent API there, as JSON or JSON Lines"
    case .nothingRead(let reason, let others):
      "no job could be read: \(reason)\(others > 0 ? " (and \(others) more)" : ""); nothing was replaced"
    case .changed(let place): "could not read \(place): it changed while it was read; run again"
    }
  }
}

/// Where answers wait between the two passes: in the files they were saved in, or in a temporary file.
/// Nothing of them is held in memory.
public struct AnswerStore: Sendable {
  struct Source: Sendable {
    var file: Descriptor
    var place: String
    var provider: String
    var project: String?
    var endpoint: Snapshot.Endpoint
  }

  private(set) var sources: [Source] = []

  /// A store with nothing in it.
  public init() {}

  /// Adds a source; gives its number for references.
  mutating func add(_ source: Source) -> Int32 {
    sources.append(source)
    return Int32(sources.count - 1)
  }

  /// The answer behind a reference.
  public func read(_ reference: SnapshotReference) throws(ReadingError) -> Snapshot {
    let source = sources[Int(reference.source)]
    let bytes: [UInt8]?
    do {
      bytes = try source.file.read(Int(reference.length), at: reference.offset)
    } catch {
      throw .system(error)
    }
    guard let bytes else { throw .changed(place: source.place) }
    return Snapshot(
      provider: source.provider, project: source.project, endpoint: source.endpoint, bytes: bytes)
  }
}
