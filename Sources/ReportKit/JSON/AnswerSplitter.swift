/// Takes saved API answers apart into the bytes of single jobs while they are read, holding one job and a
/// read-ahead at a time.
///
/// A file is a run of JSON values: `{"allSessions": […]}`, a list of jobs, one job, or JSON Lines of jobs,
/// also several of these one after another. In JSON Lines a broken line costs that line; anywhere else what
/// is broken makes the rest meaningless and is an error.
public struct AnswerSplitter {
  /// What comes out.
  public enum Event: Equatable, Sendable {
    /// A job's bytes, where they began, and the number of the list they stood in.
    case answer(bytes: [UInt8], offset: Int, list: Int)
    /// Lines that are no JSON, from 1.
    case badLines(ClosedRange<Int>, JSONError)
  }

  private enum State {
    case between
    case list(inObject: Bool, isFirst: Bool)
    case tail
  }

  private var buffer: [UInt8] = []
  /// Offset of the buffer in the whole.
  private var base = 0
  private var position = 0
  private var isFinished = false
  private var state = State.between
  private var list = 0
  private var answers = 0
  private var line = 1
  private var countedTo = 0

  private let limit: Int

  /// The most bytes that one value, or a line that is none, may have: as many as an answer of the API.
  public static let longest = 64 << 20

  /// A splitter at the start of a file.
  public init(longest limit: Int = AnswerSplitter.longest) { self.limit = limit }

  /// The line that is being read, from 1; behind an answer that stood in no list, the one it began in.
  public var currentLine: Int { line }

  /// Adds bytes that were read.
  public mutating func feed(_ bytes: [UInt8]) {
    if position > 0 {
      countLines(to: position)
      buffer.removeFirst(position)
      base += position
      countedTo -= position
      position = 0
    }
    buffer += bytes
  }

  /// Says that nothing follows.
  public mutating func finish() { isFinished = true }

  /// The next event; nil when more bytes are needed or, after ``finish()``, at the end.
  public mutating func next() throws(JSONError) -> Event? {
    if let event = try step() { return event }
    // What never ends, such as a device, would fill the memory.
    guard buffer.count - position <= limit else {
      throw absolute(position, .tooLong(limit))
    }
    return nil
  }

  private mutating func step() throws(JSONError) -> Event? {
    while true {
      switch state {
      case .between:
        guard let step = try stepBetween() else { return nil }
        if case .event(let event) = step { return event }
      case .list(let inObject, let isFirst):
        guard let step = try stepInList(inObject: inObject, isFirst: isFirst) else { return nil }
        if case .event(let event) = step { return event }
      case .tail:
        guard try stepInTail() else { return nil }
      }
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
      position += 1
      list += 1
      state = .list(inObject: false, isFirst: true)
      return .moved
    case UInt8(ascii: "{"):
      do {
        return try stepIntoObject()
      } catch {
        if error.reason == .incomplete, !isFinished { return nil }
        return try recover(from: error)
      }
    default:
      let error = JSONError(offset: position, reason: .expected("an object or a list"))
      return try recover(from: error)
    }
  }

  /// Walks the members of the object at the position: a job is an event; a list answer moves the position
  /// into its list.
  private mutating func stepIntoObject() throws(JSONError) -> Step? {
    // The span is of a copy that shares the buffer's storage, so that the state may change meanwhile.
    let bytes = buffer
    let span = bytes.span
    var index = JSONScanner.skipWhiteSpace(span, from: position + 1)
    if index < span.count, span[index] == UInt8(ascii: "}") { return emit(to: index + 1) }
    while true {
      let name = index
      let colon = try JSONScanner.colon(after: span, keyAt: index)
      let value = JSONScanner.skipWhiteSpace(span, from: colon)
      if value < span.count, span[value] == UInt8(ascii: "["), isAllSessions(at: name) {
        position = value + 1
        list += 1
        state = .list(inObject: true, isFirst: true)
        return .moved
      }
      index = JSONScanner.skipWhiteSpace(span, from: try JSONScanner.endOfValue(span, from: value))
      guard index < span.count else { throw JSONError(offset: index, reason: .incomplete) }
      switch span[index] {
      case UInt8(ascii: ","): index = JSONScanner.skipWhiteSpace(span, from: index + 1)
      case UInt8(ascii: "}"): return emit(to: index + 1)
      default: throw JSONError(offset: index, reason: .expected("',' or '}'"))
      }
    }
  }

