import ReportKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension APIRequest {
  /// A request of a provider, with what stands in its places.
  ///
  /// A key that was given where an id belongs is taken out of what is shown before the encoding, and whatever else
  /// looks like one behind it.
  init(_ endpoint: Endpoint, _ values: RequestTemplate.Values, session: FetchSession) {
    let key = session.api.service.key
    let project = session.shown(ID(values[.project] ?? ""))
    self.init(
      method: endpoint.request.method,
      path: endpoint.request.target(values, encode: PathSegment.encode),
      shownPath: endpoint.request.target(values) {
        PathSegment.encode(key.redact($0)).replacing("%5Bredacted%5D", with: "[redacted]")
      },
      body: endpoint.request.body(values),
      absence: { status in endpoint.absence(status, project) })
  }
}

extension Service {
  /// A provider's API, asked with a key that was read from `keyPlace`.
  init(_ provider: Provider, baseURL: BaseURL, key: Secret, keyPlace: String) {
    let place = "--base-url or \(provider.address.variable)"
    let (use, headers) = (provider.key.use, provider.key.headers.sorted { $0.key < $1.key })
    self.init(
      baseURL: baseURL, key: key,
      headers: { key in
        [Self.header(use, key), ("Accept", "application/json"), ("User-Agent", "jobreport")]
          .filter { field in !headers.contains { $0.key == field.0 } } + headers.map { ($0.key, $0.value) }
      },
      words: Words(
        unauthorized: provider.key.unauthorized.replacing("{key}", with: keyPlace),
        forbidden: provider.key.forbidden.replacing("{key}", with: keyPlace),
        redirected: { redirect in
          switch redirect {
          case .samePlace:
            return
              "it redirects to another path of this server, which was not asked. Check the path of \(place)"
          case .elsewhere(let origin):
            let target = origin.map { "to \($0), which" } ?? "to an address that"
            return
              "it redirects \(target) was not asked, as the key stays with the base URL. Set \(place) to that "
              + "address if you trust it"
          }
        },
        unreachable: "Check the network and the base URL, or try again later",
        otherService: "A login page or a proxy may stand before the API: check the base URL",
        otherAnswer: "Check that the base URL is that of the \(provider.name) API",
        invalid: "Check the base URL, the project id and the key",
        limited: "The service limits how often it is asked: try again later",
        down: "The service may be down: try again later",
        other: "Check the base URL, the project id and the job ids"),
      limitWait: { answer, clock in provider.limit?.wait(answer, clock) })
  }

  private static func header(_ use: Provider.Use, _ key: Secret) -> (String, String) {
    switch use {
    case .bearer: ("Authorization", "Bearer \(key.exposed)")
    case .basic: ("Authorization", "Basic \(Data("\(key.exposed):".utf8).base64EncodedString())")
    case .header(let name): (name, key.exposed)
    }
  }
}

extension AskingLimit {
  /// How long an answer asks to wait; nil when it says nothing of a limit.
  func wait(_ answer: HTTPAnswer, _ clock: FetchClock) -> Duration? {
    let isGood = (200..<300).contains(answer.status)
    if isGood {
      guard !errorTypes.isEmpty else { return nil }
      let errors = JSONPath(answer.body)?["errors"]?.elements ?? []
      guard errors.contains(where: { errorTypes.contains($0["type"]?.string ?? "") }) else { return nil }
    } else if !statuses.contains(answer.status) {
      return nil
    }
    if let wait = answer.header("Retry-After").flatMap({ RetryAfter.wait($0, now: clock.now()) }) {
      return wait
    }
    if answer.header(remaining) == "0", let reset = answer.header(reset).flatMap(Double.init),
      reset.magnitude < 1e11
    {
      return .seconds(max(1, Int64(reset - clock.now().timeIntervalSince1970) + 1))
    }
    let says = String(decoding: answer.body.prefix(4096), as: UTF8.self).lowercased()
    return isGood || words.contains(where: says.contains) ? .seconds(seconds) : nil
  }
}
