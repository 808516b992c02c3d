import Foundation

/// A line of an export: one row of an archive as one JSON object.
///
/// `{"kind":"answer","provider":…,"project":…,"id":…,"endpoint":…,"time":…,"status":…,"sha256":…,"job":{…}}`,
/// where `job` is the job's own JSON byte for byte. Bytes that cannot stand in a line as they are, such as
/// JSON over several lines, are in `base64` as well. Where something is not to be shown of a row, the line has
/// `"redacted":true` and is of no use for an import.
public enum ArchiveLine {
  /// The line of an answer, without a line break; all of it is there without a redaction.
  public static func write(
    _ answer: ArchivedRecord, digest: String, hiding redaction: Redaction?, to line: inout [UInt8]
  ) {
    let ids = [answer.provider, answer.project, answer.id].map(\.text)
    let columns = ids + [answer.endpoint, answer.time, answer.status]
    var bytes = answer.bytes
    var isRedacted = false
    if let redaction {
      if let redacted = JSONRedaction.redact(bytes, by: redaction) {
        bytes = redacted
        isRedacted = true
      }
      if columns.contains(where: { redaction.redact(Array($0.utf8)) != nil }) { isRedacted = true }
    }
    func shown(_ text: String) -> String { redaction?.redact(text) ?? text }
    var object = JSONObjectWriter()
    object.add("kind", ArchivedRecord.kind)
    object.add("provider", shown(ids[0]))
    object.add("project", answer.project.isEmpty ? nil : shown(ids[1]))
    object.add("id", answer.id.isEmpty ? nil : shown(ids[2]))
    object.add("endpoint", answer.endpoint)
    object.add("time", answer.time)
    object.add("status", answer.status.isEmpty ? nil : answer.status)
    object.add("sha256", digest)
    if isRedacted { object.add("redacted", true) }
    let isPlain = isLine(bytes)
    if !isPlain { object.add("base64", Data(bytes).base64EncodedString()) }
    if isPlain {
      object.add("job", json: bytes)
    } else {
      let form = CanonicalJSON.form(of: bytes)
      if isLine(form) { object.add("job", json: form) } else { object.add("job", nil as String?) }
    }
    object.finish(into: &line)
  }

  /// The line of a run, without a line break; all of it is there without a redaction.
  public static func write(
    _ run: ArchivedRun, digest: String, hiding redaction: Redaction?, to line: inout [UInt8]
  ) {
    let plain = bytes(of: run, digest: digest, isRedacted: false)
    if let redaction, let redacted = JSONRedaction.redact(plain, by: redaction) {
      // The mark stands first, as nothing else of the line is known to be as it was.
      line += "{\"redacted\":true,".utf8
      line += redacted.dropFirst()
    } else {
      line += plain
    }
  }

  private static func bytes(of run: ArchivedRun, digest: String, isRedacted: Bool) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("kind", ArchivedRun.kind)
    object.add("began", run.began)
    object.add("ended", run.ended)
    object.add("tool", run.tool)
    object.add("outcome", run.outcome.rawValue)
    object.add("asked", json: Array(run.asked.utf8))
    object.add("requests", run.requests)
    object.add("jobs", run.jobs)
    object.add("new", run.new)
    object.add("changed", run.changed)
    object.add("failed", run.failed)
    object.add("problems", json: Array(run.problems.utf8))
    object.add("complete", json: Array(run.complete.utf8))
    object.add("through", run.through)
    object.add("throughSha256", run.throughDigest)
    object.add("sha256", digest)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes
  }

  /// Whether bytes are one JSON value in one line of UTF-8.
  private static func isLine(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }),
      (try? UTF8Span(validating: bytes.span)) != nil,
      let root = try? JSONText(bytes).root()
    else { return false }
    return root.range == bytes.indices
  }
}
