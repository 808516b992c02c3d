import ReportKit

/// A file of names: behind the id that an agent's service knows a person by, what to call that person. In front of an
/// id may stand its provider and a colon. Its lines have the shape of settings.
public struct PeopleFile: Sendable, Equatable {
  /// The largest file that is read, in bytes.
  public static let maximumBytes = 1 << 20

  /// Whom it names.
  public let people: People

  /// Reads the bytes of a file.
  public init(_ bytes: [UInt8], path: String) throws(SettingsFault) {
    var names: [(id: String, name: String)] = []
    for entry in try SettingsFile(bytes, path: path, limit: Self.maximumBytes).entries {
      guard case .text(let name, _) = entry.value, name.contains(where: { !$0.isWhitespace }) else {
        let reason: SettingsFault.Reason =
          switch entry.value {
          case .nothing, .text: .noName(entry.name)
          case .list, .part: .severalNames(entry.name)
          }
        throw SettingsFault(path: path, line: entry.line, reason: reason)
      }
      names.append((entry.name, name))
    }
    people = People(names)
  }
}
