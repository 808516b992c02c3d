import Arguments
import ArgumentParser
import ReportIO

/// How a run ends that did not come to its own end: the one place where errors become messages and exit statuses.
struct Ending {
  /// One line for standard error; nil when all is said already.
  var message: String?
  /// What was asked for, for standard output.
  var result: String?
  var status: Int32
  /// What neither is to show.
  private(set) var redaction = RunKeys(environment: ProcessEnvironment.current).redaction

  static let done = Ending(status: ExitStatus.done.rawValue)

  /// The end that an error of a run means.
  init(of error: any Error) {
    switch error {
    case let failure as Run.Failure:
      self.init(of: failure.error)
      redaction = failure.redaction
    case let code as ExitCode: self.init(status: code.rawValue)
    case let error as UsageError: self.init(message: error.description, status: ExitStatus.usage.rawValue)
    case let error as WordFault: self.init(message: error.description, status: ExitStatus.usage.rawValue)
    case let error as SettingsFault:
      self.init(message: error.description, status: ExitStatus.usage.rawValue)
    case let error as FetchError where error.isUsage:
      self.init(message: error.description, status: ExitStatus.usage.rawValue)
    case let error as Interrupted:
      self.init(message: error.description, status: ExitStatus.interrupted.rawValue)
    case _ where JobReport.exitCode(for: error) == .success:
      self.init(result: JobReport.fullMessage(for: error), status: ExitStatus.done.rawValue)
    default: self.init(message: "\(error)", status: ExitStatus.failed.rawValue)
    }
  }

  /// A mistake among the commands that help is asked for, which the parser passes over.
  static func wrongHelp(_ words: [String]) -> Ending? {
    guard words.first == "help", let program = try? CommandInfo(json: JobReport._dumpHelp()) else {
      return nil
    }
    return CommandWords(words, of: program).fault.map { Ending(of: $0) }
  }

  /// The end that an error of the parser means: help and the like are results, and what it says of the words is said
  /// in ours.
  init(of error: any Error, parsing settings: Settings) {
    switch JobReport.exitCode(for: error) {
    case .success:
      self.init(result: JobReport.fullMessage(for: error), status: ExitStatus.done.rawValue)
    case .validationFailure:
      self.init(
        message: settings.placed(Self.explanation(of: settings.words, error)),
        status: ExitStatus.usage.rawValue)
    default:
      // What an option's own check says.
      self.init(message: settings.placed(JobReport.message(for: error)), status: ExitStatus.usage.rawValue)
    }
  }

  /// The same, with the line of the settings file in front where an option of that is wrong.
  func placed(by settings: Settings) -> Ending {
    var ending = self
    ending.message = message.map(settings.placed)
    return ending
  }

  private init(message: String? = nil, result: String? = nil, status: Int32) {
    self.message = message
    self.result = result
    self.status = status
  }

  /// What is wrong with the shell whose completions are asked for: the parser alone knows of that option.
  private static func noShell(_ words: [String]) -> UsageError? {
    let option = "--generate-completion-script"
    guard let index = words.firstIndex(where: { $0 == option || $0.hasPrefix(option + "=") }) else {
      return nil
    }
    let name =
      words[index] == option
      ? words.dropFirst(index + 1).first : String(words[index].dropFirst(option.count + 1))
    return .noShell(name.flatMap { $0.isEmpty ? nil : $0 })
  }

  private static func explanation(of words: [String], _ error: any Error) -> String {
    if let shell = noShell(words) { return shell.description }
    guard let program = try? CommandInfo(json: JobReport._dumpHelp()) else {
      return JobReport.message(for: error)
    }
    let words = CommandWords(words, of: program)
    for (option, value) in words.options {
      if let value, let fault = OptionValue.fault(value, of: option) { return fault.description }
    }
    if case .missingValue(let option, let next?) = words.fault,
      let fault = OptionValue.fault(next, of: option)
    {
      return fault.description
    }
    if let fault = words.fault { return fault.description }
    let path = words.command.path
    let message = JobReport.message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
    return "\(message); 'jobreport\(path.isEmpty ? "" : " \(path)") --help' shows what can be given"
  }
}
