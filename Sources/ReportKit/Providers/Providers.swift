extension Provider {
  /// All that can be read; the first is meant where none is named.
  public static let all: [Provider] = [mintlify, gitHub, devin, cursor, jules, gitLab]
}

/// Why bytes are not an answer about a job.
public enum AnswerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// They are not a JSON object.
  case notJSON(JSONError)
  /// A saved answer that has the marks of none that can be read.
  case unknown(JSONShape)
  /// What an API answers instead of jobs when something is wrong, in its own words.
  case failure(String)
  /// An answer of an endpoint that this version does not know.
  case newer(Endpoint.ID)

  /// The reason in one line.
  public var description: String {
    switch self {
    case .notJSON(let error):
      switch error.reason {
      case .tooDeep, .tooManyMembers: "an answer that is too much to read: \(error)"
      case .incomplete, .expected, .tooLong: "an answer that is no JSON object: \(error)"
      }
    case .unknown(let shape): "no answer of a kind that is known: \(shape)"
    case .failure(let words): "an error answer instead of a job: \(words)"
    case .newer(let endpoint): "an answer of '\(endpoint.rawValue)', which a newer version of jobreport wrote"
    }
  }
}

/// How the answers of all providers, and lines of jobs, are read.
public enum Providers {
  /// All kinds of saved answers.
  static let savedKinds: [SavedKind] =
    Provider.all.flatMap { provider in
      provider.endpoints.map {
        SavedKind(
          provider: provider.id, marks: $0.marks, secrets: $0.secrets, decode: $0.decode)
      }
    }.filter { !$0.marks.isEmpty } + SavedKind.tools
    + [SavedKind(provider: nil, marks: JobLines.marks, decode: JobLines.decode)]

  /// The paths at which saved answers have lists of jobs.
  public static let listPaths: [[StaticString]] =
    (Provider.all.flatMap { $0.endpoints.filter(\.answer.isList).map(\.answer.path) }
    + SavedKind.tools.map { $0.list }).filter { !$0.isEmpty }

  /// The members that hold secrets in any answer, which nothing is kept with.
  static let secrets: [StaticString] =
    Provider.all.flatMap { provider in provider.endpoints.flatMap { $0.secrets } }
    + SavedKind.tools.flatMap { $0.secrets }

  private static let endpoints: [Endpoint.ID: (provider: Provider, endpoint: Endpoint)] =
    Dictionary(
      Provider.all.flatMap { provider in provider.endpoints.map { ($0.id, (provider, $0)) } },
      uniquingKeysWith: { first, _ in first })

  private static let decoders = endpoints.mapValues(\.endpoint.decode)
  private static let parts = Set(endpoints.values.filter { $0.endpoint.answer.isPart }.map(\.endpoint.id))

  /// Whether answers of an endpoint do not name the job that they are about.
  static func isPart(_ id: Endpoint.ID) -> Bool { parts.contains(id) }

  /// The endpoint of an id; nil when this version does not know it.
  public static func endpoint(_ id: Endpoint.ID) -> (provider: Provider, endpoint: Endpoint)? {
    endpoints[id]
  }

  /// Whether this version can read answers of an endpoint.
  public static func knows(_ id: Endpoint.ID) -> Bool { id == .saved || decoders[id] != nil }

  /// The endpoints whose answers show the same record as those of one, itself among them.
  public static func sameRecord(as id: Endpoint.ID) -> [Endpoint.ID] {
    guard let (provider, endpoint) = endpoints[id] else { return [id] }
    return provider.endpoints.filter { $0.record == endpoint.record }.map(\.id)
  }

  /// What a record says of its job, in texts without what is to be hidden; the id alone is as it was sent.
  ///
  /// For who has a summary of it the fields that it has may be left out, as if the record had no key for them.
  public static func decode(
    _ record: Record, hiding redaction: Redaction, leavesOutSummed: Bool = false
  ) throws(AnswerError) -> JobPatch {
    var json = JSONText(record.bytes, hiding: redaction)
    let members: [JSONText.Member]
    do {
      members = try json.members()
    } catch {
      throw .notJSON(error)
    }
    let damage = json.damage(in: json.bytes.indices)
    json.isUTF8 = damage != .notUTF8
    var reader = FieldReader(
      members, of: json, isDamaged: damage != nil, leavesOutSummed: leavesOutSummed)
    var answer: JobPatch
    if record.endpoint == .saved {
      guard let kind = savedKind(of: members, in: json) else {
        if let words = ErrorBody.words(json.bytes) {
          throw .failure("\"\(JSONShape.line(words, limit: 200, hiding: redaction))\"")
        }
        throw .unknown(JSONShape(object: members, of: json))
      }
      answer = kind.decode(&reader)
      answer.provider = answer.provider ?? kind.provider
      answer.secrets = kind.secrets
    } else {
      guard let decode = decoders[record.endpoint] else { throw .newer(record.endpoint) }
      answer = decode(&reader)
      // Somebody asked for it.
      answer.isJob = true
    }
    answer.unread = reader.unread + answer.unread
    if let job = record.job { answer.id = job }
    return answer
  }

  /// Whether a saved answer is about a job; throws if that cannot be read.
  public static func isJob(_ record: Record, hiding redaction: Redaction) throws -> Bool {
    try decode(record, hiding: redaction).isJob
  }

  /// The kind that most members speak for together; nil when none knows the answer.
  private static func savedKind(of members: [JSONText.Member], in json: JSONText) -> SavedKind? {
    savedMarks.kind(of: members, in: json).map { savedKinds[$0] }
  }

  private static let savedMarks = KindMarks(savedKinds.map(\.marks))
}

extension Provider {
  /// The endpoint that answers one of the provider's own records, which a file has; the first one where nothing
  /// tells.
  public func endpoint(recognising bytes: [UInt8]) -> Endpoint {
    let json = JSONText(bytes)
    let members = (try? json.members()) ?? []
    let best =
      KindMarks(endpoints.map(\.marks)).kind(of: members, in: json)
      ?? KindMarks(endpoints.map(\.signs)).kind(of: members, in: json)
    return endpoints[best ?? 0]
  }
}
