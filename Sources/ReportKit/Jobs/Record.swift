/// One answer about one job, byte for byte, with where and when it was had.
public struct Record: Sendable, Equatable {
  /// The id of the provider that answered.
  public var provider: ID
  /// The project that was asked; nil when a saved answer does not tell.
  public var project: ID?
  /// The request that was answered.
  public var endpoint: Endpoint.ID
  /// The job's own JSON, as it was sent: out of a list, the bytes of its element.
  public var bytes: [UInt8]
  /// The id of the job, where the answer itself does not have it: it is a part that was asked for.
  public var job: ID?
  /// When it was had; nil when nothing tells, as for an answer that was not archived.
  public var time: Timestamp?

  /// A record.
  public init(
    provider: ID, project: ID?, endpoint: Endpoint.ID, job: ID? = nil, bytes: [UInt8],
    time: Timestamp? = nil
  ) {
    self.provider = provider
    self.project = project
    self.endpoint = endpoint
    self.job = job
    self.bytes = bytes
    self.time = time
  }
}
