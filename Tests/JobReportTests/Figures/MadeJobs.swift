import Foundation
import TestData

/// Lines of jobs in every state there is, the same in every run.
enum MadeJobs {
  /// What pages call the agents of data that they know.
  static let names = [
    "amp": "Amp", "claude": "Claude Code", "codex": "Codex", "copilot": "Copilot", "cursor": "Cursor",
    "devin": "Devin", "jules": "Jules", "mintlify": "Mintlify", "openhands": "OpenHands",
  ]

  private static let statuses = [
    "completed", "completed", "completed", "completed", "failed", "blocked", "running", "waiting",
    "interrupted",
    "archived", "something-new",
  ]
  private static let states: [String?] = ["merged", "merged", "merged", "closed", "open", "draft", nil]

  static func lines(_ count: Int) throws -> String {
    var numbers = Numbers(state: 88_172_645)
    let start = Date(timeIntervalSince1970: 1_779_000_000)
    return try (0..<count).map { index in
      let created = start + Double(numbers.next(8_000_000))
      var line: [String: Any] = [
        "id": "job-\(index)", "provider": "own", "status": statuses[numbers.next(statuses.count)],
        "title": "Job \(index) of @octocat, see acme/docs#\(index)",
        "createdAt": created.formatted(.iso8601),
      ]
      line["agent"] = ["copilot", "devin", "Own agent & co", "x-page-1", nil][numbers.next(5)]
      line["project"] = ["acme/docs", "acme/DOCS", "a&b", nil][numbers.next(4)]
      line["model"] = ["small", "large", nil][numbers.next(3)]
      line["detectedBy"] = numbers.next(9) == 0 ? "branch" : nil
      line["requestedBy"] = "user-\(numbers.next(5))"
      if numbers.next(3) == 0 {
        line["endedAt"] = (created + Double(numbers.next(400_000))).formatted(.iso8601)
      }
      if numbers.next(2) == 0 {
        line["cost"] = [
          ["amount": Double(numbers.next(900)) / 100, "unit": ["usd", "acu", "tokens"][numbers.next(3)]]
        ]
      }
      line["todos"] = (0..<numbers.next(4)).map { number in
        ["content": "T\(number)", "status": ["completed", "pending", "cancelled"][numbers.next(3)]]
      }
      line["pullRequests"] = (0..<numbers.next(3)).map { _ in pull(created, &numbers) }
      let bytes = try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys])
      return String(decoding: bytes, as: UTF8.self) + "\n"
    }.joined()
  }

  /// One number stands for one pull request, whichever job names it.
  private static func pull(_ created: Date, _ numbers: inout Numbers) -> [String: Any] {
    let number = numbers.next(600)
    var own = Numbers(state: UInt64(number) &* 7_919 &+ 1)
    let opened = Date(timeIntervalSince1970: 1_780_000_000 + Double(own.next(7_000_000)))
    var pull: [String: Any] = ["url": "https://github.com/acme/docs/pull/\(number)"]
    guard let state = states[own.next(states.count)] else { return pull }
    pull["state"] = state
    pull["createdAt"] = opened.formatted(.iso8601)
    if state == "merged" || state == "closed" {
      pull["endedAt"] = (opened + Double(own.next(700_000))).formatted(.iso8601)
    } else {
      pull["checks"] = ["passing", "failing", "pending"][own.next(3)]
      pull["review"] = ["approved", "changes-requested", "required", nil][own.next(4)]
    }
    return pull
  }

  /// Numbers by a linear congruence (Knuth, MMIX).
  private struct Numbers {
    var state: UInt64

    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }
}

/// The pull requests of `shared/data/agents`, in the shape that GitHub answers with.
enum RealPullRequests {
  private static let authors = [
    "Amp": "amp@ampcode.com", "Claude": "noreply@anthropic.com", "Codex": "codex@openai.com",
    "Copilot": "198982749+copilot@users.noreply.github.com", "Cursor": "cursoragent@cursor.com",
    "Devin": "devin-ai-integration", "Jules": "google-labs-jules", "Mintlify": "mintlify",
    "OpenHands": "openhands@all-hands.dev",
  ]

  /// A list of all of them, each once, those with states that were made up first.
  static func answer() throws -> Data {
    let files = try SharedData.names(in: "agents").filter { $0.hasSuffix(".json") }.sorted { left, right in
      (left.contains("invented") ? 0 : 1, left) < (right.contains("invented") ? 0 : 1, right)
    }
    var seen: Set<String> = []
    var pulls: [[String: Any]] = []
    for file in files {
      let data = try SharedData.data(file)
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      for var pull in object?["pullRequests"] as? [[String: Any]] ?? [] {
        guard seen.insert(pull["url"] as? String ?? "").inserted else { continue }
        let agents = pull["trailers"] as? [String] ?? []
        var commit: [String: Any] = [
          "authors": ["nodes": agents.compactMap { authors[$0] }.map { ["email": $0] }]
        ]
        if let checks = pull["checks"] as? String { commit["statusCheckRollup"] = ["state": checks] }
        pull["commits"] = ["nodes": [["commit": commit]]]
        for name in ["trailers", "detectedBy", "derived", "authorDate", "commit", "checks"] {
          pull[name] = nil
        }
        pull["repository"] = nil
        pulls.append(pull)
      }
    }
    return try JSONSerialization.data(withJSONObject: pulls)
  }
}
