/// How a job stands, as one line tells it on its page, in a comment and in the feed.
///
/// What the line says and in which order is settled here; a renderer only writes each part for its target.
struct Standing {
  /// One part of the line.
  enum Part {
    /// Why it needs a person: what is wrong with it, or what of it could not be read.
    case reason(String)
    /// A checklist with at least one item that counts.
    case todos(TodoCount)
    /// Its pull requests, and what is named beside them that is not an address.
    case opened([PullRequest], texts: [String])
    /// There is none, and what is named in the place of one.
    case noPullRequest(texts: [String])
  }

  /// The status that the line begins with.
  let status: Status
  /// The provider's word, where the status is unknown.
  let statusRaw: String?
  /// Whether it was archived, where the status does not say so.
  let isArchived: Bool
  /// What follows, in order.
  let parts: [Part]

  /// How a job stands at a moment.
  init(_ job: JobSummary, at now: Timestamp, in words: DateWords) {
    status = job.status
    statusRaw = job.status == .unknown ? job.statusRaw : nil
    isArchived = job.isArchived && job.status != .archived
    var parts: [Part] = []
    // The word of an unknown status is its own reason.
    if statusRaw == nil, let reason = Attention.outcomeReason(for: job, at: now, in: words) {
      parts.append(.reason(reason))
    }
    if let unread = Unread.sentence(job.unread) { parts.append(.reason(unread)) }
    // What is settled has nothing to say but that.
    if job.todos.total > 0, job.todosFrom == nil || job.todos.open > 0 { parts.append(.todos(job.todos)) }
    let texts = job.pullRequestTexts
    if job.hasPullRequests {
      parts.append(.opened(job.pullRequests, texts: texts))
    } else if job.isUnread(.pullRequests) {
      // Nobody knows whether there is one.
    } else if !texts.isEmpty || job.status == .completed && job.todos.open == 0 {
      // With open todos, that there is none is the reason.
      parts.append(.noPullRequest(texts: texts))
    }
    self.parts = parts
  }

  /// The line as plain text, with the addresses of pull requests where there is room for them.
  func text(withAddresses: Bool) -> String {
    var text = status.name
    if let statusRaw { text += ": \(statusRaw)" }
    if isArchived { text += ", archived" }
    for part in parts {
      switch part {
      case .reason(let reason): text += " · \(reason)"
      case .todos(let count): text += " · \(count.words)"
      case .opened(let pullRequests, let texts):
        let names = pullRequests.map { pullRequest in
          let name = withAddresses ? pullRequest.url : pullRequest.label
          return name + (pullRequest.state.map { " (\($0.words))" } ?? "")
        }
        text += " · opened \((names + texts).joined(separator: ", "))"
      case .noPullRequest(let texts):
        text += " · no pull request" + (texts.isEmpty ? "" : " (\(texts.joined(separator: ", ")))")
      }
    }
    return text
  }
}

extension TodoCount {
  /// `2 of 6 todos done`.
  var words: String { "\(done) of \(total) todos done" }
}
