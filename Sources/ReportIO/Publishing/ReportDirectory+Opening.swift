import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a directory is looked at, locked and prepared before a report is written to it.
extension ReportDirectory {
  /// Whether a report can be written there, before any work is done for it.
  public static func check(_ path: String, force: Bool) throws(PublishingError) {
    do {
      switch try Files.kind(of: path) {
      case .nothing:
        guard !Files.isLink(path) else { throw PublishingError.danglingLink(path: path) }
        return
      case .file, .other: throw PublishingError.notAFolder(path: path)
      case .folder: break
      }
      let folder = try Folder(opening: path)
      let isOurs = try folder.names().isEmpty || isReport(folder)
      guard isOurs || force else { throw PublishingError.notOurs(path: path) }
    } catch let error as SystemError {
      throw .system(error)
    } catch let error as PublishingError {
      throw error
    } catch {
      throw .notAFolder(path: path)
    }
  }

  /// Whether a folder holds a report: its record; a folder of a run that was killed; or, where files that begin
  /// with a dot were left behind on the way, a manifest that lists what every report has.
  private static func isReport(_ folder: Folder) throws(SystemError) -> Bool {
    if folder.status(of: BuildRecord.path.name) != nil { return true }
    if try !Staging.find(Staging.Site(inside: folder, path: folder.path)).isEmpty { return true }
    guard let bytes = try folder.read(Manifest.path.name, limit: Manifest.longest) else { return false }
    let manifest = Manifest(reading: bytes)
    return SiteFiles.marks.allSatisfy { manifest.digest(of: $0) != nil }
  }

  /// Takes the lock and prepares the place for new files.
  public static func open(_ name: String, force: Bool, patience: Patience) async throws -> ReportDirectory {
    let path = Place.trimmed(name)
    try check(path, force: force)
    do {
      let place = try Place.find(path, making: true)
      if let place, try isReplaceable(place) {
        do {
          if let fresh = try await fresh(place, patience: patience) { return fresh }
        } catch let error as SystemError
          where [EACCES, EPERM, EROFS].contains(error.code)
          && (try? place.folder.kind(of: place.name)) == .folder
        {
          // Nothing can be made beside it, but perhaps in it.
        }
      }
      return try await existing(path, place, patience: patience)
    } catch let error as SystemError {
      throw PublishingError.system(error)
    }
  }

  /// How long to wait for another run, and how.
  public struct Patience: Sendable {
    var attempts: Int
    var pause: @Sendable () async throws -> Void

    /// So many attempts with a pause after each.
    public init(attempts: Int, pause: @escaping @Sendable () async throws -> Void) {
      self.attempts = attempts
      self.pause = pause
    }

    /// Ten seconds.
    public static let live = Patience(attempts: 100) { try await Task.sleep(for: .milliseconds(100)) }
  }

  /// Whether the directory can appear whole by a rename: it is not there, or empty, with no one in it and no
  /// file system of its own.
  private static func isReplaceable(_ place: Place) throws(SystemError) -> Bool {
    switch try place.folder.kind(of: place.name) {
    case .nothing: return true
    case .file, .link, .other: return false
    case .folder: break
    }
    let folder = try place.folder.folder(place.name)
    guard try folder.names().isEmpty, !place.isMountPoint else { return false }
    return (try? Folder(opening: "."))?.isSame(as: folder) == false
  }

  /// A report that appears whole; nil when another run published meanwhile.
  private static func fresh(_ place: Place, patience: Patience) async throws -> ReportDirectory? {
    let (staging, leftovers) = try await Staging.make(Staging.Site(beside: place), patience: patience)
    for leftover in leftovers { leftover.remove() }
    do {
      if try isReplaceable(place) {
        return ReportDirectory(
          path: place.path, staging: staging, staged: FolderTree(try staging.makeFiles()),
          target: .fresh(place),
          old: Manifest(), oldManifest: nil, leftovers: [])
      }
    } catch {
      staging.remove()
      throw error
    }
    staging.remove()
    return nil
  }

  private static func existing(
    _ path: String, _ place: Place?, patience: Patience
  ) async throws -> ReportDirectory {
    let root = try (place.map { try $0.folder.folder($0.name) } ?? Folder(opening: path)).called(path)
    if let place { Staging.sweep(Staging.Site(beside: place)) }
    let (staging, found) = try await Staging.make(Staging.Site(inside: root, path: path), patience: patience)
    do {
      // Only a plan under way says what there may be beside the manifest.
      for leftover in found { if leftover.isStarted { leftover.giveUp() } else { leftover.remove() } }
      let bytes = try root.read(Manifest.path.name, limit: Manifest.longest)
      let status = root.status(of: Manifest.path.name)
      let oldManifest = bytes.flatMap { bytes in
        status.map { (digest: Manifest.Digest(of: bytes), time: $0.modified) }
      }
      return ReportDirectory(
        path: path, staging: staging, staged: FolderTree(try staging.makeFiles()),
        target: .published(FolderTree(root)), old: bytes.map(Manifest.init(reading:)) ?? Manifest(),
        oldManifest: oldManifest, leftovers: found.filter(\.isStarted))
    } catch {
      staging.remove()
      throw error
    }
  }
}
