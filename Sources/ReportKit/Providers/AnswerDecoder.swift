/// Reads the answers of one provider. A new provider is one file here, with one line in ``Providers``.
public protocol AnswerDecoder: Sendable {
  /// What tells a saved answer of it from all others: each mark is the names of members that stand together in one.
  /// No member that another service's answer may have is a mark alone.
  static var marks: [[StaticString]] { get }

  /// The names under which its answers have lists of jobs.
  static var lists: [StaticString] { get }

  /// What the answer says. Whatever can be read is read; the rest is named in ``Answer/unread``.
  static func decode(_ members: [JSONText.Member], of json: JSONText) -> Answer
}

/// Why bytes are no answer about a job.
public enum AnswerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// They are no JSON object.
  case notJSON(JSONError)
  /// A saved answer that has the marks of none that can be read.
  case unknown(JSONShape)
  /// What an API answers instead of jobs when something is wrong, in its own words.
  case failure(String)

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
    }
  }
}

/// The catalogue of what can be read.
public enum Providers {
  static let decoders: [any AnswerDecoder.Type] = [MintlifyV1.self, MintlifyV2.self, JobLines.self]

  /// The names under which saved answers have lists of jobs.
  public static let listNames: [StaticString] = decoders.flatMap { $0.lists }

  /// What a snapshot says of its job, in texts without what is to be hidden; the id alone is as it was sent.
  public static func decode(
    _ snapshot: Snapshot, hiding redaction: Redaction
  ) throws(AnswerError) -> Answer {
    let json = JSONText(snapshot.bytes, hiding: redaction)
    let members: [JSONText.Member]
    do {
      members = try json.members()
    } catch {
      throw .notJSON(error)
    }
    switch snapshot.endpoint {
    case .v1List, .v1Job: return MintlifyV1.decode(members, of: json)
    case .v2Job: return MintlifyV2.decode(members, of: json)
    case .saved:
      guard let decoder = decoder(for: members, of: json) else {
        if let words = ErrorBody.words(json.bytes) {
          throw .failure("\"\(JSONShape.line(words, limit: 200, hiding: redaction))\"")
        }
        throw .unknown(JSONShape(object: members, of: json))
      }
      return decoder.decode(members, of: json)
    }
  }

  /// The decoder that most members speak for together; nil when none knows the answer.
  private static func decoder(
    for members: [JSONText.Member], of json: JSONText
  ) -> (any AnswerDecoder.Type)? {
    var best: (decoder: any AnswerDecoder.Type, names: Int)?
    for decoder in decoders {
      for mark in decoder.marks where mark.count > best?.names ?? 0 {
        let isThere = mark.allSatisfy { name in members.contains { json.isNamed($0, name) } }
        if isThere { best = (decoder, mark.count) }
      }
    }
    return best?.decoder
  }
}
