@testable import ReportKit

/// What an answer says: a saved one by its marks, one that has none as the API's version 2.
func answer(_ json: String) throws -> JobPatch {
  do {
    return try Providers.decode(Record(saved: json), hiding: .shapes)
  } catch {
    guard case .unknown = error else { throw error }
    return try Providers.decode(
      Record(provider: "mintlify", project: nil, endpoint: .v2Job, bytes: [UInt8](json)), hiding: .shapes)
  }
}

extension Record {
  /// A saved answer of an unknown request.
  init(saved json: String) {
    self.init(provider: "mintlify", project: nil, endpoint: .saved, bytes: [UInt8](json))
  }
}

extension FileName {
  /// The name for an id of any project.
  init(id: ID, salt: String? = nil) {
    self.init(JobKey(provider: "mintlify", project: nil, id: id), salt: salt)
  }
}

extension Job {
  /// The job that saved answers give together, the oldest first.
  init(_ answers: String..., id: ID = "a", project: ID? = nil) throws {
    self.init(
      key: JobKey(provider: "mintlify", project: project, id: id),
      merging: try answers.map { try answer($0) })
  }
}

extension JobSummary {
  /// The summary of the job that one saved answer gives.
  init(_ json: String) throws {
    self.init(try Job(json), answers: [], content: Fingerprint(of: Array(json.utf8)))
  }
}

extension Timestamp {
  /// A moment that is known to be one.
  init(_ text: StaticString) {
    self = Timestamp(iso8601: text.description) ?? Timestamp(milliseconds: .min)
  }
}
