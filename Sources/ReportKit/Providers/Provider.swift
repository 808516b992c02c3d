/// Where jobs are fetched from: its names, its variables, and where its keys are made.
public struct Provider: Sendable, Equatable {
  /// The word in front of a project: `mintlify`.
  public let id: String
  /// The name that a person knows: `Mintlify`.
  public let name: String
  /// What `--project` names there.
  public let scope: String
  /// The address that it is asked at unless told otherwise.
  public let baseURL: String
  /// Where keys are made.
  public let keysAt: String
  /// Where its API is described.
  public let documentation: String
  /// The variable that holds the key.
  public let keyVariable: String
  /// The variable that holds a project.
  public let projectVariable: String
  /// The variable that holds another address.
  public let baseURLVariable: String

  /// All that can be read; the first is meant where none is named.
  public static let all = [mintlify]

  /// https://mintlify.com
  public static let mintlify = Provider(
    id: "mintlify", name: "Mintlify", scope: "the id of a project, from the page where keys are made",
    baseURL: "https://api.mintlify.com", keysAt: "https://app.mintlify.com/settings/organization/api-keys",
    documentation: "https://mintlify.com/docs/api/agent", keyVariable: "MINTLIFY_API_KEY",
    projectVariable: "MINTLIFY_PROJECT_ID", baseURLVariable: "MINTLIFY_API_URL")

  /// The provider that an option's value names before its first colon, and what stands behind; without a known name
  /// all of the value is of the first provider.
  public static func split(_ value: String) -> (provider: Provider, rest: String) {
    let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, let provider = all.first(where: { $0.id == parts[0] }) {
      return (provider, String(parts[1]))
    }
    return (mintlify, value)
  }
}
