import CommonMark

/// How a part of a bar is filled: a colour and, for all but the plain good outcome, a pattern, so that the
/// parts can be told apart without colours and on grey paper.
enum Swatch: Hashable {
  case status(Status)
  case pulls(PullRequestState.Kind)
  case done
  case open

  /// What the part is called.
  var name: String {
    switch self {
    case .status(let status): status.name
    case .pulls(let kind): kind.name
    case .done: "Done"
    case .open: "Open"
    }
  }

  /// The attributes of a shape that is filled so.
  var attributes: HTML {
    drawing.isEmpty ? "class=\"\(className)\"" : "fill=\"url(#p-\(patternName))\""
  }

  /// The sample in a legend, whose word stands beside it.
  var key: HTML {
    "<svg class=\"key\" aria-hidden=\"true\"><rect \(attributes) width=\"14\" height=\"14\"/></svg>"
  }

  /// The definitions of the patterns that a chart needs. The colour comes from the class.
  static func patterns(_ swatches: [Swatch]) -> HTML {
    var html = HTML()
    for swatch in swatches where !swatch.drawing.isEmpty {
      html +=
        "<pattern id=\"p-\(swatch.patternName)\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
      html +=
        "<rect class=\"\(swatch.className)\" width=\"8\" height=\"8\"/><path d=\"\(swatch.drawing)\"/></pattern>"
    }
    return html.isEmpty ? html : "<defs>\(html)</defs>"
  }

  /// A chart of pull requests and one of jobs may stand on one page.
  private var patternName: HTML {
    if case .pulls(let kind) = self { "pull-\(FileName(pulls: kind).text)" } else { className }
  }

  private var className: HTML {
    switch self {
    case .status(let status): "\(status.slug)"
    case .pulls(.merged): "completed"
    case .pulls(.open): "running"
    case .pulls(.closed): "failed"
    case .pulls: "archived"
    case .done: "done"
    case .open: "open"
    }
  }

  private var drawing: HTML {
    switch self {
    case .status(.completed), .pulls(.merged), .done: HTML()
    case .status(.failed), .pulls(.closed): "M-1 1 1-1M0 8 8 0M7 9 9 7"
    case .status(.running), .pulls(.open): "M-1 7 1 9M0 0 8 8M7-1 9 1"
    case .status(.waiting): "M0 4H8"
    case .status(.blocked): "M0 4H8M4 0V8"
    case .status(.interrupted): "M2 0V8M6 0V8"
    case .status(.archived), .pulls: "M0 2H8M0 6H8"
    case .status(.unknown): "M0 0 8 8M0 8 8 0"
    case .open: "M-1 7 1 9M0 0 8 8M7-1 9 1"
    }
  }
}
