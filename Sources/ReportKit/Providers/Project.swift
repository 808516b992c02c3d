/// A project of a provider, as a person names it.
public struct Project: Sendable, Hashable {
  /// The provider.
  public let provider: Provider
  /// What it is called there.
  public let id: ID

  /// A project.
  public init(_ provider: Provider, _ id: ID) {
    self.provider = provider
    self.id = id
  }

  /// Reads `github:acme/docs`, or `acme` of the standard provider.
  public init(spelled text: String) {
    let (provider, id) = Provider.split(text)
    self.init(provider, ID(id))
  }

  /// How options and archives name it: with the provider in front, but for the standard one, whose ids stand alone
  /// unless they would be read as another's.
  public var spelled: ID {
    let isPlain = provider == .standard && ID(Provider.split(id.text).rest) == id
    return isPlain ? id : ID("\(provider.id.text):\(id.text)")
  }

  /// Whether a job of a provider and project belongs to this project. `my-agent:x` also names project `x` of a provider
  /// `my-agent` that is not known here: another tool may hand over jobs under a provider of its own.
  public func covers(provider: ID, project: ID) -> Bool {
    if self.provider.id == provider { return self.provider.covers(id, project) }
    return self.provider == .standard && Provider.named(provider) == nil
      && id.text == Project.spelling(provider: provider, project: project)
  }

  /// The name of a project as options take it, also of a provider that is not known here.
  public static func spelling(provider: ID, project: ID) -> String {
    Provider.named(provider).map { Project($0, project).spelled.text } ?? "\(provider.text):\(project.text)"
  }

  /// Whether a job is of this project.
  public func covers(_ key: JobKey) -> Bool {
    covers(provider: key.provider, project: key.project ?? "")
  }

  /// Whether both parts are the same.
  public static func == (left: Project, right: Project) -> Bool {
    left.provider == right.provider && left.id == right.id
  }

  /// By the id.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
  }
}
