/// Reads the answers of one provider. A new provider is one file here, with one line in ``Providers``.
public protocol AnswerDecoder: Sendable {
  /// The provider's name in data, such as `mintlify`.
  static var provider: String { get }

  /// Whether an answer of an unknown request looks like one of this decoder's.
  static func recognizes(_ members: [JSONText.Member], of json: JSONText) -> Bool

  /// What the answer says. Whatever can be read is read; the rest is named in `problems`.
  static func decode(_ members: [JSONText.Member], of json: JSONText) -> Answer
}

/// The catalogue of what can be read.
public enum Providers {
  /// Tried in this order on a saved answer; the last takes what none recognizes.
  static let decoders: [any AnswerDecoder.Type] = [MintlifyV1.self, MintlifyV2.self]

  /// What a snapshot says of its job, in texts without what is to be hidden; the id alone is as it was sent.
  public static func decode(
    _ snapshot: Snapshot, hiding redaction: Redaction
  ) throws(JSONError) -> Answer {
    let json = JSONText(snapshot.bytes, hiding: redaction)
    let members = try json.members()
    switch snapshot.endpoint {
    case .v1List, .v1Job: return MintlifyV1.decode(members, of: json)
    case .v2Job: return MintlifyV2.decode(members, of: json)
    case .saved:
      let decoder = decoders.first { $0.recognizes(members, of: json) } ?? MintlifyV1.self
      return decoder.decode(members, of: json)
    }
  }
}
