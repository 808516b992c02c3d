/// A coding agent that is told by its pull requests: who opens them, how their branches begin, what stands in their
/// descriptions, whom their commits name.
public struct Agent: Sendable {
  /// In data and options: `copilot`. Never renamed.
  public let id: String
  /// In pages: `Copilot`.
  public let name: String
  /// The logins of its app, in lower case and without `[bot]`.
  let logins: [String]
  /// How the branches begin that it makes.
  let branches: [String]
  /// What it leaves in a description.
  let marks: [Mark]
  /// Addresses of mail and logins in the trailer `Co-authored-by` of its commits, in lower case.
  let coAuthors: [String]
  /// How its description of a pull request begins while it is at work.
  var beginnings: [String] = []

  /// Whether the agent says in a description that it has only begun.
  func isAtWork(_ body: [UInt8]) -> Bool { beginnings.contains { body.starts(with: $0.utf8) } }

  /// Something that an agent leaves in the description of a pull request.
  enum Mark: Sendable {
    /// A text that nobody else writes, such as a comment of HTML.
    case text(StaticString)
    /// A link to the job, as a line names it (`Link to Devin run: https://…`): how it begins, and how many letters the
    /// id behind it has at least.
    case link(StaticString, atLeast: Int)
  }
}

/// How an agent was told.
public struct AgentSighting: Sendable {
  /// The agent.
  public let agent: Agent
  /// The rule that matched.
  public let rule: Rule
  /// The address of the job, where a link tells it.
  public let link: String?

  /// The rules, the surest first.
  public enum Rule: String, Sendable, CaseIterable {
    /// A link to the job in the description.
    case link
    /// Another mark in the description.
    case mark
    /// Who opened the pull request.
    case author
    /// How its branch begins.
    case branch
    /// Whom a commit names as its author, or one of them.
    case commit

    /// The rule in words, behind "told by".
    public var words: String {
      switch self {
      case .link: "a link in the description"
      case .mark: "a mark in the description"
      case .author: "the author"
      case .branch: "the branch"
      case .commit: "the authors of a commit"
      }
    }
  }
}

extension Agent {
  /// The agents that are known, from their own documentation and from public pull requests read in 2026. A pull request
  /// of an app that is not here is of another bot, and no job.
  public static let all: [Agent] = [
    Agent(
      id: "copilot", name: "Copilot", logins: ["copilot-swe-agent", "copilot"], branches: ["copilot/"],
      marks: [
        .text("<!-- START COPILOT CODING AGENT SUFFIX -->"), .text("<!-- START COPILOT ORIGINAL PROMPT -->"),
        .text("<!-- START COPILOT CODING AGENT TIPS -->"),
      ], coAuthors: ["198982749+copilot@users.noreply.github.com", "copilot-swe-agent"],
      beginnings: ["Thanks for assigning this issue to me. I'm starting to work on it"]),
    Agent(
      id: "devin", name: "Devin", logins: ["devin-ai-integration"], branches: ["devin/"],
      marks: [.link("https://app.devin.ai/sessions/", atLeast: 32)], coAuthors: ["devin-ai-integration"]),
    Agent(
      id: "cursor", name: "Cursor", logins: ["cursor", "cursoragent"], branches: ["cursor/"],
      marks: [
        .link("https://cursor.com/agents/bc-", atLeast: 8),
        .link("https://cursor.com/agents?id=bc-", atLeast: 8),
        .link("https://cursor.com/background-agent?bcId=bc-", atLeast: 8),
        .text("<!-- CURSOR_AGENT_PR_BODY_BEGIN -->"),
      ], coAuthors: ["cursoragent@cursor.com", "cursoragent"]),
    Agent(
      id: "codex", name: "Codex", logins: ["chatgpt-codex-connector"], branches: ["codex/"],
      marks: [.link("https://chatgpt.com/codex/tasks/task_", atLeast: 8)], coAuthors: ["codex@openai.com"]),
    Agent(
      id: "jules", name: "Jules", logins: ["google-labs-jules"], branches: [],
      marks: [
        .link("https://jules.google.com/task/", atLeast: 4), .link("https://jules.google/task/", atLeast: 4),
        .text("PR created automatically by Jules for task"),
      ], coAuthors: ["google-labs-jules"]),
    Agent(
      id: "claude", name: "Claude Code", logins: ["claude"], branches: ["claude/"],
      marks: [
        .link("https://claude.ai/code/session_", atLeast: 8),
        .text("Generated with [Claude Code](https://claude"),
      ], coAuthors: ["noreply@anthropic.com"]),
    Agent(
      id: "mintlify", name: "Mintlify", logins: ["mintlify", "mintlify-development"], branches: [], marks: [],
      coAuthors: ["mintlify"]),
    Agent(
      id: "openhands", name: "OpenHands", logins: ["openhands-agent", "openhands-ai"],
      branches: ["openhands/", "openhands-fix-issue-"], marks: [],
      coAuthors: ["openhands@all-hands.dev", "openhands-agent"]),
    Agent(
      id: "codegen", name: "Codegen", logins: ["codegen-sh"], branches: ["codegen-bot/"], marks: [],
      coAuthors: ["codegen-sh"]),
    Agent(id: "sweep", name: "Sweep", logins: ["sweep-ai"], branches: ["sweep/"], marks: [], coAuthors: []),
    Agent(
      id: "factory", name: "Factory", logins: ["factory-droid"], branches: [], marks: [],
      coAuthors: ["factory-droid"]),
    Agent(
      id: "amp", name: "Amp", logins: [], branches: [],
      marks: [.link("https://ampcode.com/threads/T-", atLeast: 8)], coAuthors: ["amp@ampcode.com"]),
  ]

