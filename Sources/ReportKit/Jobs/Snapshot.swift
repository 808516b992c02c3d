/// One answer about one job, byte for byte, with where and when it was had.
public struct Snapshot: Sendable, Equatable {
  /// The agent service that answered, such as `mintlify`.
  public var provider: String
  /// The project that was asked; nil when a saved answer does not tell.
  public var project: String?
  /// The request that was answered.
  public var endpoint: Endpoint
  /// The job's own JSON, as it was sent: out of a list, the bytes of its element.
  public var bytes: [UInt8]
  /// When it was had; nil when nothing tells, as for an answer that was not archived.
  public var time: Timestamp?

  /// What was asked.
  public enum Endpoint: String, Sendable, CaseIterable {
    /// `GET /v1/agent/{projectId}/jobs`: an element of the list.
    case v1List = "v1/jobs"
    /// `GET /v1/agent/{projectId}/job/{id}`.
    case v1Job = "v1/job"
    /// `GET /v2/agent/{projectId}/job/{id}`.
    case v2Job = "v2/job"
    /// A saved answer of an unknown request; its members tell the version.
    case saved

    /// The record that it shows: answers of one record are compared with each other, whichever request had them.
    public var record: String {
      switch self {
      case .v1List, .v1Job: "v1"
      case .v2Job: "v2"
      case .saved: "saved"
      }
    }
  }

  /// A snapshot.
  public init(
    provider: String, project: String?, endpoint: Endpoint, bytes: [UInt8], time: Timestamp? = nil
  ) {
    self.provider = provider
    self.project = project
    self.endpoint = endpoint
    self.bytes = bytes
    self.time = time
  }
}
