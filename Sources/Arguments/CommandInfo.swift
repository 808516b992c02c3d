import Foundation

/// A command as the parser describes it: the one list of what can be typed, from which mistakes are explained and
/// the settings file is read.
public struct CommandInfo: Sendable {
  /// The words that call it, without the program's own: `archive list`; empty for the program itself.
  public var path: String
  /// The last of these words.
  public var name: String
  /// The commands below it.
  public var commands: [CommandInfo]
  /// Options and flags.
  public var options: [OptionInfo]
  /// What it takes without a name in front, in its order.
  public var arguments: [OptionInfo]

  /// Reads what swift-argument-parser's `_dumpHelp()` writes (ToolInfoV0); throws when it is not that.
  public init(json: String) throws {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(json.utf8))
    self.init(tool.command, parent: nil)
  }

  private init(_ command: Tool.Command, parent: String?) {
    name = command.commandName
    path = parent.map { $0.isEmpty ? command.commandName : "\($0) \(command.commandName)" } ?? ""
    let own = path
    commands = (command.subcommands ?? []).map { CommandInfo($0, parent: own) }
    let all = (command.arguments ?? []).map(OptionInfo.init)
    options = all.filter { !$0.names.isEmpty || $0.short != nil }
    arguments = all.filter { $0.names.isEmpty && $0.short == nil }
  }

  /// It and all commands below it.
  public var all: [CommandInfo] { [self] + commands.flatMap(\.all) }

  /// Its option of a long name, which is written without the hyphens.
  public func option(_ name: String) -> OptionInfo? { options.first { $0.names.contains(name) } }

  /// Its option of a short name.
  func option(_ name: Character) -> OptionInfo? { options.first { $0.short == name } }

  /// The long names of its options.
  public var optionNames: [String] { options.flatMap(\.names) }
}

/// An option, a flag, or what a command takes without a name in front.
public struct OptionInfo: Sendable, Equatable {
  /// Its long names, without the hyphens.
  public var names: [String]
  /// Its short name, without the hyphen.
  public var short: Character?
  /// Whether it takes no value.
  public var isFlag: Bool
  /// Whether it may be given more than once.
  public var isRepeating: Bool
  /// Whether it may be left out.
  public var isOptional: Bool
  /// What its value is called, such as `file`.
  public var valueName: String
  /// The values that it takes; empty when they are not a list.
  public var choices: [String]

  /// Its first long name.
  public var name: String { names.first ?? "" }

  fileprivate init(_ argument: Tool.Argument) {
    let all = argument.names ?? []
    names = all.filter { $0.kind == "long" }.map(\.name)
    short = all.first { $0.kind == "short" }?.name.first
    isFlag = argument.kind == "flag"
    isRepeating = argument.isRepeating
    isOptional = argument.isOptional
    valueName = argument.valueName ?? ""
    choices = argument.allValues ?? []
  }
}

/// The members of ToolInfoV0 that are used here.
private struct Tool: Decodable {
  struct Command: Decodable {
    var commandName: String
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  struct Argument: Decodable {
    var kind: String
    var names: [Name]?
    var isRepeating: Bool
    var isOptional: Bool
    var valueName: String?
    var allValues: [String]?
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }

  var command: Command
}