  /// The agent of an id; nil when this version does not know it.
  public static func named(_ id: String) -> Agent? { all.first { $0.id == id } }

  /// The agent of an id or a name, in any case.
  public static func spelled(_ word: String) -> Agent? {
    let word = word.lowercased()
    return all.first { $0.id == word || $0.name.lowercased() == word }
  }

  /// A login as all of GitHub's interfaces spell it once this is done: in lower case, without `app/` and `[bot]`.
  static func plainLogin(_ login: String) -> String {
    var login = Substring(login.lowercased())
    if login.hasPrefix("app/") { login = login.dropFirst(4) }
    if login.hasSuffix("[bot]") { login = login.dropLast(5) }
    return String(login)
  }

  /// What an author of a commit is known by: the address or login itself, and the login in an address of GitHub's own,
  /// `1234+login@users.noreply.github.com`.
  private static func commitNames(_ author: String) -> [String] {
    let address = author.lowercased()
    guard let at = address.lastIndex(of: "@") else { return [plainLogin(address)] }
    guard address[at...] == "@users.noreply.github.com" else { return [address] }
    let local = address[..<at]
    let login = local.firstIndex(of: "+").map { local[local.index(after: $0)...] } ?? local
    return [address, plainLogin(String(login))]
  }

  /// The agent behind a pull request, by the surest of its marks; nil if no mark names one.
  ///
  /// - Parameters:
  ///   - lines: Those of the description.
  ///   - author: The login of who opened it; nil where the account is gone.
  ///   - branch: Its branch.
  ///   - commitAuthors: Addresses of mail and logins of the authors of its commits, those of trailers among them.
  static func sighting(
    in lines: DescriptionLines, author: String?, branch: String?,
    commitAuthors: @autoclosure () -> [String]
  ) -> AgentSighting? {
    if let link = lines.link() { return link }
    if let mark = lines.mark() { return mark }
    if let author {
      let login = plainLogin(author)
      if let agent = all.first(where: { $0.logins.contains(login) }) {
        return AgentSighting(agent: agent, rule: .author, link: nil)
      }
    }
    if let branch = branch?.lowercased(),
      let agent = all.first(where: { $0.branches.contains(where: branch.hasPrefix) })
    {
      return AgentSighting(agent: agent, rule: .branch, link: nil)
    }
    for author in commitAuthors() {
      let names = commitNames(author)
      if let agent = all.first(where: { $0.coAuthors.contains(where: names.contains) }) {
        return AgentSighting(agent: agent, rule: .commit, link: nil)
      }
    }
    return nil
  }
}
