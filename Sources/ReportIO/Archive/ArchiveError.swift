import GRDB
import ReportKit

/// Why an archive could not be used: the place, the reason and what to do.
public enum ArchiveError: Error, Sendable, CustomStringConvertible {
  case system(SystemError)
  /// There is no such file.
  case missing(path: String)
  /// There is nothing in it to make a report of.
  case nothing(path: String, CoverageGap)
  /// The file is not a SQLite database, or one of another program.
  case foreign(path: String, reason: String)
  /// There is nothing in it, not even the tables of an archive.
  case empty(path: String)
  /// A newer version of the tool made it, with this version of the schema.
  case newer(path: String, version: Int)
  /// Something stands in it that jobreport did not make, such as `the trigger 'x'`.
  case stranger(path: String, String, others: Int)
  /// What is asked of it takes longer than for any archive of its size.
  case endless(path: String)
  /// Another process holds it for longer than this one waits.
  case busy(path: String, holder: Int32?)
  case full(path: String)
  case readOnly(path: String)
  /// A process was ended in the middle of a write, and the file cannot be written to now.
  case unfinished(path: String)
  case damaged(path: String, reason: String)
  /// The database itself does not fit together, so that rows cannot be gone through.
  case corrupt(path: String, reason: String)
  /// Anything else that SQLite says.
  case database(path: String, reason: String)
  /// An archive that comes out of a pipe, where no database can be opened.
  case archiveInPipe(place: String)
  /// A line of a file that is imported.
  case badLine(place: String, line: Int, reason: String)

  /// The message for a person.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .missing(let path):
      "there is no archive '\(path)'; 'jobreport fetch --archive \(path)' makes one"
    case .nothing(let path, let absence): absence.words(path: path)
    case .foreign(let path, let reason): "'\(path)' is no archive: \(reason); choose another --archive"
    case .empty(let path):
      "'\(path)' is no archive: it is empty; remove it to begin a new archive there, or restore a copy"
    case .newer(let path, let version):
      "'\(path)' was made by a newer version of jobreport (schema \(version), where this one knows "
        + "\(ArchiveSchema.version)); update jobreport to use it"
    case .stranger(let path, let stranger, let others):
      "'\(path)' is not used: it has \(stranger)\(others > 0 ? " and \(others) more" : "") that jobreport did not "
        + "make, which may change what is read or written; drop that with sqlite3, or restore a copy"
    case .endless(let path):
      "'\(path)' is damaged, or made to keep its reader busy: reading it does not end; restore a copy"
    case .busy(let path, let holder):
      "could not use '\(path)': another process\(holder.map { " (\($0))" } ?? "") is using it; "
        + "wait for it, or end it"
    case .full(let path): "could not write '\(path)': the disk is full; free some space and run again"
    case .readOnly(let path):
      "could not write '\(path)': it can only be read; make it and its folder writable, or use a copy"
    case .unfinished(let path):
      "could not read '\(path)': a process was ended in the middle of a write; "
        + "make the file and its folder writable once, so that it can be put in order"
    case .damaged(let path, let reason):
      "'\(path)' is damaged: \(reason); 'jobreport archive verify' says what does not fit; "
        + "restore a copy, or 'jobreport archive export' the others"
    case .corrupt(let path, let reason):
      "'\(path)' is damaged: \(reason); restore a copy, or see what 'sqlite3 \(path) .recover' finds"
    case .database(let path, let reason): "could not use '\(path)': \(reason)"
    case .archiveInPipe(let place):
      "could not import \(place): it is an archive, which has to be a file; name that, or pipe what "
        + "'jobreport archive export --raw --runs' writes"
    case .badLine(let place, let line, let reason): "could not import \(place): line \(line): \(reason)"
    }
  }

  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path, holder: LockHolder.process(holding: path))
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_NOTADB: self = .foreign(path: path, reason: "it is no SQLite database")
    case .SQLITE_CORRUPT:
      self = .corrupt(path: path, reason: error.message ?? "its pages do not fit together")
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_INTERRUPT: self = .endless(path: path)
    default: self = .database(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Runs work on a database; what SQLite says becomes an error of this kind.
  static func mapping<Result>(
    _ path: String, _ work: () throws -> Result
  ) throws(ArchiveError) -> Result {
    do {
      return try work()
    } catch let error as ArchiveError {
      throw error
    } catch let error as DatabaseError {
      throw ArchiveError(error, path: path)
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      throw .database(path: path, reason: "\(error)")
    }
  }
}
