/// Takes saved API answers apart into the bytes of single jobs while they are read, holding one job and a
/// read-ahead at a time.
///
/// A file is a run of JSON values: `{"allSessions": […]}`, a list of jobs, one job, or JSON Lines of jobs, also
/// several of these one after another, or in a list (`gh api --paginate --slurp`), or in lists of lists. In JSON
/// Lines a broken line costs that line; anywhere else what is broken makes the rest meaningless and is an error.
public struct AnswerSplitter {
  /// What comes out.
  public enum Event: Equatable, Sendable {
    /// An object: its bytes, where they began, the list it stood in and its number there, both from 1; both 0 for
    /// one that stood in none.
    case answer(bytes: [UInt8], offset: Int, list: Int, item: Int)
    /// Items of a list, by their numbers, that follow each other and are not objects; the kind is that of the first.
    case others(items: ClosedRange<Int>, list: Int, kind: JSONText.Kind)
    /// Lines that are not JSON, from 1; the error counts bytes from the beginning of the first.
    case badLines(ClosedRange<Int>, JSONError)
  }

  /// What the position stands in.
  private enum Frame {
    /// A list, its number and how many of its items were read.
    case list(number: Int, items: Int)
    /// An object behind its list.
    case object
  }

  private var buffer: [UInt8] = []
  /// Offset of the buffer in the whole.
  private var base = 0
  private var position = 0
  private var isFinished = false
  private var frames: [Frame] = []
  private var others: (items: ClosedRange<Int>, list: Int, kind: JSONText.Kind)?
  /// The list that the last item stood in that is no list itself.
  private var listOfItems = 0
  private var answers = 0
  private var lines = JSONLines()
  /// How many bytes the buffer must have before an unfinished value is looked at again.
  private var enough = 0

  private let limit: Int
  private let paths: [ArraySlice<StaticString>]

  /// How many lists have begun, a list that is `null` among them.
  public private(set) var lists = 0

  /// The most bytes that one value, or a line that is none, may have: as many as an answer of the API.
  public static let longest = 64 << 20

  /// How deep lists may stand in lists; what is deeper is an item that is not an object.
  private static let maximumNesting = 32

  /// A splitter at the start of a file, in which objects may have lists of jobs at some paths of names.
  public init(
    longest limit: Int = AnswerSplitter.longest, lists paths: [[StaticString]] = Providers.listPaths
  ) {
    self.limit = limit
    self.paths = paths.map { $0[...] }
  }

  /// The line that is being read, from 1; behind an answer that stood in no list, the one it began in.
  public var currentLine: Int { lines.current }

  /// Adds bytes that were read.
  public mutating func feed(_ bytes: [UInt8]) {
    if position > 0 {
      lines.count(to: position, in: buffer)
      buffer.removeFirst(position)
      base += position
      lines.drop(position)
      enough -= position
      position = 0
    }
    buffer += bytes
  }

  /// Says that nothing follows.
  public mutating func finish() { isFinished = true }

  /// The next event; nil when more bytes are needed or, after ``finish()``, at the end.
  public mutating func next() throws(JSONError) -> Event? {
    // A long value would be looked at anew with every piece of it.
    if buffer.count >= enough || isFinished {
      if let event = try step() { return event }
      let unfinished = buffer.count - position
      enough = unfinished > 1 << 20 ? buffer.count + unfinished : 0
    }
    // What never ends, such as a device, would fill the memory.
    guard buffer.count - position <= limit else {
      throw absolute(position, .tooLong(limit))
    }
    return nil
  }

  private mutating func step() throws(JSONError) -> Event? {
    while true {
      let step: Step?
      switch frames.last {
      case nil: step = try stepBetween()
      case .list(let number, let items)?: step = try stepInList(number, items)
      case .object?: step = try stepInTail()
      }
      guard let step else { return nil }
      if case .event(let event) = step { return event }
    }
  }

  private enum Step {
    case event(Event)
    case moved
  }

  // MARK: Between values

  private mutating func stepBetween() throws(JSONError) -> Step? {
    if base == 0, position == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    position = JSONScanner.skipWhiteSpace(buffer.span, from: position)
    guard position < buffer.count else { return nil }
    switch buffer[position] {
    case UInt8(ascii: "["):
      let first = JSONScanner.skipWhiteSpace(buffer.span, from: position + 1)
      guard first < buffer.count || isFinished else { return nil }
      do {
        try JSONLines.checkList(in: buffer.span, at: position)
      } catch {
        if error.reason == .incomplete, !isFinished { return nil }
        return try recover(from: error)
      }
      enterList(at: position)
      return .moved
    case UInt8(ascii: "{"):
      do {
        switch try JobListSearch.result(in: buffer.span, at: position, paths) {
        case .list(let start, let depth): enterList(at: start, inObjects: depth)
        case .noList(let end):
          lists += 1
          answers += 1
          position = end
        case .job(let end):
          lines.count(to: position, in: buffer)
          return take(upTo: end, from: position, list: 0, item: 0)
        }
        return .moved
      } catch {
        if error.reason == .incomplete, !isFinished { return nil }
        return try recover(from: error)
      }
    default:
      let error = JSONError(offset: position, reason: .expected("an object or a list"))
      return try recover(from: error)
    }
  }

