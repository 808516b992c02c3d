import ArgumentParser
import ReportKit

/// Values of `--status`: slugs or labels in any case, with commas between them.
struct StatusList: ExpressibleByArgument, Equatable {
  var statuses: [Status]

  init?(argument: String) {
    let found = Self.words(argument).map(Status.init(spelled:))
    guard !found.isEmpty, !found.contains(nil) else { return nil }
    statuses = found.compactMap(\.self)
  }

  static var allValueStrings: [String] { Status.allCases.map(\.slug) }

  /// The parts of a value.
  static func words(_ value: String) -> [String] {
    value.split(separator: ",").map { word in
      let isSpace = { (character: Character) in character.isWhitespace }
      return String(word.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }.filter { !$0.isEmpty }
  }
}

/// Values of `--fail-on`: those of ``StatusList``, and `attention`.
struct FailOn: ExpressibleByArgument, Equatable {
  var rules: [Gate.Rule]

  init?(argument: String) {
    let found = StatusList.words(argument).map(Self.rule)
    guard !found.isEmpty, !found.contains(nil) else { return nil }
    rules = found.compactMap(\.self)
  }

  static var allValueStrings: [String] { StatusList.allValueStrings + ["attention"] }

  private static func rule(_ word: String) -> Gate.Rule? {
    word.lowercased() == "attention" ? .failOnAttention : Status(spelled: word).map(Gate.Rule.failOn)
  }
}
