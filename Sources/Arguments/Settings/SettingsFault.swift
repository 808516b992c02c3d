/// What is wrong with a settings file, and where; all the wording of such mistakes is here.
public struct SettingsFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as messages name it.
  public var path: String
  /// From 1; nil when the whole file is meant.
  public var line: Int?
  /// What is wrong there.
  public var reason: Reason

  /// What can be wrong.
  public enum Reason: Equatable, Sendable {
    /// It has more bytes than are read.
    case tooLarge(limit: Int)
    case notUTF8
    /// It is not YAML, in the words of the reader.
    case notYAML(String)
    /// A line that no setting is written as.
    case notASetting
    /// A colon that would make a name of what stands before it.
    case colon
    case anchor
    case nested
    case openList
    case several
    case twice(String)
    case unknown(String, near: String?)
    /// An option of another command than that whose settings these are.
    case elsewhere(String, command: String, others: [String])
    case secret(String, advice: String)
    /// An option that says where the key goes, in a file that nobody named.
    case address(String)
    case notHere(String)
    case noValue(String)
    case notAFlag(String)
    case needsOne(String, valueName: String)
    case needsText(String, valueName: String)
    case notAMap(String)
    case notAnAcknowledgement(String)
    case unknownField(String, near: String?)
    case noDate(String)
    case noName(String)
    case severalNames(String)
  }

  /// `jobreport.yml:3: there is no option 'ouput'; did you mean 'output'?`
  public var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(words)"
  }

  private var words: String {
    switch reason {
    case .tooLarge(let limit):
      "it has over \(limit >> 10) KiB, which no settings need; name another file with --config"
    case .notUTF8: "it is not UTF-8; save it as that"
    case .notYAML(let problem): "not YAML: \(problem); a setting is written 'name: value'"
    case .notASetting: "this is not a setting; write 'name: value', or '- value' below a name"
    case .colon: "a value with a colon before a space needs quotes; write name: \"value\""
    case .anchor: "an anchor or alias of YAML; write the value itself, in quotes if it begins with & or *"
    case .nested: "a list within a value; write one value, or a list of values"
    case .openList: "a list ends on its line; write it as lines that begin with '- '"
    case .several: "a second document begins here; put all settings into one"
    case .twice(let name): "'\(name)' stands here a second time; keep one of the two"
    case .unknown(let name, let near):
      "there is no option '\(name)'; "
        + (near.map { "did you mean '\($0)'?" } ?? "'jobreport build --help' lists those there are")
    case .elsewhere(let name, let command, let others):
      "'\(command)' has no option '\(name)', \(others.map { "'\($0)'" }.joined(separator: ", ")) "
        + "\(others.count == 1 ? "has" : "have"); move it"
    case .secret(let name, let advice):
      "'\(name)': no key is read from this file, which others may see; \(advice)"
    case .address(let name):
      "'\(name)' says where the key goes, and a file that is only found may be anyone's; give --\(name) itself, "
        + "or name the file with --config"
    case .notHere(let name): "'\(name)' cannot stand in a file; give it as an argument"
    case .noValue(let name): "'\(name)' has no value; give one, or remove the line"
    case .notAFlag(let name): "'\(name)' is on or off; write true or false"
    case .needsOne(let name, let valueName):
      "'\(name)' takes one \(valueName), not a list; write '\(name): \(valueName.uppercased())'"
    case .needsText(let name, let valueName):
      "'\(name)' takes \(article(valueName)) \(valueName), not true or false; put it in quotes if that is meant"
    case .notAnAcknowledgement(let id):
      "'\(id)' is a list; write the reason behind the id, or reason, by and until below it"
    case .unknownField(let name, let near):
      "there is no '\(name)' here; "
        + (near.map { "did you mean '\($0)'?" } ?? "write reason, by or until")
    case .noDate(let text): "'\(text)' is no date; write one such as 2026-08-17"
    case .noName(let id): "'\(id)' has no name; write it behind the id, or remove the line"
    case .severalNames(let id): "'\(id)' takes one name; write it behind the id, on the same line"
    case .notAMap(let name): "'\(name)' is a command; write its options below it, indented"
    }
  }

  private func article(_ noun: String) -> String { "aeiou".contains(noun.first ?? "x") ? "an" : "a" }
}
