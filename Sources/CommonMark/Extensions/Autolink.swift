extension DocumentBuilder {
  mutating func emitAutolinked(_ range: Range<Int>) { emitText(range) }
}
