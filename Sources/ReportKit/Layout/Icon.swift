import CommonMark

/// The drawings of the report, 16 by 16 units, in the colour of the text around them. A page defines the
/// ones it uses once, as symbols, and refers to them, so that a row of a long list stays short.
enum Icon: Int, CaseIterable {
  case completed, running, waiting, failed, blocked, interrupted, archived, unknown
  case todoCompleted, todoPending, todoInProgress, todoCancelled, todoUnknown
  case pullMerged, pullOpen, pullDraft, pullClosed, checks, review, acknowledged

  init(_ status: Status) {
    self =
      switch status {
      case .completed: .completed
      case .running: .running
      case .waiting: .waiting
      case .failed: .failed
      case .blocked: .blocked
      case .interrupted: .interrupted
      case .archived: .archived
      case .unknown: .unknown
      }
  }

  init(_ state: Todo.State) {
    self =
      switch state {
      case .completed: .todoCompleted
      case .pending: .todoPending
      case .inProgress: .todoInProgress
      case .cancelled: .todoCancelled
      case .unknown: .todoUnknown
      }
  }

  init(_ cause: Cause) {
    self =
      switch cause {
      case .failed: .failed
      case .blocked: .blocked
      case .unknown, .unread: .unknown
      case .closed: .pullClosed
      case .checks: .checks
      case .running: .running
      case .waiting, .changes: .waiting
      case .review: .review
      case .unfinished, .interrupted: .interrupted
      }
  }

  init(_ kind: PullRequestState.Kind) {
    self =
      switch kind {
      case .merged: .pullMerged
      case .open: .pullOpen
      case .draft: .pullDraft
      case .closed: .pullClosed
      case .hidden: .unknown
      }
  }

  /// The icons that a page refers to. Text from outside is escaped and cannot match.
  static func used(in page: [UInt8]) -> [Icon] {
    var used: UInt32 = 0
    var index = 0
    while let bracket = page[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = bracket + 1
      guard page[bracket...].starts(with: useStart) else { continue }
      let name = page[(bracket + useStart.count)...]
      let icon = targets.firstIndex { name.starts(with: $0) }
      if let icon { used |= 1 << UInt32(icon) }
    }
    return allCases.filter { used >> UInt32($0.rawValue) & 1 == 1 }
  }

  private static let useStart = Array("<use href=\"#".utf8)

  /// What stands behind that: the name of each icon, and the end of the attribute.
  private static let targets = allCases.map { $0.name.bytes + [UInt8(ascii: "\"")] }

  /// The reference to a symbol, hidden from screen readers: the words stand beside it.
  var html: HTML { Icon.references[rawValue] }

  /// The reference to a symbol that stands alone, with the words that it means.
  func html(label: String) -> HTML {
    "<svg role=\"img\" aria-label=\"\(label)\"><use href=\"#\(name)\"/></svg>"
  }

  /// The definitions of icons, in a fixed order.
  static func symbols(_ icons: some Sequence<Icon>) -> HTML {
    var wanted: UInt32 = 0
    for icon in icons { wanted |= 1 << UInt32(icon.rawValue) }
    var html = HTML()
    for icon in allCases where wanted >> UInt32(icon.rawValue) & 1 == 1 { html += definitions[icon.rawValue] }
    return html
  }

  private static let definitions: [HTML] = allCases.map { icon in
    "<symbol id=\"\(icon.name)\" viewBox=\"0 0 16 16\"><path fill-rule=\"evenodd\" d=\"\(icon.path)\"/></symbol>"
  }

  private static let references: [HTML] = allCases.map { icon in
    "<svg aria-hidden=\"true\"><use href=\"#\(icon.name)\"/></svg>"
  }

  private var name: HTML {
    switch self {
    case .completed: "i-completed"
    case .running: "i-running"
    case .waiting: "i-waiting"
    case .failed: "i-failed"
    case .blocked: "i-blocked"
    case .interrupted: "i-interrupted"
    case .archived: "i-archived"
    case .unknown: "i-unknown"
    case .todoCompleted: "t-completed"
    case .todoPending: "t-pending"
    case .todoInProgress: "t-progress"
    case .todoCancelled: "t-cancelled"
    case .todoUnknown: "t-unknown"
    case .pullMerged: "g-merged"
    case .pullOpen: "g-open"
    case .pullDraft: "g-draft"
    case .pullClosed: "g-closed"
    case .checks: "c-checks"
    case .review: "c-review"
    case .acknowledged: "c-acknowledged"
    }
  }

