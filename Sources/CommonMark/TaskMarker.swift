/// The mark in front of an item of a task list, in HTML.
public struct TaskMarker: Sendable {
  /// The class of the `li` element.
  public var className: StaticString
  /// What stands in place of `[ ]` or `[x]`.
  public var icon: HTML

  /// A marker.
  public init(className: StaticString, icon: HTML) {
    self.className = className
    self.icon = icon
  }
}
