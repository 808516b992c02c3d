/// What `verify --json` prints.
public enum VerificationFormat {
  /// One line of JSON: `directory`, `files` (how many the manifest lists), `damage`, a list of `kind` and
  /// `path`, empty when all is well, and `others`, the paths of what is not of the report.
  public static func json(
    directory: String, files: Int, damage: [(kind: String, path: String)], others: [String]
  ) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("directory", directory)
    object.add("files", files)
    object.add("damage", objects: damage) { damage, object in
      object.add("kind", damage.kind)
      object.add("path", damage.path)
    }
    object.add("others", texts: others)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
