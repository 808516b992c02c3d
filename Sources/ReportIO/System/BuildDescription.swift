import CBuild
import CommonMark
import Curl
import GRDB
import ReportKit

/// What `--version` says: what the program was built from, and the libraries that it runs with.
public enum BuildDescription {
  /// A line each; the first has name and version alone, for scripts. There is one of the commit where it is known.
  public static var text: String {
    [
      "jobreport \(ToolVersion.text)",
      commit.map { "commit \($0)" },
      "libcmark \(Renderer.libraryVersion)",
      "SQLite \(sqliteVersion)",
      "libcurl \(Library.version)",
    ].compactMap(\.self).joined(separator: "\n")
  }

  /// Nil where the build was not told, as in debug builds.
  private static var commit: String? {
    jobreport_commit().map { String(cString: $0) }
  }

  /// `3.40.1`, of `3040001` (https://sqlite.org/c3ref/libversion.html).
  private static var sqliteVersion: String {
    let number = Database.sqliteLibVersionNumber
    return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }
}
