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
    /// It is listed and not there, or no regular file.
    case missing
    /// Its content is not what is listed.
    case changed
    /// It is there and not listed.
    case extra
    /// An update was broken off; the next build completes it.
    case unfinished
    /// A line of the manifest that is no entry.
    case unreadable
  }

  /// How many files the manifest lists.
  public var files: Int
  /// What is wrong, in the order of the paths.
  public var damage: [Damage]

  /// Why a directory cannot be checked at all.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case noReport(path: String)
    case system(SystemError)

    /// The message for a person.
    public var description: String {
      switch self {
      case .noReport(let path):
        "could not check '\(path)': it holds no manifest.sha256; name a directory that 'jobreport build' wrote"
      case .system(let error): error.description
      }
    }
  }

  /// Checks every file of a directory, on so many workers.
  public init(of path: String, workers: Int) async throws {
    guard Files.status(of: "\(path)/\(Manifest.path)") != nil else { throw Failure.noReport(path: path) }
    do {
      let bytes = try Files.read("\(path)/\(Manifest.path)")
      var damage = Manifest.unreadableLines(in: bytes).map {
        Damage(kind: .unreadable, path: "\(Manifest.path), line \($0)")
      }
      let digests = Dictionary(Manifest(reading: bytes).entries.map { ($0.path, $0.digest) }) { $1 }
      let listed = digests.sorted { $0.key < $1.key }
      let slices = stride(from: 0, to: listed.count, by: 64).map { listed[$0..<min($0 + 64, listed.count)] }
      try await mapInOrder(workers: workers, slices) { slice in
        try slice.compactMap { file, digest in try Self.damage(of: file, digest, in: path) }
      } consume: {
        damage += $0
      }
      let known = Set(digests.keys.map(\.description)).union([Manifest.path.description])
      try Self.walk(path, below: "") { file in
        if file.hasPrefix(ReportDirectory.stagingName) {
          if damage.last != Damage(kind: .unfinished, path: ReportDirectory.stagingName) {
            damage.append(Damage(kind: .unfinished, path: ReportDirectory.stagingName))
          }
        } else if !known.contains(file) {
          damage.append(Damage(kind: .extra, path: file))
        }
      }
      files = digests.count
      self.damage = damage.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
    } catch let error as SystemError {
      throw Failure.system(error)
    }
  }

  private static func damage(
    of file: SitePath, _ digest: Manifest.Digest, in folder: String
  ) throws(SystemError) -> Damage? {
    let path = "\(folder)/\(file)"
    guard Files.status(of: path) != nil else { return Damage(kind: .missing, path: file.description) }
    let isWhole = Manifest.Digest(of: try Files.read(path)) == digest
    return isWhole ? nil : Damage(kind: .changed, path: file.description)
  }

  /// Calls a closure with every file below a folder; links are named, not followed.
  private static func walk(
    _ folder: String, below prefix: String, _ visit: (String) -> Void
  ) throws(SystemError) {
    for name in try Files.names(in: folder) {
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      if try Files.isFolder("\(folder)/\(name)") {
        try walk("\(folder)/\(name)", below: path, visit)
      } else {
        visit(path)
      }
    }
  }
}
