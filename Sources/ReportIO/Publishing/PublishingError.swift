/// Why a report could not be published. The old report, if there is one, is as it was.
public enum PublishingError: Error, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// A folder with files in it that no report left there.
  case notOurs(path: String)
  case notAFolder(path: String)
  /// A link whose target is not there.
  case danglingLink(path: String)
  /// What a file is to be written to, by an option, is a folder.
  case notAFile(path: String, option: String)
  /// What a result is to be written to is a file that the run reads.
  case isInput(path: String)
  /// What a result is to be written to is a database.
  case isDatabase(path: String)
  /// Some files of the new report stand in the place of the old ones, and then something failed.
  case halfDone(SystemError)
  /// Another run holds the lock.
  case locked(path: String, holder: String?)

  /// The message for a person.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .notOurs(let path):
      "could not write '\(path)': the folder is not empty and holds no report; "
        + "choose another --output, or add --force to write among these files"
    case .notAFolder(let path): "could not write '\(path)': it is no folder; choose another --output"
    case .danglingLink(let path):
      "could not write '\(path)': it is a link to a folder that is not there; "
        + "make that folder, or remove the link"
    case .notAFile(let path, let option): "could not write '\(path)': it is no file; choose another \(option)"
    case .isInput(let path): "could not write '\(path)': this run reads it; name another file"
    case .isDatabase(let path):
      "could not write '\(path)': it is a database, perhaps an archive; name another file, or remove it first"
    case .halfDone(let error):
      "\(error); the report is partly updated: mend that and run again, which completes it"
    case .locked(let path, let holder):
      "could not write '\(path)': another run\(holder.map { " (process \($0))" } ?? "") is writing it; "
        + "wait for it, or end it"
    }
  }
}
