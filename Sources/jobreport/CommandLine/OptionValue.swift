import Arguments
import ReportKit

/// Why an option does not take a value; asked only where the parser refused one, without saying what is wrong.
enum OptionValue {
  /// What is wrong with the value; nil when the option takes it.
  static func fault(_ value: String, of option: OptionInfo) -> UsageError? {
    if WholeNumber.isTaken(by: option.name) {
      return WholeNumber.takes(value, option.name) ? nil : .outOfRange(option.name, value)
    }
    guard !option.choices.isEmpty else { return nil }
    guard option.choices.contains(Status.completed.slug) else {
      return option.choices.contains(value) ? nil : noSuch(value, option, near: nil)
    }
    let words = StatusList.words(value)
    guard !words.isEmpty else { return .empty(option.name, needs: "a status") }
    let wrong = words.first { !option.choices.contains($0.lowercased()) && Status(spelled: $0) == nil }
    return wrong.map { noSuch($0, option, near: Status.meant(by: $0)?.slug) }
  }

  private static func noSuch(_ value: String, _ option: OptionInfo, near: String?) -> UsageError {
    .noSuch(
      option.valueName, option.name, value,
      near: near ?? Suggestion.nearest(to: value, among: option.choices), all: option.choices)
  }
}
