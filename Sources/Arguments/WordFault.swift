import ReportKit

/// What is wrong with a word of a command line; all the wording of such mistakes is here.
public enum WordFault: Error, Sendable, CustomStringConvertible {
  case unknownCommand(CommandInfo, String)
  /// `elsewhere` are the commands that have the option.
  case unknownOption(CommandInfo, String, elsewhere: [CommandInfo])
  case unknownShortOption(CommandInfo, Character, word: String)
  case missingValue(OptionInfo, next: String?)
  case valueForFlag(OptionInfo)
  /// `repeated` is the option whose value stands in front, where it can be given again.
  case unexpectedArgument(CommandInfo, String, all: [String], repeated: OptionInfo?)
  case missingArgument(CommandInfo, OptionInfo)

  /// The message: place, reason, what to do; one line.
  public var description: String {
    switch self {
    case .unknownCommand(let parent, let word): Self.unknown(command: word, in: parent)
    case .unknownOption(let command, let name, let elsewhere):
      Self.unknown(option: name, in: command, elsewhere: elsewhere)
    case .unknownShortOption(let command, let letter, let word):
      Self.unknown(short: letter, in: word, command)
    case .missingValue(let option, nil):
      "--\(option.name): its value is missing; write --\(option.name) \(Self.sign(option))"
    case .missingValue(let option, let next?):
      "--\(option.name): its value is missing, as '\(next)' follows; a value that begins with a hyphen is written "
        + "--\(option.name)=\(next)"
    case .valueForFlag(let option): "--\(option.name): it takes no value; write --\(option.name) alone"
    case .unexpectedArgument(let command, let word, let all, let repeated):
      Self.unexpected(word, in: command, all: all, repeated: repeated)
    case .missingArgument(let command, let argument):
      "\(command.path): \(Self.sign(argument)) is missing; write 'jobreport \(command.path) \(Self.sign(argument))'"
    }
  }

  private static func sign(_ option: OptionInfo) -> String { option.valueName.uppercased() }

  private static func unknown(command word: String, in parent: CommandInfo) -> String {
    let prefix = parent.path.isEmpty ? "" : "\(parent.path) "
    let names = parent.commands.map(\.name)
    if let near = Suggestion.nearest(to: word, among: names) {
      return "there is no command '\(prefix)\(word)'; did you mean '\(prefix)\(near)'?"
    }
    if parent.path.isEmpty, isFile(word) {
      return "there is no command '\(word)'; to report on a file write 'jobreport build --from \(word)'"
    }
    let rest = names.filter { $0 != "help" }.joined(separator: ", ")
    return
      "there is no command '\(prefix)\(word)'; \(prefix.isEmpty ? "the commands" : "those of '\(parent.path)'") "
      + "are \(rest)"
  }

  private static func unknown(
    option name: String, in command: CommandInfo, elsewhere: [CommandInfo]
  ) -> String {
    if let secret = SecretName(name) {
      return "--\(name): a key is never an argument, which other programs and the shell's history can read; "
        + secret.advice
    }
    if let other = elsewhere.first, command.path.isEmpty {
      return "--\(name): options stand behind the command; write 'jobreport \(other.path) --\(name)'"
    }
    if let known = synonyms[name], command.option(known) != nil {
      return "there is no option '--\(name)'; did you mean '--\(known)'?"
    }
    if name == "provider", command.option("project") != nil {
      return "there is no option '--provider'; a provider stands in front of the project, as in "
        + "'--project \(Provider.standard.id.text):ID', and 'jobreport providers' lists those there are"
    }
    if !elsewhere.isEmpty {
      let names = words(elsewhere.map { "'\($0.path)'" })
      return
        "--\(name): '\(command.path)' does not have this option; \(names) \(elsewhere.count == 1 ? "has" : "have") it"
    }
    if let near = Suggestion.nearest(to: name, among: command.optionNames) {
      return "there is no option '--\(name)'; did you mean '--\(near)'?"
    }
    return "there is no option '--\(name)'; \(help(command))"
  }

  private static func unknown(short letter: Character, in word: String, _ command: CommandInfo) -> String {
    let name = String(word.dropFirst())
    if name.count > 1, let near = Suggestion.nearest(to: name, among: command.optionNames) {
      return "there is no option '\(word)'; did you mean '--\(near)'?"
    }
    if let option = command.option(letter) {
      let value = word.split(separator: letter, maxSplits: 1).last ?? ""
      return "\(word): the value of --\(option.name) stands apart; write -\(letter) \(value)"
    }
    return "there is no option '-\(letter)'; \(help(command))"
  }

  private static func unexpected(
    _ word: String, in command: CommandInfo, all: [String], repeated: OptionInfo?
  ) -> String {
    if let repeated {
      return "unexpected argument '\(word)'; for a second value repeat the option: --\(repeated.name) \(word)"
    }
    let file = all.first(where: isFile)
    var advice: [String] = []
    if command.option("from") != nil {
      advice.append("to read jobs from a file write --from \(file ?? word)")
    }
    if file == nil, command.option("from") != nil, command.option("project") != nil {
      advice.append("to fetch those of a project --project \(word)")
    }
    if let file, advice.isEmpty, command.option("archive") != nil {
      advice.append("to name the archive write --archive \(file)")
    }
    if advice.isEmpty { advice.append(help(command)) }
    return "unexpected argument '\(word)'; \(advice.joined(separator: ", "))"
  }

  private static func help(_ command: CommandInfo) -> String {
    command.path.isEmpty
      ? "'jobreport --help' lists the commands"
      : "'jobreport \(command.path) --help' lists what '\(command.path)' takes"
  }

  private static func isFile(_ word: String) -> Bool { word.contains(".") || word.contains("/") }

  private static func words(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  /// What other programs call options of these names.
  private static let synonyms = [
    "input": "from", "file": "from", "out": "output", "dir": "output", "directory": "output",
    "tz": "time-zone",
    "name": "title", "db": "archive", "database": "archive",
  ]
}

/// A name under which other programs take a key.
public struct SecretName: Sendable {
  private let name: String

  /// The name, if it is one of a key.
  public init?(_ name: String) {
    let words = name.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    let last = words.last.map(String.init) ?? ""
    guard
      ["token", "apikey", "secret", "password", "bearer"].contains(last) || words.suffix(2) == ["api", "key"]
    else { return nil }
    self.name = name.lowercased()
  }

  /// Where the key belongs.
  public var advice: String {
    name.hasPrefix("git") || name.hasPrefix("gh")
      ? "put it into \(Provider.gitHub.key.variable)"
      : "put it into \(Provider.standard.key.variable), or into a file that --api-key-file names"
  }
}
