import ReportKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder with a random name, in which a run makes what it renames into its place when it is whole.
///
/// It is made where nothing stood, and locked for as long as the run lives, so that what a run that was killed
/// left behind is told from what another one is making. Which folders are such is found out by their names,
/// and then held against what a run of ours makes; of all others not one is touched.
final class Staging: Sendable {
  /// Where a staging folder stands, and how the names of all for one target begin.
  struct Site: Sendable {
    /// The folder that the target stands in, or the report itself.
    let folder: Folder
    /// What is written there, as the person named it; errors call it so.
    let path: String
    private let beginning: String

    /// Beside a target.
    init(beside place: Place) {
      folder = place.folder
      path = place.path
      // A name has 255 bytes at most.
      let name = String(decoding: place.name.description.utf8.prefix(200), as: UTF8.self)
      beginning = ".\(name).jobreport-"
    }

    /// Inside of a folder that is written to.
    init(inside folder: Folder, path: String) {
      self.folder = folder
      self.path = path
      beginning = ".jobreport-"
    }

    /// The name that a number gives.
    fileprivate func name(_ number: UInt64) -> Folder.Name? {
      let digits = String(number, radix: 16)
      return Folder.Name(beginning + String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }

    /// Whether a run may have given a name: 16 digits at its end, or what version 0.1 put there.
    func isMatch(_ name: Folder.Name) -> Bool {
      guard name.description.hasPrefix(beginning) else { return false }
      let rest = name.description.dropFirst(beginning.count).utf8
      return rest.elementsEqual("new".utf8)
        || rest.count == 16
          && rest.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
              || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
          }
    }
  }

  /// What a run gets that asks for a staging folder.
  private enum Answer {
    case own(Staging, leftovers: [Staging])
    /// Another run writes there, or looks for those that do.
    case busy(holder: String?)
  }

  private let site: Site
  private let name: Folder.Name
  private let folder: Folder

  /// The files of the run stand in a folder of their own, apart from what is noted about the run.
  static let filesName = Folder.Name(own: "files")
  private static let planName = Folder.Name(own: "plan")
  private static let ownerName = Folder.Name(own: "owner")
  /// What says in version 0.1 that a plan is under way.
  private static let startedName = Folder.Name(own: "started")
  private static let ownerStart = "jobreport "

  private init(site: Site, name: Folder.Name, folder: Folder) {
    self.site = site
    self.name = name
    self.folder = folder.called(site.path)
  }

  /// Makes a staging folder when no other run writes to the same target, and gives those that killed runs left,
  /// which are this run's now. `numbers` gives the random part of the name.
  static func make(
    _ site: Site, patience: ReportDirectory.Patience,
    numbers: @Sendable () -> UInt64 = { .random(in: 0...UInt64.max) }
  ) async throws -> (Staging, leftovers: [Staging]) {
    var holder: String?
    for _ in 0..<max(1, patience.attempts) {
      do {
        switch try take(site, numbers) {
        case .own(let staging, let leftovers): return (staging, leftovers)
        case .busy(let process): holder = process
        }
      } catch {
        throw SystemError("write", site.path, code: error.code)
      }
      try await patience.pause()
    }
    throw PublishingError.locked(path: site.path, holder: holder)
  }

  /// Looks for other runs and makes the folder, which no two runs do at once.
  private static func take(
    _ site: Site, _ numbers: @Sendable () -> UInt64
  ) throws(SystemError) -> Answer {
    guard try site.folder.lock() else { return .busy(holder: nil) }
    defer { site.folder.unlock() }
    var leftovers: [Staging] = []
    for found in try find(site) {
      guard try found.folder.lock() else { return .busy(holder: found.holder) }
      leftovers.append(found)
    }
    while true {
      guard let name = site.name(numbers()), let folder = try site.folder.makeFolder(name) else { continue }
      let staging = Staging(site: site, name: name, folder: folder)
      do throws(SystemError) {
        guard try folder.lock(), folder.stands(at: name, in: site.folder) else { continue }
        try folder.write(Array("\(ownerStart)\(getpid())\n".utf8), to: ownerName)
      } catch {
        staging.remove()
        throw error
      }
      return .own(staging, leftovers: leftovers)
    }
  }

  /// What killed runs left at a site that is written to in another way now; those that live are left alone.
  static func sweep(_ site: Site) {
    guard (try? site.folder.lock()) == true else { return }
    defer { site.folder.unlock() }
    for found in (try? find(site)) ?? [] where (try? found.folder.lock()) == true { found.remove() }
  }

