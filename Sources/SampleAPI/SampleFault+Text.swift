import ReportKit

extension SampleFault {
  /// Reads `NAME[=VALUE][xTIMES][@TARGET]`, as a command line has it: `429=2x3@list` is a 429 with
  /// `Retry-After: 2` for the next three lists. Nil when it says nothing that is known.
  public init?(_ text: String) {
    var rest = Substring(text)
    var target = Target.all
    if let at = rest.lastIndex(of: "@") {
      switch rest[rest.index(after: at)...] {
      case "list": target = .list
      case let id where Providers.endpoint(Endpoint.ID(rawValue: String(id))) != nil:
        target = .endpoint(Endpoint.ID(rawValue: String(id)))
      case let id: target = .job(ID(String(id)))
      }
      rest = rest[..<at]
    }
    var times = Int.max
    if let cross = rest.lastIndex(of: "x"), let count = Int(rest[rest.index(after: cross)...]) {
      times = count
      rest = rest[..<cross]
    }
    let halves = rest.split(separator: "=", maxSplits: 1)
    guard let name = halves.first,
      let effect = SampleFault.effect(String(name), halves.count > 1 ? String(halves[1]) : nil)
    else { return nil }
    self.init(effect, on: target, times: times)
  }

  private static func effect(_ name: String, _ value: String?) -> Effect? {
    let number = value.flatMap { Int($0) }
    switch name {
    case "html": return .page(contentType: "text/html", body: "<!doctype html><title>Log in</title>")
    case "gone": return .status(410)
    case "gzip": return .gzip
    case "cut": return number.map { .cutBody(after: $0) }
    case "slow": return number.map { .slowHead(.milliseconds($0)) }
    case "dribble": return number.map { .dribble(.milliseconds($0)) }
    case "huge": return number.map { .padded($0) }
    case "redirect": return value.map { .redirect(to: $0) }
    default:
      guard let status = Int(name), (200...599).contains(status) else { return nil }
      return .status(status, retryAfter: value)
    }
  }
}
