import GRDB
import ReportKit

extension ArchiveVerify {
  /// A table whose rows are checked.
  private struct Table {
    var name: String
    var columns: String
    /// An index that has every row's number.
    var index: String
    /// What is wrong with a row; `kinds` is the column that tells how each column is stored.
    var fault: (_ row: Row, _ kinds: Int) throws -> String?

    var query: String {
      let kinds = columns.split(separator: ", ").map { "typeof(\($0))" }.joined(separator: " || ' ' || ")
      return "SELECT \(columns), \(kinds) FROM \(name)"
    }

    /// Where the kinds stand in a row.
    var kinds: Int { columns.split(separator: ", ").count }
  }

  /// Every row against its digest.
  static func rowFindings(_ reader: ArchiveReader) throws -> Outcome {
    var outcome = Outcome()
    let answers = Table(
      name: "answers", columns: AnswerTable.columns, index: "answers_by_time", fault: answerFault)
    let runs = Table(name: "runs", columns: RunTable.columns, index: "runs_by_end", fault: runFault)
    outcome.answers = try check(answers, reader, &outcome.findings)
    outcome.runs = try check(runs, reader, &outcome.findings)
    return outcome
  }

  /// Checks a table; gives the number of its rows.
  private static func check(
    _ table: Table, _ reader: ArchiveReader, _ findings: inout [String]
  ) throws -> Int {
    var walked: (count: Int, findings: [String]) = (0, [])
    let damage = try damage {
      walked = try reader.read { try walk(table, $0) }
    }
    guard let damage else {
      findings += walked.findings
      return walked.count
    }
    // The walk from row to row is broken: the index tells the numbers of all rows, and each is read alone.
    findings.append("the table '\(table.name)' cannot be read in one go: \(damage)")
    var numbers: [Int64] = []
    _ = try self.damage {
      numbers = try reader.read {
        try Int64.fetchAll($0, sql: "SELECT id FROM \(table.name) INDEXED BY \(table.index)")
      }
    }
    for number in numbers {
      var fault: String?
      let damage = try self.damage {
        fault = try reader.read { try check(number, of: table, $0) }
      }
      if let damage {
        findings.append("row \(number) of '\(table.name)' cannot be read: \(damage)")
      } else if let fault {
        findings.append(fault)
      }
    }
    return numbers.count
  }

  private static func walk(_ table: Table, _ database: Database) throws -> (count: Int, findings: [String]) {
    var count = 0
    var findings: [String] = []
    let rows = try Row.fetchCursor(database, sql: table.query)
    while let row = try rows.next() {
      count += 1
      if let fault = try table.fault(row, table.kinds) { findings.append(fault) }
    }
    return (count, findings)
  }

  private static func check(_ number: Int64, of table: Table, _ database: Database) throws -> String? {
    let statement = try database.makeStatement(sql: table.query + " WHERE id = ?")
    let fault = try Row.first(of: statement, arguments: [number]) { try table.fault($0, table.kinds) }
    return fault ?? "row \(number) of '\(table.name)' is missing"
  }

  /// The damage that work met; any other error is thrown on.
  static func damage(_ work: () throws -> Void) throws -> String? {
    do {
      try work()
      return nil
    } catch ArchiveError.corrupt(_, let reason) {
      return reason
    } catch ArchiveError.database(_, let reason) {
      return reason
    }
  }

  private static func answerFault(_ row: Row, kinds: Int) throws -> String? {
    let (answer, stored, number) = try AnswerTable.answer(row)
    guard try row.text(kinds) == "text text text text text text blob blob integer",
      answer.digest.bytes == stored
    else {
      return
        "answer \(number) (job '\(answer.id)' of '\(answer.project)', \(answer.time)) does not fit its SHA-256"
    }
    return nil
  }

  private static func runFault(_ row: Row, kinds: Int) throws -> String? {
    let texts = "text text text text text"
    let numbers = "integer integer integer integer integer"
    if try row.text(kinds) == "\(texts) \(numbers) text text integer text blob integer",
      let run = try RunTable.run(row), run.run.digest.bytes == run.digest
    {
      return nil
    }
    return "run \(row.number(15)) (\(try row.text(0))) does not fit its SHA-256"
  }
}