  /// The trunk of the drawings of pull requests: two dots and the line between them.
  private static let branch: HTML = "M4 1.5a2 2 0 0 1 .7 3.9v5.2a2 2 0 1 1-1.4 0V5.4A2 2 0 0 1 4 1.5Z"

  var path: HTML {
    switch self {
    case .completed: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm3.7 4L7 9.7 4.8 7.5 3.7 8.6 7 11.9l5.8-5.8Z"
    case .running: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.6v10.8A5.4 5.4 0 0 0 8 2.6Z"
    case .waiting: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM7.2 3.8v4.5l3.4 2.1.8-1.3-2.6-1.6V3.8Z"
    case .failed:
      "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM5.6 4.5 4.5 5.6 6.9 8l-2.4 2.4 1.1 1.1L8 9.1l2.4 2.4 1.1-1.1L9.1 8l2.4-2.4-1.1-1.1L8 6.9Z"
    case .blocked: "M8 1.2 15.4 14.6H.6ZM7.2 6v4.4h1.6V6Zm0 5.6v1.6h1.6v-1.6Z"
    case .interrupted: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM5.4 5v6h1.8V5Zm3.4 0v6h1.8V5Z"
    case .archived: "M1.5 2.5h13v3.2h-13ZM2.4 6.8h11.2v6.7H2.4Zm3.4 1.5v1.5h4.4V8.3Z"
    case .unknown:
      "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1ZM7.2 10.3v1.6h1.6v-1.6ZM5.6 6.6h1.5c0-.6.4-1 .9-1s.9.3.9.8c0 .9-1.7 1-1.7 3h1.6c0-1.2 1.7-1.4 1.7-3.1 0-1.3-1-2.1-2.4-2.1S5.6 5.2 5.6 6.6Z"
    case .todoCompleted: "M2 2h12v12H2Zm9.7 2.9L6.9 9.7 4.8 7.6 3.7 8.7l3.2 3.2L12.8 6Z"
    case .todoPending: "M2 2h12v12H2Zm1.3 1.3v9.4h9.4V3.3Z"
    case .todoInProgress: "M2 2h12v12H2Zm1.3 1.3v9.4h9.4V3.3ZM5 7.2h6v1.6H5Z"
    case .todoCancelled:
      "M2 2h12v12H2Zm1.3 1.3v9.4h9.4V3.3ZM6 5.1 5.1 6l2 2-2 2 .9.9 2-2 2 2 .9-.9-2-2 2-2-.9-.9-2 2Z"
    case .pullMerged:
      "\(Icon.branch)M12 6.4a2 2 0 1 1-1.9 2.7C7.5 8.9 5.5 7.5 4.6 5.4l1.3-.5c.7 1.6 2.2 2.6 4.2 2.8A2 2 0 0 1 12 6.4Z"
    case .pullOpen:
      "\(Icon.branch)M11.3 10.6V6A2 2 0 0 0 9.3 4H8.9l1 1-1 1L6.2 3.3 8.9.6l1 1-1 1h.4A3.4 3.4 0 0 1 12.7 6v4.6a2 2 0 1 1-1.4 0Z"
    case .pullDraft:
      "\(Icon.branch)M11.3 1.6h1.4v2.2h-1.4ZM11.3 5.4h1.4v2.2h-1.4ZM12 10.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z"
    case .pullClosed:
      "\(Icon.branch)M12.7 7.6v3a2 2 0 1 1-1.4 0v-3ZM9.4 1.4l1-1L12 2 13.6.4l1 1L13 3l1.6 1.6-1 1L12 4l-1.6 1.6-1-1L11 3Z"
    case .checks: "M8 .9 15.1 8 8 15.1.9 8ZM7.3 4.6v4.2h1.4V4.6Zm0 5.4v1.5h1.4V10Z"
    case .review:
      "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4ZM7.3 4h1.4v3.7l2.6 1.5-.7 1.2-3.3-1.9Z"
    case .acknowledged:
      "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4Zm3 3.2L7.1 9.5 5.1 7.5l-1 1 3 3 4.9-4.9Z"
    case .todoUnknown: "M2 2h12v12H2Zm1.3 1.3v9.4h9.4V3.3ZM7.2 4.8h1.6v4H7.2Zm0 5h1.6v1.5H7.2Z"
    }
  }
}
