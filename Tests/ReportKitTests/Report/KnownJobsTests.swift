import Testing

@testable import ReportKit

/// What was found in a record is taken where the same bytes are met again, and only there.
@Suite struct KnownJobsTests {
  private static let text =
    #"{"sessionId":"a","subdomain":"acme","title":"A of own-key-0123456789","haultReason":"github_missconfigured"}"#
  private static let places = [3, 70].map {
    RecordReference(source: 0, list: 1, offset: $0, length: Int32(text.utf8.count), number: 4)
  }

  private static func record(_ text: String) -> Record {
    Record(provider: Provider.standard.id, project: nil, endpoint: .saved, bytes: Array(text.utf8), time: nil)
  }

  /// What a record says at one of the places, where some jobs are known.
  private static func job(
    _ text: String = text, at place: Int, knowing known: [JobSummary] = [],
    hiding redaction: Redaction = .shapes
  ) throws -> JobSummary {
    let finding = JobIndex.examine(
      record(text), at: places[place], hiding: redaction, knowing: KnownJobs(known))
    guard case .job(let job) = finding else { throw CancellationError() }
    return job
  }

  /// The summary with a status that its record does not tell, by which it is seen that it was taken from there.
  private static func marked(_ job: JobSummary) throws -> JobSummary {
    var bytes = job.packed
    let place = try #require(bytes.firstRange(of: Array("blocked".utf8)))
    bytes.replaceSubrange(place, with: "waiting".utf8)
    return try #require(JobSummary(kept: bytes, isOfOneRecord: job.isOfOneRecord))
  }

  @Test func theSameBytesAreNotReadAgain() throws {
    let known = try Self.marked(Self.job(at: 0))
    let job = try Self.job(at: 1, knowing: [known])
    #expect(job.status == .waiting && job.answers == [Self.places[1]] && job.isOfOneRecord)
    // Where it stood as it stands, all is as it was.
    #expect(try Self.job(at: 0, knowing: [known]).packed == known.packed)
  }

  @Test("A record that differs in one byte is read", arguments: ["A of", "a\",", "acme", "}"])
  func otherBytes(part: String) throws {
    let known = try Self.marked(Self.job(at: 0))
    let other = Self.text.replacing(part, with: " " + part)
    #expect(try Self.job(other, at: 1, knowing: [known]).status == .blocked)
  }

  @Test("What another record, another service or a person told is known of no record")
  func changed() throws {
    let changes: [(inout JobSummary) -> Void] = [
      { $0.key.project = "other" }, { $0.answers += [Self.places[1]] },
      { $0.absentAt = Timestamp(milliseconds: 0) },
      { $0.requestedByName = "Ada" },
    ]
    for (number, change) in changes.enumerated() {
      var known = try Self.marked(Self.job(at: 0))
      change(&known)
      #expect(try Self.job(at: 1, knowing: [known]).status == .blocked, "\(number)")
    }
    let twice = JobSummary(
      Job(key: JobKey(provider: "own", project: nil, id: "a"), merging: []), answers: Self.places,
      content: try Self.job(at: 0).content)
    #expect(try Self.job(at: 1, knowing: [twice]).status == .blocked)
  }

  /// With such a key two records may be shown as the same that are not.
  @Test func aRecordWithAKeyOfTheRunIsRead() throws {
    let redaction = Redaction(keys: ["own-key-0123456789"])
    let known = try Self.job(at: 0, hiding: redaction)
    #expect(known.name == "A of [redacted]" && !known.isOfOneRecord)
    #expect(KnownJobs([known]).count == 0)
    let other = Redaction(keys: ["another-0123456789"])
    #expect(try Self.job(at: 0, hiding: other).isOfOneRecord)
  }
}
