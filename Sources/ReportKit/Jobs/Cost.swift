/// What a job used up, in one unit.
public struct Cost: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, CaseIterable, Sendable {
    /// Dollars of the United States.
    case usd
    /// Agent compute units.
    case acu
    /// Tokens of a language model, read and written.
    case tokens
  }

  /// What is counted.
  public let unit: Unit
  /// How much, in millionths of the unit, so that sums are exact.
  public let millionths: Int64

  /// The most millionths that an amount has: 1e12 units.
  static let limit: Int64 = 1_000_000_000_000_000_000

  /// So many millionths of a unit.
  public init(millionths: Int64, _ unit: Unit) {
    self.millionths = millionths
    self.unit = unit
  }

  /// An amount as a number is written, to the nearest millionth; nil below 0, from 1e12 on, and for what is not a number.
  public init?(_ number: String, _ unit: Unit) {
    guard let amount = Double(number), (0..<1e12).contains(amount) else { return nil }
    // The product of both would have more digits than there is room for.
    let whole = amount.rounded(.down)
    self.init(millionths: Int64(whole) * 1_000_000 + Int64(((amount - whole) * 1e6).rounded()), unit)
  }

  /// The amount in data: `3.5`.
  public var number: String {
    let digits = String(1_000_000 + millionths % 1_000_000).dropFirst()
    let fraction = digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex)
    let whole = String(millionths / 1_000_000)
    return fraction == "0" ? whole : "\(whole).\(fraction)"
  }

  /// The same to the cent, the tenth of a compute unit or the whole token, but not to nothing.
  var rounded: Cost {
    let step: Int64 =
      switch unit {
      case .usd: 10_000
      case .acu: 100_000
      case .tokens: 1_000_000
      }
    guard millionths >= step, millionths <= .max - step else { return self }
    return Cost(millionths: (millionths + step / 2) / step * step, unit)
  }

  /// The amount for a person: `$4.20`, `3.5 ACUs`, `36170 tokens`.
  public var words: String {
    let isOne = millionths == 1_000_000
    switch unit {
    case .usd:
      let parts = number.split(separator: ".")
      let cents = parts.count > 1 ? parts[1] : ""
      return "$\(parts[0]).\(cents)\(String(repeating: "0", count: max(0, 2 - cents.count)))"
    case .acu: return "\(number) \(isOne ? "ACU" : "ACUs")"
    case .tokens: return "\(number) \(isOne ? "token" : "tokens")"
    }
  }
}

extension FieldReader {
  /// An amount of a unit, as a number or as one in quotes.
  mutating func cost(_ name: StaticString, in unit: Cost.Unit) -> Field<[Cost]> {
    switch visibleText(name, for: .cost) {
    case .absent: return .absent
    case .null: return .null
    case .value(let text):
      guard let cost = Cost(text, unit) else {
        note("'\(name)' is no amount: \(FieldReader.excerpt(text))", for: .cost)
        return .absent
      }
      return .value([cost])
    }
  }

  /// A list of objects with `amount` and `unit`, of each unit one.
  mutating func costs(_ name: StaticString) -> Field<[Cost]> {
    guard let value = json.value(name, in: members) else { return .absent }
    if value.kind == .null { return .null }
    var costs: [Cost] = []
    let before = unread.count
    each(name, for: .cost) { item in
      let word = item.visibleText("unit", for: .cost).value ?? ""
      guard let unit = Cost.Unit(rawValue: word), !costs.contains(where: { $0.unit == unit }) else {
        let units = Cost.Unit.allCases.map(\.rawValue).joined(separator: ", ")
        return item.note("'unit' is \(FieldReader.excerpt(word)), not another one of \(units)", for: .cost)
      }
      costs += item.cost("amount", in: unit).value ?? []
    }
    if costs.isEmpty { return unread.count > before ? .absent : .null }
    return .value(costs)
  }
}
