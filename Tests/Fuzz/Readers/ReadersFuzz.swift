import Foundation
import ReportKit

/// What libFuzzer calls with every input it makes up: the bytes are read as a file of saved answers. Wherever reading
/// stops between two pieces, the same must come out; of a file that is JSON no job may be lost; and what a report
/// writes of a job must read back as the same. `make fuzz-readers` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let whole = events(of: [bytes])
  // Where the input is cut follows from the input, so that a finding is found again.
  let cut = count == 0 ? 0 : bytes.reduce(count) { ($0 &* 31 &+ Int($1)) & 0xFF_FFFF } % count
  expect(events(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
  if count <= 2048 { expect(events(of: bytes.map { [$0] }) == whole, "byte by byte") }
  expectNothingLost(of: bytes, in: whole)
  for case .answer(let answer, _, _, _) in whole.events { read(answer) }
  return 0
}

private struct Outcome: Equatable {
  var events: [AnswerSplitter.Event] = []
  var error: JSONError?
}

private func events(of chunks: [[UInt8]]) -> Outcome {
  var splitter = AnswerSplitter(lists: [["allSessions"]])
  var outcome = Outcome()
  do throws(JSONError) {
    for chunk in chunks {
      splitter.feed(chunk)
      while let event = try splitter.next() { outcome.events.append(event) }
    }
    splitter.finish()
    while let event = try splitter.next() { outcome.events.append(event) }
  } catch {
    outcome.error = error
  }
  return outcome
}

/// Reads an answer as each request could have had it; what one says as a job is written and read back.
private func read(_ bytes: [UInt8]) {
  let endpoints = Provider.mintlify.endpoints.map(\.id) + [.saved]
  for endpoint in endpoints {
    let record = Record(provider: "mintlify", project: nil, endpoint: endpoint, bytes: bytes)
    guard case .job(let summary) = JobIndex.examine(record, at: nowhere, hiding: .shapes) else { continue }
    let job = JobIndex.job(summary, from: [record], hiding: .shapes)
    expect(job.todos.count <= 1000 && job.pullRequests.count <= 100, "more than is read of a list")
    expect(job.unread.count <= 200, "\(job.unread.count) notes")
    // The id of a job whose id is hidden is another's.
    guard summary.key.shownID.utf8.elementsEqual(summary.key.id.bytes) else { continue }
    let line = ArchiveFormat.line(job, summary)
    let again = Record(provider: "other", project: nil, endpoint: .saved, bytes: line)
    guard case .job(let second) = JobIndex.examine(again, at: nowhere, hiding: .shapes) else {
      complain("a line is no job: \(String(decoding: line, as: UTF8.self))")
    }
    let secondLine = ArchiveFormat.line(JobIndex.job(second, from: [again], hiding: .shapes), second)
    expect(
      secondLine == line,
      "\(String(decoding: line, as: UTF8.self))\(String(decoding: secondLine, as: UTF8.self))")
  }
}

private let nowhere = RecordReference(source: 0, list: -1, offset: 0, length: 0)

/// Holds the jobs that come out against those that another reader of JSON finds.
private func expectNothingLost(of bytes: [UInt8], in outcome: Outcome) {
  // That reader guesses at encodings, and takes the last of two members with one name.
  guard !bytes.contains(0), (try? UTF8Span(validating: bytes.span)) != nil,
    let value = try? JSONSerialization.jsonObject(with: Data(bytes))
  else { return }
  var found = Found()
  found.add(value, depth: 0)
  let names = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\"allSessions\"").count - 1
  guard found.depth < 30, found.lists == names, !bytes.contains(UInt8(ascii: "\\")) else { return }
  expect(outcome.error == nil, "\(outcome.error.map { "\($0)" } ?? "")")
  var (jobs, others) = (0, 0)
  for event in outcome.events {
    switch event {
    case .answer: jobs += 1
    case .others(let items, _, _): others += items.count
    case .badLines(let lines, let error): complain("lines \(lines): \(error)")
    }
  }
  expect(jobs == found.jobs && others == found.others, "\(jobs) and \(others) of \(found)")
}

private struct Found {
  var jobs = 0
  var others = 0
  /// How many members are named as the list is, at any depth.
  var lists = 0
  var depth = 0
  /// How many lists have begun, and in which of them the last item stood that is no list.
  private var begun = 0
  private var listOfItems = 0

  mutating func add(_ value: Any, depth: Int, inList outer: Int? = nil) {
    self.depth = max(self.depth, depth)
    if let list = value as? [Any] {
      begun += 1
      let number = begun
      for element in list {
        // Among jobs an empty list is one of the items; among lists it is a page without jobs.
        if let inner = element as? [Any], inner.isEmpty, listOfItems == number { others += 1 }
        if element is [Any] || element is [String: Any] {
          add(element, depth: depth + 1, inList: number)
        } else {
          others += 1
          listOfItems = number
        }
      }
    } else if let object = value as? [String: Any] {
      switch object["allSessions"] {
      case let list as [Any]: add(list, depth: depth + 2)
      case is NSNull: break
      default:
        jobs += 1
        listOfItems = outer ?? listOfItems
      }
      count(object, depth: depth)
    }
  }

  /// Counts the names in an object, but not in what ``add(_:depth:)`` goes into.
  private mutating func count(_ value: Any, depth: Int) {
    self.depth = max(self.depth, depth)
    if let list = value as? [Any] {
      for element in list { count(element, depth: depth + 1) }
    } else if let object = value as? [String: Any] {
      for (name, member) in object {
        if name == "allSessions" { lists += 1 }
        if name != "allSessions" || !(member is [Any]) { count(member, depth: depth + 1) }
      }
    }
  }
}

private func expect(_ condition: Bool, _ words: @autoclosure () -> String) {
  if !condition { complain(words()) }
}

private func complain(_ words: String) -> Never {
  print(words.debugDescription)
  fflush(nil)
  abort()
}
