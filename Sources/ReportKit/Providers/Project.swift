/// A project of a provider, as a person names it.
public struct Project: Sendable, Hashable {
  /// The provider.
  public let provider: Provider
  /// What it is called there.
  public let id: String

  /// A project.
  public init(_ provider: Provider, _ id: String) {
    self.provider = provider
    self.id = id
  }

  /// Reads `github:acme/docs`, or `acme` of the standard provider.
  public init(spelled text: String) {
    let (provider, id) = Provider.split(text)
    self.init(provider, id)
  }

  /// How options and archives name it: with the provider in front, but for the standard one, whose ids stand alone
  /// unless they would be read as another's.
  public var spelled: String {
    let isPlain = provider == .standard && Provider.split(id).rest == id
    return isPlain ? id : "\(provider.id):\(id)"
  }

  /// Whether a job of a provider and project is of this project.
  public func covers(provider: some Collection<UInt8>, project: some Collection<UInt8>) -> Bool {
    self.provider.id.utf8.elementsEqual(provider)
      && self.provider.covers(id, String(decoding: project, as: UTF8.self))
  }

  /// Whether a job is of this project.
  public func covers(_ key: JobKey) -> Bool {
    covers(provider: Array(key.provider.utf8), project: Array((key.project ?? "").utf8))
  }

  /// By the bytes of both parts.
  public static func == (left: Project, right: Project) -> Bool {
    left.provider == right.provider && left.id.utf8.elementsEqual(right.id.utf8)
  }

  /// By the id.
  public func hash(into hasher: inout Hasher) {
    for byte in id.utf8 { hasher.combine(byte) }
  }
}
