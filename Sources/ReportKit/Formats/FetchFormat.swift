/// What `fetch --json` prints.
public enum FetchFormat {
  /// One line of JSON: `archive`, `requests`, `jobs`, `new`, `changed`, `unasked`, `savedRequests`,
  /// `problems [{project, id, reason}]`, `exitStatus`.
  public static func json(
    archive: String, requests: Int, jobs: Int, new: Int, changed: Int, unasked: Int, savedRequests: Int,
    problems: [(project: ID, id: ID?, reason: String)], exitStatus: Int
  ) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("archive", archive)
    object.add("requests", requests)
    object.add("jobs", jobs)
    object.add("new", new)
    object.add("changed", changed)
    object.add("unasked", unasked)
    object.add("savedRequests", savedRequests)
    object.add("problems", objects: problems) { problem, object in
      object.add("project", problem.project.text)
      object.add("id", problem.id?.text)
      object.add("reason", problem.reason)
    }
    object.add("exitStatus", exitStatus)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
