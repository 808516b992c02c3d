import GRDB
import ReportKit

/// What rows of answers an archive has: from the table itself, never on the word of an index.
///
/// The rows are counted, and their columns compared with those of the index that has them, so that a row that is
/// not read any further is not lost unseen when its columns are damaged.
struct ArchiveInventory: Sendable {
  /// A row, but for its answer.
  struct Row: Sendable {
    /// Its number.
    var number: Int64
    /// When it was had, in milliseconds since 1970; the least number for a time that is none.
    var time: Int64
    /// Where its project stands in ``homes``.
    var home: Int32
    /// Where its endpoint stands in ``endpoints``.
    var endpoint: Int32
    fileprivate var job: Range<Int>
  }

  /// What does not agree.
  struct Finding: Sendable, Equatable {
    /// In words that stand behind the archive's name.
    var words: String
    /// Whether rows may be missing for it.
    var losesRows: Bool
  }

  /// The projects that rows name, in the order of their first rows; the name is empty for rows without one.
  private(set) var homes: [Home] = []
  /// The endpoints that rows name.
  private(set) var endpoints: [[UInt8]] = []
  /// The rows, by their numbers.
  private(set) var rows: [Row] = []
  /// Rows that only the index knows of, as the table's part with them cannot be read.
  private(set) var unreadable: [Int64] = []
  /// Rows whose columns are not as they were written.
  private(set) var damaged: [Int64] = []
  /// What does not agree with the rows.
  private(set) var findings: [Finding] = []

  private var texts: [UInt8] = []
  private var homeNumbers: [Home: Int32] = [:]
  private var endpointNumbers: [[UInt8]: Int32] = [:]

  /// The id of a row's job.
  func job(_ row: Row) -> ArraySlice<UInt8> { texts[row.job] }

  /// Whether no row was ever taken out: their numbers go from 1 on without a gap.
  var isGapless: Bool { rows.last.map { Int($0.number) == rows.count } ?? true }

  private static let columns = "id, provider, project, job, endpoint, time"

  /// Runs work on the database; after damage was met, what follows is another transaction's.
  typealias Reading = (_ work: (Database) throws -> Void) throws(ArchiveError) -> Void

  /// Takes stock. The index is not looked at where it is not as it was made.
  init(withIndex: Bool, _ read: Reading) throws(ArchiveError) {
    var prints: [Int] = []
    let isWhole = try walk(read, from: nil, &prints)
    if !isWhole {
      // What lies behind a part that cannot be read is reached from the other end.
      let last = rows.last?.number ?? .min
      let front = (rows, prints)
      (rows, prints) = ([], [])
      _ = try walk(read, from: last, &prints)
      (rows, prints) = (front.0 + rows.reversed(), front.1 + prints.reversed())
      findings.append(Finding(words: "a part of the table of answers cannot be read", losesRows: false))
    }
    let expected = try CountTable.expected(of: "answers", read)
    let agrees = isWhole && withIndex ? try agrees(with: prints, read) : isWhole
    if withIndex, !agrees { try compare(prints, expected, read) }
    // Rows that the index knows of are told one by one.
    if case .count(let count)? = expected, count.rows == rows.count + unreadable.count, !unreadable.isEmpty {
      return
    }
    if let missing = expected?.fault(rows.count, of: "answers") {
      findings.append(Finding(words: missing, losesRows: true))
    } else if !isWhole, expected == nil {
      findings[0].losesRows = true
    }
  }

  /// Adds rows while each has its number where it should be, forwards or, down to a number, backwards; false when a
  /// part cannot be read.
  private mutating func walk(
    _ read: Reading, from lowest: Int64?, _ prints: inout [Int]
  ) throws(ArchiveError) -> Bool {
    let sql = "SELECT \(Self.columns) FROM answers NOT INDEXED ORDER BY id\(lowest == nil ? "" : " DESC")"
    var last: Int64?
    var isWhole = true
    do {
      try read { database in
        try RowColumns.each(of: database, sql) { columns in
          let number = columns.number(0)
          // Pages that lead round in a circle show rows again.
          let isNext = lowest.map { number > $0 && number < last ?? .max } ?? (number > last ?? .min)
          guard isNext else {
            isWhole = false
            return false
          }
          last = number
          rows.append(row(columns))
          prints.append(Self.print(of: columns))
          return true
        }
      }
    } catch .corrupt {
      return false
    }
    return isWhole
  }

  private mutating func row(_ columns: borrowing RowColumns) -> Row {
    let start = texts.count
    columns.bytes(3) { texts.append(contentsOf: $0) }
    let time = columns.bytes(5) { Timestamp(iso8601: String(decoding: $0, as: UTF8.self)) }
    return Row(
      number: columns.number(0), time: time?.milliseconds ?? .min, home: home(columns),
      endpoint: endpoint(columns), job: start..<texts.count)
  }

