#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a path that a person named leads to: a name in a folder that is open. A link that stands at its end is
/// followed once, here, so that what it leads to is replaced beside itself and the link stays.
struct Place: Sendable {
  /// The path, as the person named it.
  let path: String
  /// The folder that the name stands in, for errors called as the person named it.
  let folder: Folder
  let name: Folder.Name
  /// Whether it is one of the system's devices or of a process's open files, which are written to as they are.
  let isOfSystem: Bool

  /// As many as Linux follows (path_resolution(7)).
  private static let longestChain = 40

  /// Finds the place; nil for a path that ends in no name of its own, such as `.` or `/`. `making` makes the
  /// folders on the way where they are missing.
  static func find(_ path: String, making: Bool = false) throws(SystemError) -> Place? {
    var named = path
    for _ in 0..<longestChain {
      named = trimmed(named)
      let slash = named.lastIndex(of: "/")
      let parent = slash.map { $0 == named.startIndex ? "/" : String(named[..<$0]) } ?? "."
      guard let name = Folder.Name(slash.map { String(named[named.index(after: $0)...]) } ?? named) else {
        return nil
      }
      if making { try Files.makeFolders(parent) }
      let folder: Folder
      do {
        folder = try Folder(opening: parent).called(slash == nil ? "" : parent)
      } catch {
        throw SystemError("write", path, code: error.code)
      }
      let isOfSystem = isOfSystem(parent)
      guard !isOfSystem, let target = folder.target(ofLink: name) else {
        return Place(path: path, folder: folder, name: name, isOfSystem: isOfSystem)
      }
      named = target.hasPrefix("/") ? target : "\(parent)/\(target)"
    }
    throw SystemError("write", path, code: ELOOP)
  }

  /// A path without slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  private static func isOfSystem(_ folder: String) -> Bool {
    guard let resolved = realpath(folder, nil) else { return false }
    defer { free(resolved) }
    let path = String(cString: resolved)
    return path == "/dev" || path.hasPrefix("/dev/fd") || path.hasPrefix("/proc/")
  }

  /// Whether another file system begins there, so that nothing can be renamed into its place.
  var isMountPoint: Bool { folder.isMountPoint(name) }
}
