import ReportKit

/// A file of what people have set aside: the id of a job, or a beginning of it, as a name, and below it the reason, by
/// whom, and until when; or the reason alone behind the id. Its lines have the shape of settings.
public struct AcknowledgementFile: Sendable, Equatable {
  /// What it says, in its order; of each, the line its id stands on.
  public let notes: [(note: Acknowledgement, line: Int)]

  /// Reads the bytes of a file; `moment` gives the end of the day that a text names, or the time.
  public init(
    _ bytes: [UInt8], path: String, moment: (String) -> Timestamp?
  ) throws(SettingsFault) {
    var notes: [(note: Acknowledgement, line: Int)] = []
    for entry in try SettingsFile(bytes, path: path).entries {
      var note = Acknowledgement(id: ID(entry.name))
      switch entry.value {
      case .nothing: break
      case .text(let reason, _): note.reason = reason
      case .list: throw SettingsFault(path: path, line: entry.line, reason: .notAnAcknowledgement(entry.name))
      case .part(let members):
        for member in members {
          func fault(_ reason: SettingsFault.Reason) -> SettingsFault {
            SettingsFault(path: path, line: member.line, reason: reason)
          }
          guard case .text(let text, _) = member.value else { throw fault(.noValue(member.name)) }
          switch member.name {
          case "reason": note.reason = text
          case "by": note.by = text
          case "until":
            guard let until = moment(text) else { throw fault(.noDate(text)) }
            note.until = until
          default:
            throw fault(
              .unknownField(
                member.name, near: Suggestion.nearest(to: member.name, among: ["reason", "by", "until"])))
          }
        }
      }
      notes.append((note, entry.line))
    }
    self.notes = notes
  }

  /// Whether both say the same.
  public static func == (left: AcknowledgementFile, right: AcknowledgementFile) -> Bool {
    left.notes.elementsEqual(right.notes) { $0 == $1 }
  }
}