  private mutating func home(_ columns: borrowing RowColumns) -> Int32 {
    // Rows of one project come one after another.
    if let last = rows.last?.home, columns.bytes(1, homes[Int(last)].provider.bytes.elementsEqual),
      columns.bytes(2, homes[Int(last)].project.bytes.elementsEqual)
    {
      return last
    }
    let home = Home(provider: ID(decoding: columns.array(1)), project: ID(decoding: columns.array(2)))
    if let known = homeNumbers[home] { return known }
    homes.append(home)
    homeNumbers[home] = Int32(homes.count - 1)
    return Int32(homes.count - 1)
  }

  private mutating func endpoint(_ columns: borrowing RowColumns) -> Int32 {
    if let last = rows.last?.endpoint, columns.bytes(4, endpoints[Int(last)].elementsEqual) { return last }
    let endpoint = columns.array(4)
    if let known = endpointNumbers[endpoint] { return known }
    endpoints.append(endpoint)
    endpointNumbers[endpoint] = Int32(endpoints.count - 1)
    return Int32(endpoints.count - 1)
  }

  /// What tells the columns of a row from those of others.
  private static func print(of columns: borrowing RowColumns) -> Int {
    var hasher = Hasher()
    hasher.combine(columns.number(0))
    for column in Int32(1)...5 {
      columns.bytes(column) {
        hasher.combine($0.count)
        hasher.combine(bytes: $0)
      }
    }
    return hasher.finalize()
  }
}

/// The rows beside the index that has their columns.
extension ArchiveInventory {
  private static let index = "SELECT \(columns) FROM answers INDEXED BY \(ArchiveSchema.jobIndex)"

  /// Whether the index has these rows and no others.
  private func agrees(with prints: [Int], _ read: Reading) throws(ArchiveError) -> Bool {
    var sum = prints.reduce(0, &+)
    var count = 0
    do {
      try read { database in
        try RowColumns.each(of: database, Self.index) { columns in
          count += 1
          sum &-= Self.print(of: columns)
          return count <= prints.count
        }
      }
    } catch .corrupt {
      return false
    }
    return count == prints.count && sum == 0
  }

  /// Finds the rows in which table and index differ. Those that only the index knows of are looked for one by one;
  /// of those that both have, the SHA-256 tells whether the row is as it was written.
  private mutating func compare(
    _ prints: [Int], _ expected: CountTable.Expectation?, _ read: Reading
  ) throws(ArchiveError) {
    var absent: Set<Int64> = []
    var differing: Set<Int64> = []
    // Pages that lead to each other over and over have more entries than there can be rows.
    var left = Int.max
    if case .count(let count)? = expected { left = 2 * max(count.rows, rows.count) + 1000 }
    do {
      try read { database in
        try RowColumns.each(of: database, Self.index) { columns in
          left -= 1
          let number = columns.number(0)
          if let place = place(of: number) {
            if prints[place] != Self.print(of: columns) { differing.insert(number) }
          } else {
            absent.insert(number)
          }
          return left > 0
        }
      }
    } catch .corrupt {
      // What it told before is taken.
    }
    if findings.isEmpty {
      let words = "the index '\(ArchiveSchema.jobIndex)' does not fit the archive's answers"
      findings.append(Finding(words: words, losesRows: false))
    }
    for number in absent.sorted() {
      if let row = try alone(number, read) { rows.append(row) } else { unreadable.append(number) }
    }
    rows.sort { $0.number < $1.number }
    for number in differing.sorted() {
      if try !isSound(number, read) { damaged.append(number) }
    }
    // A number that only a damaged index has is not a row.
    if case .count(let count)? = expected, count.rows == rows.count { unreadable = [] }
  }

  private func place(of number: Int64) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number == number ? low : nil
  }

  private mutating func alone(_ number: Int64, _ read: Reading) throws(ArchiveError) -> Row? {
    var found: Row?
    do {
      try read { database in
        try RowColumns.each(
          of: database, "SELECT \(Self.columns) FROM answers WHERE id = ?", arguments: [number]
        ) { columns in
          found = row(columns)
          return false
        }
      }
    } catch .corrupt {
      return nil
    }
    return found
  }

  private func isSound(_ number: Int64, _ read: Reading) throws(ArchiveError) -> Bool {
    var isSound = false
    do {
      try read { isSound = try AnswerTable.stored(number, in: $0)?.isSound ?? false }
    } catch .corrupt {
      return false
    }
    return isSound
  }
}
