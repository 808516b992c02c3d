import ReportKit

/// What is wrong with how the program is called, one line: the option or variable, the reason, and what to do.
struct UsageError: Error, CustomStringConvertible {
  var description: String
}

/// The wording of all mistakes that options and variables can hold; that of words which the parser refuses is in
/// `WordFault`.
extension UsageError {
  // MARK: One option

  /// An option without its value.
  static func empty(_ option: String, needs what: String) -> UsageError {
    UsageError(description: "--\(option): it is empty; give \(what)")
  }

  static func outOfRange(_ option: String, _ value: String) -> UsageError {
    UsageError(description: "--\(option) \(value): give a whole number\(WholeNumber.words(option))")
  }

  /// A value that is not in the option's list; `near` is one that may be meant.
  static func noSuch(_ kind: String, _ option: String, _ value: String, near: String?, all: [String])
    -> UsageError
  {
    let advice =
      all.count == 1
      ? "write \(all[0])"
      : near.map { "did you mean '\($0)'?" } ?? "choose from \(all.joined(separator: ", "))"
    return UsageError(description: "--\(option) \(value): there is no such \(kind); \(advice)")
  }

  static func noTimeZone(_ name: String) -> UsageError {
    let advice =
      ReportTimeZone.suggestion(for: name).map { "did you mean '\($0)'?" }
      ?? "give a name of the IANA database, such as Europe/Berlin or UTC"
    return UsageError(description: "--time-zone \(name): there is no such time zone; \(advice)")
  }

  static func noDate(_ option: String, _ value: String) -> UsageError {
    UsageError(
      description:
        "--\(option) \(value): not a date; write 2026-08-17, 2026-08-17T09:00:00Z, 7d for seven days back, or 2w for two weeks"
    )
  }

  /// What is not a week; a week that its year does not have is told by the number of weeks.
  static func noWeek(_ value: String) -> UsageError {
    if let (year, weeks) = WeekID.year(ofText: value) {
      return UsageError(
        description: "--week \(value): \(year) has \(weeks) weeks; write \(year)-W01 to \(year)-W\(weeks)")
    }
    return UsageError(
      description: "--week \(value): not a week; write this, last, or a week such as 2026-W34")
  }

  static func noSpan(_ option: String, _ value: String) -> UsageError {
    UsageError(description: "--\(option) \(value): not a duration; write 90m, 24h, 14d or 2w")
  }

  static func noPullRequest(_ value: String) -> UsageError {
    UsageError(
      description:
        "--for-pull-request \(value): not the address of a pull request; write https://github.com/acme/docs/pull/12"
    )
  }

  static func noAddress(_ option: String, _ value: String) -> UsageError {
    UsageError(description: "--\(option) \(value): not an address; write https://host/path/")
  }

  static func noCommentKey(_ value: String) -> UsageError {
    UsageError(description: "--key \(value): use letters, digits, '.', '_' and '-', 64 at most")
  }

  static func noRepository(_ value: String) -> UsageError {
    UsageError(description: "--repository \(value): not an owner and a name; write acme/docs")
  }

  static func noEpoch(_ value: String) -> UsageError {
    UsageError(
      description: "SOURCE_DATE_EPOCH: '\(value)' is not a time; set it to seconds since 1970, or unset it")
  }

  // MARK: Options that do not go together

  static let sampleAndFiles = UsageError(
    description: "--sample and --from name two sources; give one of them")
  static let sampleAndProject = UsageError(
    description: "--sample brings its own project; leave out --project")
  static let sampleAndArchive = UsageError(description: "--sample makes no archive; leave out --archive")
  static let projectAndFiles = UsageError(
    description: "--project asks the API and --from reads saved answers; give one of them")
  static let standardInputTwice = UsageError(
    description: "standard input can be read once; give '-' once")
  static let weekAndPeriod = UsageError(
    description: "--week is a period of its own; leave out --since and --until")
  static let endsBeforeBeginning = UsageError(
    description: "--until lies before --since; no job can be in that period")
  static let singleFileInside = UsageError(
    description:
      "--single-file lies inside of --output, where only files of the report stand; put it elsewhere")

  static let hyphenForSingleFile = UsageError(
    description: "--single-file -: to write to standard output, give /dev/stdout")
  static let hyphenForText = UsageError(
    description: "--output -: leave it out to write to standard output, or name a file")

