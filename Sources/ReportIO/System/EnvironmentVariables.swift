extension [String: String] {
  /// A variable without the white space around it, which a secret pasted into a CI often has; nil when it is not
  /// set, or there is nothing else in it.
  public func variable(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    let text = value.utf8.drop(while: isSpace)
    guard let last = text.lastIndex(where: { !isSpace($0) }) else { return nil }
    return String(Substring(text[...last]))
  }
}
