/// What `verify --json` prints.
public enum VerificationFormat {
  /// One line of JSON: `directory`, `files` (how many the manifest lists), and `damage`, a list of `kind`
  /// and `path`, empty when all is well.
  public static func json(
    directory: String, files: Int, damage: [(kind: String, path: String)]
  ) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("directory", directory)
    object.add("files", files)
    object.add("damage", objects: damage) { damage, object in
      object.add("kind", damage.kind)
      object.add("path", damage.path)
    }
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
