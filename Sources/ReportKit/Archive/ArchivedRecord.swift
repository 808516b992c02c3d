/// A row of an archive: an answer about one job, byte for byte, with where and when it was had.
public struct ArchivedRecord: Sendable, Equatable {
  /// The id of the provider that answered.
  public var provider: ID
  /// The project: the id that was asked for, else the one the answer names; empty when neither tells.
  public var project: ID
  /// The job's id; empty when the answer has none.
  public var id: ID
  /// The request that was answered: see ``Endpoint/ID``.
  public var endpoint: String
  /// When it was had: ``Timestamp/iso8601Milliseconds``.
  public var time: String
  /// The status that this answer alone tells, as the version of the tool that kept it read it: for queries.
  /// Reports read the bytes. Empty when the answer is unreadable.
  public var status: String
  /// The job's own JSON, as it was sent.
  public var bytes: [UInt8]

  /// A row of these columns.
  public init(
    provider: ID, project: ID, id: ID, endpoint: String, time: String, status: String,
    bytes: [UInt8]
  ) {
    self.provider = provider
    self.project = project
    self.id = id
    self.endpoint = endpoint
    self.time = time
    self.status = status
    self.bytes = bytes
  }

  /// The row for an answer that was had at a moment: id, project and status are read out of it, and secrets that a
  /// service hands out are left out.
  public init(_ record: Record, at time: Timestamp) {
    let answer = try? Providers.decode(record, hiding: .shapes)
    let secrets = answer?.secrets ?? Providers.secrets
    let id = answer?.id ?? ""
    var status = ""
    if let answer, !id.isEmpty {
      status = Job(key: JobKey(provider: "", project: nil, id: id), merging: [answer]).status.slug
    }
    self.init(
      provider: answer?.provider ?? record.provider, project: record.project ?? answer?.project ?? "",
      id: id,
      endpoint: record.endpoint.rawValue, time: time.iso8601Milliseconds, status: status,
      bytes: secrets.isEmpty ? record.bytes : JSONText.removing(secrets, from: record.bytes))
  }

  /// The answer as reports read it; nil when it is of an endpoint that this version does not know.
  public var record: Record? {
    let endpoint = Endpoint.ID(rawValue: endpoint)
    guard Providers.knows(endpoint) else { return nil }
    return Record(
      provider: provider, project: project.isEmpty ? nil : project, endpoint: endpoint,
      job: Providers.isPart(endpoint) ? id : nil, bytes: bytes, time: Timestamp(iso8601: time))
  }

  /// The endpoints whose answers show the same record as this one, itself among them.
  public var comparableEndpoints: [String] {
    Providers.sameRecord(as: Endpoint.ID(rawValue: endpoint)).map(\.rawValue)
  }

  /// The SHA-256 over all columns.
  public var digest: RowDigest {
    var builder = RowDigest.Builder(kind: ArchivedRecord.kind)
    for id in [provider, project, id] { builder.add(Array(id.bytes)) }
    for column in [endpoint, time, status] { builder.add(Array(column.utf8)) }
    builder.add(bytes)
    return builder.finish()
  }

  /// What digests and lines of an export call a row of this kind.
  public static let kind = "answer"
}
