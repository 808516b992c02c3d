import ReportKit
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of a report below a folder that is open. Each folder on the way to one is opened by its name,
/// without following a link; those used last stay open.
final class FolderTree: Sendable {
  let root: Folder
  private let recent = Mutex<[Opened]>([])

  private struct Opened {
    var path: String
    var folder: Folder
  }

  /// Files of a report come folder by folder, from a few tasks at once.
  private static let capacity = 3

  init(_ root: Folder) { self.root = root }

  /// A folder of the report; `making` makes it, and those it stands in, where they are missing.
  func folder(_ path: String, making: Bool = false) throws(SystemError) -> Folder {
    if path.isEmpty { return root }
    let known = recent.withLock { recent -> Folder? in
      guard let index = recent.firstIndex(where: { $0.path == path }) else { return nil }
      if index > 0 { recent.swapAt(index, index - 1) }
      return recent[max(0, index - 1)].folder
    }
    if let known { return known }
    var folder = root
    for part in path.split(separator: "/") {
      guard let name = Folder.Name(String(part)) else { continue }
      folder = making ? try folder.folder(making: name) : try folder.folder(name)
    }
    let opened = Opened(path: path, folder: folder)
    recent.withLock { recent in
      if recent.count >= Self.capacity { recent.removeLast() }
      recent.append(opened)
    }
    return folder
  }

  /// Size and time of a regular file; nil when there is none that can be reached without a link.
  func status(of path: SitePath) -> Files.Status? {
    (try? folder(path.folder))?.status(of: path.name)
  }

  /// A regular file to read; nil when there is none that can be reached without a link.
  func file(_ path: SitePath) throws(SystemError) -> Descriptor? {
    do {
      return try folder(path.folder).file(path.name)
    } catch  where error.isNothingThere {
      return nil
    }
  }

  /// A new file to write, in folders that are made where they are missing.
  func create(_ path: SitePath) throws(SystemError) -> Descriptor {
    try folder(path.folder, making: true).create(path.name)
  }

  /// Removes a regular file; what is not a file, or stands behind a link, stays.
  func remove(_ path: SitePath) throws(SystemError) {
    guard let folder = try? folder(path.folder) else { return }
    try folder.remove(path.name)
  }

  /// Gives a file its place in another tree, whose folders are there.
  func move(_ path: SitePath, to tree: FolderTree) throws(SystemError) {
    try folder(path.folder).rename(path.name, to: path.name, in: tree.folder(path.folder))
  }

  /// Throws where something that is not a folder, such as a link, stands on the way to a folder. What is not there is
  /// fine.
  func check(_ path: String) throws(SystemError) {
    do {
      _ = try folder(path)
    } catch  where error.code == ENOENT {
      return
    }
  }

  /// Removes a folder, and those it stands in, as far as they are empty.
  func removeFolderIfEmpty(_ path: String) {
    var names = path.split(separator: "/").compactMap { Folder.Name(String($0)) }
    while let name = names.popLast() {
      let parent = names.map(\.description).joined(separator: "/")
      (try? folder(parent))?.removeFolderIfEmpty(name)
    }
  }
}

extension SitePath {
  /// The name of the file or folder in the one that it stands in.
  var name: Folder.Name { Folder.Name(of: self) }
}

extension Folder.Name {
  fileprivate init(of path: SitePath) { description = path.lastComponent }
}