  private mutating func take(upTo end: Int, from start: Int, list: Int, item: Int) -> Step {
    let event = Event.answer(
      bytes: Array(buffer[start..<end]), offset: base + start, list: list, item: item)
    position = end
    answers += 1
    return .event(event)
  }

  private mutating func enterList(at start: Int, inObjects depth: Int = 0) {
    position = start + 1
    lists += 1
    for _ in 0..<depth { frames.append(.object) }
    frames.append(.list(number: lists, items: 0))
  }

  /// Gives up the lines that are not JSON, when there were answers before or there are lines after them.
  private mutating func recover(from error: JSONError) throws(JSONError) -> Step? {
    let absolute = JSONError(offset: base + error.offset, reason: error.reason)
    lines.count(to: position, in: buffer)
    // The byte is told within the lines that are.
    let inLine = JSONError(offset: error.offset - lines.start, reason: error.reason)
    let bytes = buffer
    guard let broken = JSONLines.broken(in: bytes.span, from: position, isWhole: isFinished) else {
      return nil
    }
    guard answers > 0 || broken.end < bytes.count else { throw absolute }
    let first = lines.current
    lines.count(to: broken.lastLine, in: buffer)
    position = broken.end
    return .event(.badLines(first...max(first, lines.current), inLine))
  }

  // MARK: In a list

  private mutating func stepInList(_ number: Int, _ items: Int) throws(JSONError) -> Step? {
    // The span is of a copy that shares the buffer's storage, so that the state may change meanwhile.
    let bytes = buffer
    let span = bytes.span
    var index = JSONScanner.skipWhiteSpace(span, from: position)
    guard index < span.count else { return try needMore() }
    if span[index] == UInt8(ascii: "]") {
      if let others = takeOthers() { return others }
      position = index + 1
      frames.removeLast()
      answers += 1
      // Among jobs an empty list is one of the items; among lists it is a page without jobs.
      if items == 0, case .list(let outer, let item)? = frames.last, outer == listOfItems {
        others = (item...item, outer, .array)
      }
      return .moved
    }
    if items > 0 {
      guard span[index] == UInt8(ascii: ",") else { throw absolute(index, .expected("',' or ']'")) }
      index = JSONScanner.skipWhiteSpace(span, from: index + 1)
      guard index < span.count else { return try needMore() }
    }
    let first = span[index]
    let isObject = first == UInt8(ascii: "{")
    let isList = first == UInt8(ascii: "[") && frames.count < AnswerSplitter.maximumNesting
    if isObject || isList, let others = takeOthers() { return others }
    let frame = Frame.list(number: number, items: items + 1)
    if isList {
      frames[frames.count - 1] = frame
      enterList(at: index)
      return .moved
    }
    let found: JobListSearch.Result
    do {
      found =
        isObject
        ? try JobListSearch.result(in: span, at: index, paths)
        : .job(try JSONScanner.endOfValue(span, from: index))
    } catch {
      if error.reason == .incomplete { return try needMore() }
      // One broken element costs itself, as long as its end can be told by its brackets.
      guard let after = JSONScanner.endOfBrackets(span, from: index) else {
        if isFinished { throw absolute(error.offset, error.reason) }
        return nil
      }
      found = .job(after)
    }
    switch found {
    case .list(let start, let depth):
      frames[frames.count - 1] = frame
      enterList(at: start, inObjects: depth)
    case .noList(let end):
      frames[frames.count - 1] = frame
      lists += 1
      position = end
    case .job(let end):
      // A number at the end of what was read may go on.
      if end == span.count, !isFinished { return nil }
      listOfItems = number
      frames[frames.count - 1] = frame
      if isObject { return take(upTo: end, from: index, list: number, item: items + 1) }
      position = end
      let run = (others?.items.lowerBound ?? items + 1)...items + 1
      others = (run, number, others?.kind ?? JSONText.Kind(firstByte: first))
    }
    return .moved
  }

  /// The items that are not objects before what comes now; nil when there are none.
  private mutating func takeOthers() -> Step? {
    guard let others else { return nil }
    self.others = nil
    return .event(.others(items: others.items, list: others.list, kind: others.kind))
  }

  /// Steps over what follows the list in its object.
  private mutating func stepInTail() throws(JSONError) -> Step? {
    let bytes = buffer
    var walk = JSONWalk(behind: position)
    do throws(JSONError) {
      while let member = try walk.member(in: bytes.span) {
        walk.index = try JSONScanner.endOfValue(bytes.span, from: member.value)
      }
      position = walk.index
      frames.removeLast()
      return .moved
    } catch {
      if error.reason != .incomplete { throw absolute(error.offset, error.reason) }
    }
    return try needMore()
  }

  private func needMore() throws(JSONError) -> Step? {
    if isFinished { throw absolute(buffer.count, .incomplete) }
    return nil
  }

  private func absolute(_ offset: Int, _ reason: JSONError.Reason) -> JSONError {
    JSONError(offset: base + offset, reason: reason)
  }
}
