import GRDB
import ReportKit

extension ArchiveVerify {
  /// A table whose rows are checked.
  private struct Table {
    var name: String
    /// An index that has every row's number.
    var index: String
    /// What is wrong with a row; `kinds` is the column that tells how each column is stored.
    var fault: (_ row: Row, _ kinds: Int) throws -> String?
    var query: String
    /// Where the kinds stand in a row, behind its SHA-256 and its number.
    var kinds: Int
    var number: Int { kinds - 1 }
    var digest: Int { kinds - 2 }

    init(
      _ name: String, columns: String, index: String,
      fault: @escaping (_ row: Row, _ kinds: Int) throws -> String?
    ) {
      self.name = name
      self.index = index
      self.fault = fault
      let names = columns.split(separator: ", ")
      let types = names.map { "typeof(\($0))" }.joined(separator: " || ' ' || ")
      query = "SELECT \(columns), \(types) FROM \(name)"
      kinds = names.count
    }
  }

  /// Every row against its digest.
  static func rowFindings(_ reader: ArchiveReader) throws -> Outcome {
    var outcome = Outcome()
    let answers = Table(
      "answers", columns: AnswerTable.columns, index: "answers_by_time", fault: answerFault)
    let runs = Table("runs", columns: RunTable.columns, index: "runs_by_end", fault: runFault)
    outcome.answers = try check(answers, reader, &outcome.findings)
    outcome.runs = try check(runs, reader, &outcome.findings)
    return outcome
  }

  /// Checks a table; gives the number of its rows.
  private static func check(
    _ table: Table, _ reader: ArchiveReader, _ findings: inout [String]
  ) throws -> Int {
    var walked = Walked()
    let damage = try damage {
      walked = try reader.read { try walk(table, $0) }
    }
    guard let damage else {
      findings += walked.findings
      if let fault = try walked.fault(of: table.name, reader) { findings.append(fault) }
      return walked.count.rows
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

  /// The rows of a table that were gone through.
  private struct Walked {
    var count = RowCount(of: "")
    var findings: [String] = []

    /// What there is to say of their number, or of which they are.
    func fault(of table: String, _ reader: ArchiveReader) throws(ArchiveError) -> String? {
      let expected = try CountTable.expected(of: table) { work throws(ArchiveError) in try reader.read(work) }
      if let fault = expected?.fault(count.rows, of: table) { return fault }
      guard case .count(let written)? = expected, written.digests != count.digests else { return nil }
      return "the archive's \(table) are not those that were written: one was replaced by another"
    }
  }

  private static func walk(_ table: Table, _ database: Database) throws -> Walked {
    var walked = Walked()
    let rows = try Row.fetchCursor(database, sql: table.query + " NOT INDEXED ORDER BY id")
    var last = Int64.min
    while let row = try rows.next() {
      let number = Int64(row.number(table.number))
      // Pages that lead round in a circle show rows again.
      guard number > last else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      last = number
      walked.count.add(try row.bytes(table.digest))
      if let fault = try table.fault(row, table.kinds) { walked.findings.append(fault) }
    }
    return walked
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
    } catch ArchiveError.endless {
      return "reading it does not end"
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
        "answer \(number) (job '\(answer.id.text)' of '\(answer.project.text)', \(answer.time)) does not fit its SHA-256"
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
