/// References in finished text, to footnotes and to what a repository has.
extension DocumentBuilder {
  /// Emits text that stands in no link, with references in it.
  mutating func emitReferring(_ range: Range<Int>, isPlain: Bool = false) {
    guard footnotes != nil, !html.isInSummary, !isPlain else { return emitLinked(range, isPlain: isPlain) }
    var copied = range.lowerBound
    var searched = copied
    while searched < range.upperBound {
      let found = document.text.withUnsafeBufferPointer { text in
        nextFootnote(in: UnsafeBufferPointer(rebasing: text[..<range.upperBound]), from: searched)
      }
      guard let found else { break }
      searched = found.range.upperBound
      guard !isInert(found.range) else { continue }
      emitLinked(copied..<found.range.lowerBound)
      var event = Event(.footnoteReference, .leaf)
      event.number = Int32(found.number)
      document.events.append(event)
      copied = searched
    }
    emitLinked(copied..<range.upperBound)
  }

  private mutating func emitLinked(_ range: Range<Int>, isPlain: Bool = false) {
    guard let repository = policy.repository, origin == .untrusted, html.codeDepth == 0 else {
      return emitText(range, isPlain: isPlain)
    }
    var copied = range.lowerBound
    while referenceBudget > 0 {
      let found = document.text.withUnsafeBufferPointer { text in
        ShortReference.next(
          in: UnsafeBufferPointer(rebasing: text[range]), from: copied - range.lowerBound,
          on: repository.forge)
      }
      guard let found else { break }
      let shown = found.range.lowerBound + range.lowerBound..<found.range.upperBound + range.lowerBound
      let start = document.attributes.count
      document.attributes += repository.host
      if let other = found.repository {
        document.attributes +=
          document.text[other.lowerBound + range.lowerBound..<other.upperBound + range.lowerBound]
      } else {
        document.attributes += repository.path
      }
      if repository.forge == .gitLab { document.attributes.append(literal: "/-") }
      document.attributes.append(literal: found.kind.path)
      document.attributes +=
        document.text[found.target.lowerBound + range.lowerBound..<found.target.upperBound + range.lowerBound]
      let destination = start..<document.attributes.count
      let span = LinkSpan(
        isImage: false, isLink: true, destination: destination,
        title: destination.upperBound..<destination.upperBound, textStart: shown.lowerBound)
      emitText(copied..<shown.lowerBound, isPlain: isPlain)
      emitLink(.enter, span)
      emitText(shown, isPlain: isPlain)
      emitLink(.exit, span)
      copied = shown.upperBound
      referenceBudget -= ShortReference.cost
    }
    emitText(copied..<range.upperBound, isPlain: isPlain)
  }
}
