/// A file of comma-separated values, read as RFC 4180 says.
struct CSVTable {
  /// What RFC 4180 does not allow.
  struct Malformed: Error { var reason: String }

  private(set) var rows: [[String]] = [[]]

  /// Reads a file, strictly enough to notice a quote out of its place.
  init(_ csv: String) throws {
    var cell = ""
    var isQuoted = false
    var scalars = Array(csv.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append("\"")
      case ("\"", _):
        guard isQuoted || cell.isEmpty else { throw Malformed(reason: "a quote inside of a cell") }
        isQuoted.toggle()
      case (",", false):
        rows[rows.count - 1].append(cell)
        cell = ""
      case ("\r", false):
        guard scalars.popFirst() == "\n" else { throw Malformed(reason: "a carriage return by itself") }
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    guard rows.popLast() == [], cell.isEmpty, !isQuoted else { throw Malformed(reason: "an open row") }
  }
}