  /// The staging folders at a site, those in use among them: real folders of this user with the mark of a run, or
  /// with nothing in them yet.
  static func find(_ site: Site) throws(SystemError) -> [Staging] {
    var found: [Staging] = []
    for name in try site.folder.names() where site.isMatch(name) {
      guard try site.folder.kind(of: name) == .folder, !site.folder.isMountPoint(name),
        let folder = try? site.folder.folder(name), folder.isOwn
      else { continue }
      let staging = Staging(site: site, name: name, folder: folder)
      if try isBegun(folder) || staging.isMarked { found.append(staging) }
    }
    return found
  }

  /// Whether a folder is as a run makes it before its mark is written.
  private static func isBegun(_ folder: Folder) throws(SystemError) -> Bool {
    let names = try folder.names()
    return names.isEmpty || names == [ownerName] && folder.status(of: ownerName)?.size == 0
  }

  /// Whether a run left its mark; one of version 0.1 gives up its own before the folder becomes the report.
  private var isMarked: Bool {
    if let owner { return owner.hasPrefix(Self.ownerStart) || Int32(owner) != nil }
    let record = try? folder.file(BuildRecord.path.name)?.read(Self.ownerStart.utf8.count, at: 0)
    return record?.elementsEqual(Self.ownerStart.utf8) ?? false
  }

  private var owner: String? {
    let line = (try? folder.read(Self.ownerName, limit: 64)) ?? nil
    return line.map { String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self) }
  }

  /// The process that made the folder, if it noted that.
  private var holder: String? {
    guard let owner, let number = Int32(owner.split(separator: " ").last ?? "") else { return nil }
    return "\(number)"
  }

  /// The name of the folder, for `verify`.
  var shownName: String { name.description }

  /// The folder for the files, made anew.
  func makeFiles() throws(SystemError) -> Folder {
    try naming { () throws(SystemError) in try folder.folder(making: Self.filesName) }.called(site.path)
  }

  /// The one file, made anew, where the target is a file.
  func makeFile() throws(SystemError) -> Descriptor {
    try naming { () throws(SystemError) in try folder.create(Self.filesName) }
  }

  /// Gives the files, or the one file, the place of the target.
  func rename(to place: Place) throws(SystemError) {
    try naming { () throws(SystemError) in
      try folder.rename(Self.filesName, to: place.name, in: place.folder)
    }
  }

  /// Names the target in errors: the folder and what is noted in it mean nothing to a person.
  private func naming<Result>(_ work: () throws(SystemError) -> Result) throws(SystemError) -> Result {
    do {
      return try work()
    } catch {
      throw SystemError("write", site.path, code: error.code)
    }
  }

  // MARK: The plan of an update

  /// Whether files of the report are being replaced, or were when the run was killed.
  var isStarted: Bool {
    guard folder.status(of: Self.planName) != nil else { return false }
    return name.description.hasSuffix("-new") ? folder.status(of: Self.startedName) != nil : true
  }

  /// What the run was about to add to the report or to remove from it.
  var plan: [SitePath] {
    let bytes = (try? folder.read(Self.planName, limit: 1 << 30)) ?? nil
    return (bytes ?? []).split(separator: 0x0A).compactMap {
      SitePath(read: String(decoding: $0, as: UTF8.self))
    }
  }

  /// Notes what is about to be added and removed, and brings all that was written so far to the disk. From the
  /// moment that the plan has its name, the report is being replaced.
  func start(_ plan: some Sequence<SitePath>) throws(SystemError) {
    let new = Folder.Name(own: "plan.new")
    try naming { () throws(SystemError) in
      try folder.write(plan.flatMap { Array("\($0)\n".utf8) }, to: new)
      try folder.sync()
      try folder.rename(new, to: Self.planName, in: folder)
    }
  }

  /// Brings what was written to the disk.
  func sync() throws(SystemError) { try folder.sync() }

  // MARK: The end

  /// Removes all that the run made; a failure costs nothing, as the next run does it again.
  func remove() {
    clear(keeping: [])
    site.folder.removeFolderIfEmpty(name)
  }

  /// Removes the files of a run that could not finish, and keeps what the next one has to know of it.
  func giveUp() { clear(keeping: [Self.planName, Self.startedName]) }

  private func clear(keeping kept: [Folder.Name]) {
    do {
      for name in try folder.names() where !kept.contains(name) && name != Self.ownerName {
        if try folder.kind(of: name) == .folder {
          try folder.removeTree(name)
        } else {
          try folder.unlink(name)
        }
      }
      // The mark goes last: without it nobody may remove the rest.
      if kept.isEmpty { try folder.unlink(Self.ownerName) }
    } catch {}
  }
}