  private mutating func emit(to end: Int) -> Step {
    countLines(to: position)
    let event = Event.answer(bytes: Array(buffer[position..<end]), offset: base + position, list: 0)
    position = end
    answers += 1
    return .event(event)
  }

  private func isAllSessions(at index: Int) -> Bool {
    buffer[index...].starts(with: "\"allSessions\"".utf8)
  }

  /// Gives up the lines that are no JSON, when there were answers before or there are lines after them.
  private mutating func recover(from error: JSONError) throws(JSONError) -> Step? {
    let absolute = JSONError(offset: base + error.offset, reason: error.reason)
    let bytes = buffer
    let span = bytes.span
    countLines(to: position)
    let first = line
    var index = position
    var lastStart = position
    while true {
      lastStart = index
      while index < span.count, span[index] != 0x0A { index += 1 }
      guard index < span.count || isFinished else { return nil }
      let next = JSONScanner.skipWhiteSpace(span, from: index)
      if next >= span.count {
        guard isFinished else { return nil }
        index = next
        break
      }
      index = next
      // An indented line is part of a value that was broken off, not the next of JSON Lines.
      if span[next - 1] == 0x0A, span[next] == UInt8(ascii: "{") || span[next] == UInt8(ascii: "[") { break }
    }
    guard answers > 0 || index < span.count else { throw absolute }
    countLines(to: lastStart)
    let last = max(first, line)
    position = index
    return .event(.badLines(first...last, absolute))
  }

  // MARK: In a list

  private mutating func stepInList(inObject: Bool, isFirst: Bool) throws(JSONError) -> Step? {
    let bytes = buffer
    let span = bytes.span
    var index = JSONScanner.skipWhiteSpace(span, from: position)
    guard index < span.count else { return try needMore() }
    if span[index] == UInt8(ascii: "]") {
      position = index + 1
      state = inObject ? .tail : .between
      answers += 1
      return .moved
    }
    if !isFirst {
      guard span[index] == UInt8(ascii: ",") else { throw absolute(index, .expected("',' or ']'")) }
      index = JSONScanner.skipWhiteSpace(span, from: index + 1)
      guard index < span.count else { return try needMore() }
    }
    let end: Int
    do {
      end = try JSONScanner.endOfValue(span, from: index)
    } catch {
      if error.reason == .incomplete { return try needMore() }
      // One broken element costs itself, as long as its end can be told by its brackets.
      guard let after = JSONScanner.endOfBrackets(span, from: index) else {
        if isFinished { throw absolute(error.offset, error.reason) }
        return nil
      }
      end = after
    }
    // A number at the end of what was read may go on.
    if end == span.count, !isFinished { return nil }
    let event = Event.answer(bytes: Array(buffer[index..<end]), offset: base + index, list: list)
    position = end
    state = .list(inObject: inObject, isFirst: false)
    return .event(event)
  }

  /// Steps over what follows the list in its object; false when more bytes are needed.
  private mutating func stepInTail() throws(JSONError) -> Bool {
    let bytes = buffer
    let span = bytes.span
    var index = JSONScanner.skipWhiteSpace(span, from: position)
    do throws(JSONError) {
      while index < span.count {
        if span[index] == UInt8(ascii: "}") {
          position = index + 1
          state = .between
          return true
        }
        guard span[index] == UInt8(ascii: ",") else {
          throw JSONError(offset: index, reason: .expected("',' or '}'"))
        }
        let name = JSONScanner.skipWhiteSpace(span, from: index + 1)
        let colon = try JSONScanner.colon(after: span, keyAt: name)
        let value = JSONScanner.skipWhiteSpace(span, from: colon)
        index = JSONScanner.skipWhiteSpace(span, from: try JSONScanner.endOfValue(span, from: value))
      }
    } catch {
      if error.reason != .incomplete { throw absolute(error.offset, error.reason) }
    }
    _ = try needMore()
    return false
  }

  private func needMore() throws(JSONError) -> Step? {
    if isFinished { throw absolute(buffer.count, .incomplete) }
    return nil
  }

  private func absolute(_ offset: Int, _ reason: JSONError.Reason) -> JSONError {
    JSONError(offset: base + offset, reason: reason)
  }

  private mutating func countLines(to end: Int) {
    guard end > countedTo else { return }
    // Without a branch, sixteen bytes and more are looked at at once.
    line += buffer[max(0, countedTo)..<end].withUnsafeBytes { bytes in
      bytes.reduce(0) { $0 &+ ($1 == 0x0A ? 1 : 0) }
    }
    countedTo = end
  }
}
