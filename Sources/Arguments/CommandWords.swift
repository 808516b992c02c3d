/// The words of a command line, each in its role, and the first that has none.
///
/// It reads as swift-argument-parser does, which alone decides what is run: this says what the words mean where that
/// refuses them, and which options they name.
public struct CommandWords: Sendable {
  /// The command that is called; the program itself when the words call none.
  public private(set) var command: CommandInfo
  /// How many words call it.
  public private(set) var depth = 0
  /// The options in the words, in their order.
  public private(set) var options: [(option: OptionInfo, value: String?)] = []
  /// What stands without a name in front.
  public private(set) var arguments: [String] = []
  /// The first word that is wrong.
  public private(set) var fault: WordFault?

  /// Reads words for a program.
  public init(_ words: [String], of program: CommandInfo) {
    command = program
    var index = 0
    while index < words.count, fault == nil {
      let word = words[index]
      index += 1
      if word == "--" {
        for rest in words[index...] { take(argument: rest, after: nil) }
        break
      }
      if word.hasPrefix("--") {
        read(long: word.dropFirst(2), words, &index, program)
      } else if word.hasPrefix("-"), word != "-" {
        read(short: word.dropFirst(), words, &index)
      } else if command.commands.isEmpty {
        take(argument: word, after: index > 1 ? words[index - 2] : nil)
      } else if let next = command.commands.first(where: { $0.name == word }) {
        command = next
        depth = index
        // `help` takes the names of commands, which may be wrong.
        if next.name == "help" { fault = Self.fault(inHelpOf: words[index...], program) }
      } else {
        fault = .unknownCommand(command, word)
      }
    }
    guard fault == nil, !asksForHelp else { return }
    let missing = command.arguments.dropFirst(arguments.count).first { !$0.isOptional }
    if let missing { fault = .missingArgument(command, missing) }
  }

  /// Whether an option of this long name is in the words.
  public func names(_ name: String) -> Bool { options.contains { $0.option.names.contains(name) } }

  /// Whether help, the version or the like is asked for, and nothing is run.
  public var asksForHelp: Bool {
    names("help") || names("version") || command.name == "help" && command.path == "help"
  }

  private mutating func read(
    long word: Substring, _ words: [String], _ index: inout Int, _ program: CommandInfo
  ) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let option = command.option(name) else {
      fault = .unknownOption(command, name, elsewhere: Self.commands(having: name, in: program))
      return
    }
    if option.isFlag {
      if parts.count == 2 { fault = .valueForFlag(option) }
      options.append((option, nil))
    } else if parts.count == 2 {
      options.append((option, String(parts[1])))
    } else {
      take(valueOf: option, words, &index)
    }
  }

  private mutating func read(short word: Substring, _ words: [String], _ index: inout Int) {
    for (offset, letter) in word.enumerated() {
      guard let option = command.option(letter) else {
        fault = .unknownShortOption(command, letter, word: "-\(word)")
        return
      }
      if option.isFlag {
        options.append((option, nil))
      } else if offset == word.count - 1 {
        take(valueOf: option, words, &index)
      } else {
        fault = .unknownShortOption(command, letter, word: "-\(word)")
        return
      }
    }
  }

  private mutating func take(valueOf option: OptionInfo, _ words: [String], _ index: inout Int) {
    guard index < words.count else {
      fault = .missingValue(option, next: nil)
      return
    }
    let value = words[index]
    guard value == "-" || !value.hasPrefix("-") else {
      fault = .missingValue(option, next: value)
      return
    }
    options.append((option, value))
    index += 1
  }

  private mutating func take(argument word: String, after previous: String?) {
    arguments.append(word)
    if let last = command.arguments.last, last.isRepeating { return }
    guard arguments.count > command.arguments.count else { return }
    // A second value behind an option that is repeated for several.
    let repeated = options.last.flatMap { $0.option.isRepeating && $0.value == previous ? $0.option : nil }
    fault = .unexpectedArgument(command, word, all: arguments, repeated: repeated)
  }

  private static func commands(having name: String, in program: CommandInfo) -> [CommandInfo] {
    program.all.filter { !$0.path.isEmpty && $0.option(name) != nil }
  }

  private static func fault(inHelpOf words: ArraySlice<String>, _ program: CommandInfo) -> WordFault? {
    var command = program
    for word in words where !word.hasPrefix("-") {
      guard let next = command.commands.first(where: { $0.name == word }) else {
        return .unknownCommand(command, word)
      }
      command = next
    }
    return nil
  }
}
