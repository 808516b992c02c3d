import CommonMark

/// The drawings of the report, 16 by 16 units, in the colour of the text around them. A page defines the
/// ones it uses once, as symbols, and refers to them, so that a row of a long list stays short.
enum Icon: Int, CaseIterable {
  case completed, running, waiting, failed, blocked, interrupted, archived, unknown
  case todoCompleted, todoPending, todoInProgress, todoCancelled, todoUnknown

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

  /// The icons of the statuses that any report may show; that of a status that few have only where one has it.
  static func statuses(of report: Report) -> [Icon] {
    report.counts[.waiting] == nil ? usual : usual + [.waiting]
  }

  private static let usual = Status.allCases.filter { $0 != .waiting }.map(Icon.init)

  /// The reference to a symbol, hidden from screen readers: the words stand beside it.
  var html: HTML { Icon.references[rawValue] }

  /// The reference to a symbol that stands alone, with the words that it means.
  func html(label: String) -> HTML {
    "<svg role=\"img\" aria-label=\"\(label)\"><use href=\"#\(name)\"/></svg>"
  }

  /// The definitions of icons, in a fixed order.
  static func symbols(_ icons: some Sequence<Icon>) -> HTML {
    var wanted: UInt16 = 0
    for icon in icons { wanted |= 1 << UInt16(icon.rawValue) }
    var html = HTML()
    for icon in allCases where wanted >> UInt16(icon.rawValue) & 1 == 1 { html += definitions[icon.rawValue] }
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
    }
  }

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
    case .todoUnknown: "M2 2h12v12H2Zm1.3 1.3v9.4h9.4V3.3ZM7.2 4.8h1.6v4H7.2Zm0 5h1.6v1.5H7.2Z"
    }
  }
}

extension Fingerprint.Parts {
  /// Adds the icons of statuses that a page defines, where they are not the usual ones.
  mutating func add(icons: [Icon]) {
    if icons.contains(.waiting) { add("waiting") }
  }
}
