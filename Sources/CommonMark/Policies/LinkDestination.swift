extension LinkPolicy {
  /// The destination that a link to a plain field's address may have; nil when it must not be a link.
  public func destination(_ address: String) -> String? { allows(address) ? address : nil }
}