  /// The name of an unknown shell whose completions are asked for; nil for no name.
  static func noShell(_ name: String?) -> UsageError {
    UsageError(
      description: "--generate-completion-script\(name.map { " \($0)" } ?? ""): choose bash, zsh or fish")
  }

  static func onlyOfAPI(_ option: String, source: String) -> UsageError {
    UsageError(
      description: "--\(option) is about the API, which --\(source) does not ask; leave out one of them")
  }

  static func asksNothing(_ option: String) -> UsageError {
    UsageError(
      description:
        "--pull-requests \(PullRequestOptions.Service.github.rawValue): with --\(option) nothing is asked, and there is no archive with earlier answers; "
        + "leave out --\(option), or name an archive with --archive FILE")
  }

  // MARK: What is missing

  private static let project =
    "--project ID" + (Provider.standard.projectVariable.map { " (or \($0) in the environment)" } ?? "")

  static let noSource = UsageError(
    description:
      "name where the jobs come from: \(project), --from FILE, or --sample for a first look")
  static let noArchive = UsageError(
    description: "name the archive: --archive FILE (or JOBREPORT_ARCHIVE in the environment)")
  static let offlineWithoutArchive = UsageError(
    description:
      "--offline takes jobs from an archive; name it with --archive FILE (or JOBREPORT_ARCHIVE in the environment)"
  )
  static let listInV2 = UsageError(
    description:
      "version 2 of the API cannot list jobs; name them with --job or --jobs-from, or leave out --api v2")
  static let nothingToFetch = UsageError(
    description:
      "name what to fetch: \(project), or --from FILE")
  static let fetchOffline = UsageError(
    description: "--offline fetches nothing, and fetch does nothing else; leave it out")
  static let fetchSample = UsageError(
    description: "--sample makes no archive; name what to fetch with --project ID or --from FILE")
  static let compareWithoutArchive = UsageError(
    description: "--compare-to says what changed in an archive; name it with --archive FILE, or leave it out")
  static func compareToFuture(_ text: String) -> UsageError {
    UsageError(description: "--compare-to '\(text)' is not over yet; name a day or a time before")
  }
  static let noPruneRule = UsageError(
    description: "say what to keep: --keep-days, --keep-last or --keep-weekly")
  static let nowhereToPost = UsageError(
    description:
      "there is no pull request to post to; name it with --repository acme/docs and --pull-request 12, which "
      + "GitHub Actions tells in runs of pull requests")
  static let targetWithoutPost = UsageError(
    description:
      "--post works with --target \(CommentTarget.gitHubComment.rawValue) and \(CommentTarget.stepSummary.rawValue); write others to --output, and send that with "
      + "the service's own tool")

  static func noKey(of provider: Provider, project: ID) -> UsageError {
    let project = project.text
    let word = project.prefix { $0 != ":" }
    let isMeant = word.count < project.count && !word.isEmpty && word.allSatisfy { $0.isLetter || $0 == "-" }
    let service =
      isMeant ? "there is no service '\(word)', 'jobreport providers' lists those there are; and " : ""
    return UsageError(
      description:
        "project '\(project)': \(service)there is no key of \(provider.name); put it into \(provider.key.variable), or into a "
        + "file named with --api-key-file; keys are made at \(provider.key.madeAt)")
  }
}

/// The options that take a whole number, and from where to where.
enum WholeNumber {
  private static let ranges: [String: ClosedRange<Int>] = [
    "workers": 1...256, "pull-request": 1...Int.max, "max-failed": 0...Int.max, "recheck": 0...Int.max,
    "keep-days": 0...Int.max, "keep-last": 0...Int.max, "keep-weekly": 0...Int.max,
  ]

  /// Whether an option takes one.
  static func isTaken(by option: String) -> Bool { ranges[option] != nil }

  /// Whether an option takes this text.
  static func takes(_ text: String, _ option: String) -> Bool {
    Int(text).flatMap { value in ranges[option]?.contains(value) } ?? false
  }

  /// Refuses a number that an option does not take.
  static func check(_ value: Int?, _ option: String) throws(UsageError) {
    if let value, let range = ranges[option], !range.contains(value) {
      throw .outOfRange(option, "\(value)")
    }
  }

  /// `, 0 or more`, ` from 1 to 256`.
  static func words(_ option: String) -> String {
    guard let range = ranges[option] else { return "" }
    return range.upperBound == .max
      ? ", \(range.lowerBound) or more" : " from \(range.lowerBound) to \(range.upperBound)"
  }
}
