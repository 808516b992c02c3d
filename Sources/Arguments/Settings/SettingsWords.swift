import ReportKit

/// The settings of a file that hold for a command line, as words to put behind its command.
public struct SettingsWords: Sendable, Equatable {
  /// `--name=value` for each setting that nothing beats.
  public private(set) var words: [String] = []
  /// The lines of the file that these options stand on.
  public private(set) var lines: [String: Int] = [:]
  private let path: String

  /// What beats a file, and what may stand in it.
  public struct Rules: Sendable {
    /// Whether a variable of the environment says what an option says.
    public var isSetByVariable: @Sendable (_ option: String) -> Bool
    /// Options that make no sense beside an option of the command line: another source, another period.
    public var rivals: [String: Set<String>]
    /// Whether a person named the file, and did not only find it.
    public var isNamed: Bool
    /// Whether an address is this machine, where a key may go on the word of any file.
    public var isLoopback: @Sendable (_ address: String) -> Bool

    /// Rules.
    public init(
      isNamed: Bool, rivals: [String: Set<String>], isSetByVariable: @escaping @Sendable (String) -> Bool,
      isLoopback: @escaping @Sendable (String) -> Bool
    ) {
      self.isNamed = isNamed
      self.rivals = rivals
      self.isSetByVariable = isSetByVariable
      self.isLoopback = isLoopback
    }
  }

  /// Reads all of a file against what there is, and takes what holds for the command of these words.
  public init(
    _ file: SettingsFile, for words: CommandWords, of program: CommandInfo, _ rules: Rules
  ) throws(SettingsFault) {
    path = file.path
    let commands = program.all.filter { !$0.path.isEmpty && $0.name != "help" }
    let check = SettingsCheck(path: file.path, commands: commands, rules: rules)
    var general: [(SettingsFile.Entry, [String])] = []
    var own: [(SettingsFile.Entry, [String])] = []
    for entry in file.entries {
      if let command = commands.first(where: { $0.path == entry.name }),
        !check.isOption(entry.name, besides: entry.value)
      {
        guard case .part(let entries) = entry.value else {
          if entry.value == .nothing { continue }
          throw check.fault(.notAMap(entry.name), entry)
        }
        for entry in entries {
          let option = try check.option(entry, of: command)
          let values = try check.words(entry, option)
          if command.path == words.command.path { own.append((entry, values)) }
        }
        continue
      }
      let option = try check.option(entry)
      let values = try check.words(entry, option)
      // A name that this command means otherwise is not meant.
      if let same = words.command.option(entry.name), same.isFlag == option.isFlag,
        same.valueName == option.valueName
      {
        general.append((entry, values))
      }
    }
    let names = Set(own.map(\.0.name))
    for (entry, values) in general.filter({ !names.contains($0.0.name) }) + own {
      let isBeaten =
        words.names(entry.name) || rules.isSetByVariable(entry.name)
        || words.options.contains { rules.rivals[$0.option.name]?.contains(entry.name) ?? false }
      guard !isBeaten, !values.isEmpty else { continue }
      self.words += values
      lines[entry.name] = entry.line
    }
  }

  /// A message about an option, which begins with its name, with the place in the file in front where it stands there.
  public func placed(_ message: String) -> String {
    guard message.hasPrefix("--") else { return message }
    let name = String(message.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" })
    guard let line = lines[name] else { return message }
    return "\(path):\(line): \(message.dropFirst(2))"
  }
}

/// Holds entries against the options that there are.
private struct SettingsCheck {
  let path: String
  let commands: [CommandInfo]
  let rules: SettingsWords.Rules

  func fault(_ reason: SettingsFault.Reason, _ entry: SettingsFile.Entry) -> SettingsFault {
    SettingsFault(path: path, line: entry.line, reason: reason)
  }

  /// Whether a name that is a command's too is an option here: `archive: jobs.sqlite`.
  func isOption(_ name: String, besides value: SettingsFile.Value) -> Bool {
    if case .part = value { return false }
    return commands.contains { $0.option(name) != nil }
  }

  /// The option that an entry names: that of a command, or that of the first command which has it.
  func option(_ entry: SettingsFile.Entry, of command: CommandInfo? = nil) throws(SettingsFault) -> OptionInfo
  {
    let name = entry.name
    if ["config", "help", "version"].contains(name) { throw fault(.notHere(name), entry) }
    let known = command.map { [$0] } ?? commands
    if let option = known.lazy.compactMap({ $0.option(name) }).first { return option }
    if let secret = SecretName(name) { throw fault(.secret(name, advice: secret.advice), entry) }
    let others = commands.filter { $0.option(name) != nil }.map(\.path)
    if let command, !others.isEmpty {
      throw fault(.elsewhere(name, command: command.path, others: others), entry)
    }
    let names = known.flatMap(\.optionNames) + (command == nil ? commands.map(\.path) : [])
    throw fault(.unknown(name, near: Suggestion.nearest(to: name, among: names)), entry)
  }

  /// The words for an entry; none for a flag that is off.
  func words(_ entry: SettingsFile.Entry, _ option: OptionInfo) throws(SettingsFault) -> [String] {
    let name = entry.name
    if option.isFlag {
      guard case .text(let word, _) = entry.value, ["true", "false"].contains(word.lowercased()) else {
        throw fault(.notAFlag(name), entry)
      }
      return word.lowercased() == "true" ? ["--\(name)"] : []
    }
    let values: [String]
    switch entry.value {
    case .nothing: throw fault(.noValue(name), entry)
    case .text(_, isFlag: true): throw fault(.needsText(name, valueName: option.valueName), entry)
    case .text(let text, isFlag: false): values = [text]
    case .list(let texts):
      guard option.isRepeating else { throw fault(.needsOne(name, valueName: option.valueName), entry) }
      guard !texts.isEmpty else { throw fault(.noValue(name), entry) }
      values = texts
    case .part: throw fault(.needsOne(name, valueName: option.valueName), entry)
    }
    if name == "base-url", !rules.isNamed, !values.allSatisfy(rules.isLoopback) {
      throw fault(.address(name), entry)
    }
    return values.map { "--\(name)=\($0)" }
  }
}
