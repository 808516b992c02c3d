import CommonMark

extension RecordReference: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(signed: Int64(source))
    writer.add(signed: Int64(list))
    writer.add(signed: offset)
    writer.add(signed: Int64(length))
    writer.add(signed: Int64(number))
  }

  init?(unpacking reader: inout PackedReader) {
    func small() -> Int32? { reader.signed().flatMap(Int32.init(exactly:)) }
    guard let source = small(), let list = small(), let offset = reader.signed(), let length = small(),
      let number = small()
    else { return nil }
    self.init(source: source, list: list, offset: offset, length: length, number: number)
  }
}

extension TodoCount: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(done)
    writer.add(total)
    writer.add(open)
  }

  init?(unpacking reader: inout PackedReader) {
    guard let done = reader.count(), let total = reader.count(), let open = reader.count() else { return nil }
    self.init(done: done, total: total)
    self.open = open
  }
}

extension JobStep: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(time)
    writer.add(status.rawValue)
    writer.add(pullRequests)
    todos.pack(into: &writer)
  }

  init?(unpacking reader: inout PackedReader) {
    guard let time = reader.moment(), case let status?? = reader.word() as Status??,
      let pullRequests = reader.count(), let todos = TodoCount(unpacking: &reader)
    else { return nil }
    self.init(time: time, status: status, pullRequests: pullRequests, todos: todos)
  }
}

extension Unread: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(field.rawValue)
    writer.add(isPartial)
    writer.add(reason)
  }

  init?(unpacking reader: inout PackedReader) {
    guard case let field?? = reader.word() as JobField??, let isPartial = reader.flag(),
      let reason = reader.requiredText()
    else { return nil }
    self.init(field, isPartial: isPartial, reason: reason)
  }
}

extension Cost: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(unit.rawValue)
    writer.add(UInt64(clamping: millionths))
  }

  init?(unpacking reader: inout PackedReader) {
    guard case let unit?? = reader.word() as Unit??, let millionths = reader.number(),
      millionths <= UInt64(Cost.limit)
    else { return nil }
    self.init(millionths: Int64(millionths), unit)
  }
}

extension String: Packable {
  func pack(into writer: inout PackedWriter) { writer.add(self) }

  init?(unpacking reader: inout PackedReader) {
    guard let text = reader.requiredText() else { return nil }
    self = text
  }
}

extension PullRequest: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(url)
    writer.add(label)
    writer.add(part: state.map { state in PackedWriter.bytes(state.pack) })
  }

  init?(unpacking reader: inout PackedReader) {
    guard let url = reader.requiredText(), let label = reader.requiredText(), let part = reader.part() else {
      return nil
    }
    self.init(kept: url, label: label)
    guard let part else { return }
    var own = reader.reader(of: part)
    state = PullRequestState(unpacking: &own)
  }

  /// Passes over a pull request; false where there is none.
  static func skip(_ reader: inout PackedReader) -> Bool {
    reader.part() != nil && reader.part() != nil && reader.part() != nil
  }

  /// Reads a pull request whose state alone is asked for.
  static func state(unpacking reader: inout PackedReader) -> PullRequestState? {
    guard reader.part() != nil, reader.part() != nil, case let part?? = reader.part() else { return nil }
    var own = reader.reader(of: part)
    return PullRequestState(unpacking: &own)
  }
}

extension PullRequestState: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(kind.rawValue)
    writer.add(optional: createdAt)
    writer.add(optional: endedAt)
    writer.add(mergedBy)
    writer.add(lines != nil)
    if let lines {
      writer.add(signed: Int64(lines.added))
      writer.add(signed: Int64(lines.removed))
    }
    writer.add(checks?.rawValue)
    writer.add(review?.rawValue)
  }

  init?(unpacking reader: inout PackedReader) {
    guard case let kind?? = reader.word() as Kind??, let createdAt = reader.optionalMoment(),
      let endedAt = reader.optionalMoment(), let mergedBy = reader.text(), let hasLines = reader.flag()
    else { return nil }
    self.init(kind: kind)
    (self.createdAt, self.endedAt, self.mergedBy) = (createdAt, endedAt, mergedBy)
    if hasLines {
      guard let added = reader.signed(), let removed = reader.signed() else { return nil }
      lines = Lines(added: Int(added), removed: Int(removed))
    }
    guard let checks = reader.word() as Checks??, let review = reader.word() as Review?? else { return nil }
    (self.checks, self.review) = (checks, review)
  }
}

extension Problem: Packable {
  func pack(into writer: inout PackedWriter) {
    writer.add(id?.text)
    writer.add(reason)
    writer.add(losesJob)
    writer.add(records)
    writer.add(isOfProject)
    writer.add(losesDetails)
  }

  init?(unpacking reader: inout PackedReader) {
    guard let id = reader.text(), let reason = reader.requiredText(), let losesJob = reader.flag(),
      let records = reader.count(), let isOfProject = reader.flag(), let losesDetails = reader.flag()
    else { return nil }
    self.init(
      id: id.map { ID($0) }, reason: reason, losesJob: losesJob, records: records, isOfProject: isOfProject,
      losesDetails: losesDetails)
  }
}
