/// The elements of GFM.
extension HTMLWriter {
  /// How the next paragraph starts.
  enum TaskMark {
    case none
    case plain(Event.Task)
    case marker(TaskMarker)
    /// The content has started and waits for its end.
    case content
  }

  mutating func item(_ event: Event) {
    guard event.edge == .enter else {
      bytes.append(literal: "</li>\n")
      return
    }
    startLine()
    guard event.task != .none else {
      bytes.append(literal: "<li>")
      return
    }
    defer { nextTask += 1 }
    guard nextTask < taskMarkers.count else {
      bytes.append(literal: "<li>")
      mark = .plain(event.task)
      return
    }
    bytes.append(literal: "<li class=\"")
    bytes.append(literal: taskMarkers[nextTask].className)
    bytes.append(literal: "\">")
    mark = .marker(taskMarkers[nextTask])
  }

  /// The specification draws a check box (GFM 0.29, 5.3), which reads as something to click; this is a
  /// picture with a name.
  mutating func startTask() {
    switch mark {
    case .none, .content: return
    case .plain(let task):
      bytes.append(
        literal: task == .done
          ? "<span class=\"task done\" role=\"img\" aria-label=\"done\">☑</span> "
          : "<span class=\"task open\" role=\"img\" aria-label=\"not done\">☐</span> ")
      mark = .none
    case .marker(let marker):
      marker.icon.bytes.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      bytes.append(literal: "<span>")
      mark = .content
    }
  }

  mutating func endTask() {
    guard case .content = mark else { return }
    bytes.append(literal: "</span>")
    mark = .none
  }

  /// GFM 0.29, 4.10, with a class for the alignment, since `align` is obsolete in HTML.
  mutating func table(_ event: Event) {
    let isEnter = event.edge == .enter
    switch event.kind {
    case .table:
      if isEnter {
        startLine()
        bytes.append(literal: "<table>\n")
      } else {
        bytes.append(literal: isInTableBody ? "</tbody>\n</table>\n" : "</table>\n")
        isInTableBody = false
      }
    case .tableRow:
      if isEnter {
        if event.isHead {
          bytes.append(literal: "<thead>\n")
        } else if !isInTableBody {
          bytes.append(literal: "<tbody>\n")
          isInTableBody = true
        }
        bytes.append(literal: "<tr>\n")
      } else {
        bytes.append(literal: event.isHead ? "</tr>\n</thead>\n" : "</tr>\n")
      }
    case .tableCell:
      guard isEnter else {
        bytes.append(literal: event.isHead ? "</th>\n" : "</td>\n")
        return
      }
      bytes.append(literal: event.isHead ? "<th" : "<td")
      switch event.alignment {
      case .none: bytes.append(literal: ">")
      case .left: bytes.append(literal: " class=\"align-left\">")
      case .center: bytes.append(literal: " class=\"align-center\">")
      case .right: bytes.append(literal: " class=\"align-right\">")
      }
    default: break
    }
  }
}
