/// What a run was asked for, as its row in an archive tells it.
public enum AskedFormat {
  /// A fetch: a JSON object with `projects`, `ids`, `api`, `details`, `full` and `recheckDays`.
  public static func json(
    projects: [ID], ids: [ID], api: String, details: Bool, isFull: Bool, recheckDays: Int
  ) -> String {
    var object = JSONObjectWriter()
    object.add("projects", texts: projects.map(\.text))
    object.add("ids", texts: ids.map(\.text))
    object.add("api", api)
    object.add("details", details)
    object.add("full", isFull)
    object.add("recheckDays", recheckDays)
    return text(object)
  }

  /// Saved answers: a JSON object with `files`.
  public static func json(files: [String]) -> String {
    var object = JSONObjectWriter()
    object.add("files", texts: files)
    return text(object)
  }

  private static func text(_ object: consuming JSONObjectWriter) -> String {
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
