import ReportKit

/// A report directory held against its manifest.
public struct ReportVerification: Sendable, Equatable {
  /// A file that is not as the manifest says.
  public struct Damage: Sendable, Equatable {
    /// What is wrong with it.
    public var kind: Kind
    /// The file, from the directory.
    public var path: String
  }

  /// What can be wrong with a file.
  public enum Kind: String, Sendable, CaseIterable {
    /// It is listed and not there, or no regular file that stands in the report itself.
    case missing
    /// Its content is not what is listed.
    case changed
    /// An update was broken off; the next build completes it.
    case unfinished
    /// A line of the manifest that is not an entry.
    case unreadable
  }

  /// How many files the manifest lists.
  public var files: Int
  /// What is wrong, in the order of the paths.
  public var damage: [Damage]
  /// What stands in the directory and is not the report's, in the order of the paths. A folder that holds
  /// nothing of the report is named alone, with a slash behind it.
  public var others: [String]

  /// Why a directory cannot be checked at all.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case missing(path: String)
    case noReport(path: String)
    case system(SystemError)

    /// The message for a person.
    public var description: String {
      switch self {
      case .missing(let path):
        "could not check '\(path)': it is not there; name a directory that 'jobreport build' wrote"
      case .noReport(let path):
        "could not check '\(path)': it holds no manifest.sha256; name a directory that 'jobreport build' wrote"
      case .system(let error): error.description
      }
    }
  }

  /// Checks every file of a directory, on so many workers.
  public init(of path: String, workers: Int) async throws {
    guard let root = try? Folder(opening: path) else {
      throw try Files.kind(of: path) == .nothing ? Failure.missing(path: path) : .noReport(path: path)
    }
    guard root.status(of: Manifest.path.name) != nil else {
      throw Failure.noReport(path: path)
    }
    do {
      let bytes = try root.read(Manifest.path.name, limit: Manifest.longest) ?? []
      var damage = Manifest.unreadableLines(in: bytes).map {
        Damage(kind: .unreadable, path: "\(Manifest.path), line \($0)")
      }
      // Version 0.1 listed its record, which is dropped where files that begin with a dot are.
      let entries = Manifest(reading: bytes).entries.filter { !$0.path.isHidden }
      let digests = Dictionary(entries.map { ($0.path, $0.digest) }) { $1 }
      let listed = digests.sorted { $0.key < $1.key }
      let slices = stride(from: 0, to: listed.count, by: 64).map { listed[$0..<min($0 + 64, listed.count)] }
      let tree = FolderTree(root)
      try await mapInOrder(workers: workers, slices) { slice in
        try slice.compactMap { file, digest in try Self.damage(of: file, digest, in: tree) }
      } consume: {
        damage += $0
      }
      let known = Set(digests.keys.map(\.description)).union(Self.unlisted)
      var others: [String] = []
      try Self.walk(root, below: "", folders: Self.folders(of: digests.keys), known: known) {
        others.append($0)
      }
      let stagings = try Staging.find(Staging.Site(inside: root, path: path))
      damage += stagings.filter(\.isStarted).map { Damage(kind: .unfinished, path: $0.shownName) }
      let unfinished = Set(stagings.filter(\.isStarted).map { "\($0.shownName)/" })
      files = digests.count
      self.damage = damage.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
      self.others = others.filter { !unfinished.contains($0) }.sorted()
    } catch let error as SystemError {
      throw Failure.system(error)
    }
  }

  /// Files of every report that its manifest does not list.
  private static let unlisted = [
    Manifest.path, BuildRecord.path, JobsRecord.path, SitePath(".nojekyll"),
  ].map(\.description)

  private static func damage(
    of file: SitePath, _ digest: Manifest.Digest, in tree: FolderTree
  ) throws(SystemError) -> Damage? {
    guard let open = try tree.file(file) else { return Damage(kind: .missing, path: file.description) }
    let isWhole = try Manifest.Digest(of: open) == digest
    return isWhole ? nil : Damage(kind: .changed, path: file.description)
  }

  /// The folders that files stand in, and those that these stand in.
  private static func folders(of files: some Sequence<SitePath>) -> Set<String> {
    var folders: Set<String> = []
    for file in files {
      var folder = file.folder
      while !folder.isEmpty, folders.insert(folder).inserted {
        folder = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
      }
    }
    return folders
  }

  /// Calls a closure with everything below a folder that is not known; links are named, not followed.
  private static func walk(
    _ folder: Folder, below prefix: String, folders: Set<String>, known: Set<String>,
    _ visit: (String) -> Void
  ) throws(SystemError) {
    for name in try folder.names() {
      let path = "\(prefix)\(name)"
      switch try folder.kind(of: name) {
      case .folder where folders.contains(path):
        try walk(try folder.folder(name), below: "\(path)/", folders: folders, known: known, visit)
      case .folder: visit("\(path)/")
      default: if !known.contains(path) { visit(path) }
      }
    }
  }
}
