extension DocumentBuilder {
  mutating func strikeThrough() {}
}
