import CommonMark
import ReportIO
import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The two streams of the process: results go to standard output, everything else to standard error.
struct Console: Sendable {
  /// Whether notes and progress are left out. Errors and problems are not.
  var isQuiet: Bool
  /// What no stream is to show.
  var redaction: Redaction

  /// Prints a result.
  func result(_ text: String) throws {
    try Console.write(escaped(text) + "\n", to: STDOUT_FILENO)
  }

  /// Prints a result that is JSON already.
  func result(json: [UInt8]) throws {
    try result(bytes: TerminalText.escape(json: json, hiding: redaction))
  }

  /// Prints a piece of a result that is escaped already.
  func result(bytes: [UInt8]) throws {
    try StandardStream.write(bytes, to: STDOUT_FILENO, name: "standard output")
  }

  /// Prints rows in columns as wide as their widest cell, each row on one line.
  func table(_ rows: [[String]]) throws {
    let cells = rows.map { $0.map { escaped($0).replacing("\n", with: " ") } }
    var widths: [Int] = []
    for row in cells {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    for row in cells {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      try result(line)
    }
  }

  /// Prints what a person may want to know.
  func note(_ text: String) {
    guard !isQuiet else { return }
    report(text)
  }

  /// Prints what a person has to know. That standard error takes no more is nothing to do anything about.
  func report(_ text: String) {
    try? Console.write("jobreport: \(escaped(text))\n", to: STDERR_FILENO)
  }

  /// Shows an error on the page of a run of GitHub Actions, which reads it out of standard error.
  func annotate(title: String, _ text: String) {
    let line = ErrorAnnotation.line(title: escaped(title), text: escaped(text))
    try? Console.write("\(line)\n", to: STDERR_FILENO)
  }

  /// Text as a terminal and the log of a CI run may have it.
  func escaped(_ text: String) -> String { TerminalText.escape(text, hiding: redaction) }

  /// Draws on the terminal of standard error, whose text the caller has escaped.
  static func draw(_ text: String) { try? write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) throws {
    let name = descriptor == STDOUT_FILENO ? "standard output" : "standard error"
    try StandardStream.write(Array(text.utf8), to: descriptor, name: name)
  }
}
