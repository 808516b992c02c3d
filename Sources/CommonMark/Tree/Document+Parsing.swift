extension Document {
  /// Parses a text and applies the policies. A text past its limits becomes one code block, cut, with
  /// a notice behind.
  init(parsing text: [UInt8], policy: Policy, origin: DocumentBuilder.Origin, limits: Limits) {
    let parsed = text.withUnsafeBufferPointer { text -> Document? in
      guard text.count <= limits.bytes, !limits.nestsTooDeeply(text) else { return nil }
      return Self.parse(text, policy, origin)
    }
    self = parsed ?? .preformatted(text, policy: policy, limits: limits)
  }

  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, _ policy: Policy, _ origin: DocumentBuilder.Origin
  ) -> Document? {
    guard let tree = SyntaxTree(parsing: text) else { return nil }
    var builder = DocumentBuilder(policy: policy, origin: origin, isCareful: false, sizeHint: text.count)
    builder.walk(tree.root)
    if builder.document.needsNoCare(policy) { return builder.document }
    builder = DocumentBuilder(policy: policy, origin: origin, isCareful: true, sizeHint: text.count)
    builder.walk(tree.root)
    return builder.document
  }

  /// Whether nothing in the finished text is secret or invisible.
  private func needsNoCare(_ policy: Policy) -> Bool {
    guard text.withUnsafeBufferPointer(Visible.isPlain), attributes.withUnsafeBufferPointer(Visible.isPlain)
    else { return false }
    guard let redact = policy.redact else { return true }
    return redact(text) == nil && (attributes.isEmpty || redact(attributes) == nil)
  }

  /// A text as it is, in a code block.
  static func preformatted(_ text: [UInt8], policy: Policy, limits: Limits) -> Document {
    let shown = text.prefix(characterBoundary(text, limits.bytes))
    let reason =
      shown.count < text.count
      ? "Shown as plain text: longer than \(limits.bytes) bytes. \(text.count - shown.count) bytes are not shown."
      : "Shown as plain text: its structure is too deep or too large to be drawn."
    var builder = DocumentBuilder(policy: policy, origin: .untrusted, isCareful: true, sizeHint: shown.count)
    let valid = Array(String(decoding: shown, as: UTF8.self).utf8)
    builder.appendCodeBlock(valid, info: UnsafeBufferPointer(start: nil, count: 0))
    builder.emit(.paragraph, .enter)
    let start = builder.document.text.count
    builder.document.text += reason.utf8
    builder.emitText(start..<builder.document.text.count)
    builder.emit(.paragraph, .exit)
    return builder.document
  }

  /// The last boundary between characters (scalars) at or before an offset.
  private static func characterBoundary(_ text: [UInt8], _ offset: Int) -> Int {
    guard offset < text.count else { return text.count }
    var offset = offset
    while offset > 0, text[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }
}
