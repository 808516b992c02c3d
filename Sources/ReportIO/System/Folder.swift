import CLinux

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder that is open. What stands in it is reached below its descriptor, by one name and never through a
/// link, so that nothing that is put in the place of a name leads out of it.
final class Folder: Sendable {
  /// The folder, as errors call it.
  let path: String
  private let descriptor: Descriptor

  /// The name of one thing in a folder: not empty, without `/`, and neither `.` nor `..`.
  struct Name: Hashable, Comparable, Sendable, CustomStringConvertible {
    let description: String

    /// A name of our own.
    init(own literal: StaticString) { description = literal.description }

    /// A name that was found or given; nil when it would lead elsewhere.
    init?(_ text: String) {
      guard !text.isEmpty, text != ".", text != "..", !text.utf8.contains(where: { $0 == 0x2F || $0 == 0 })
      else { return nil }
      description = text
    }

    /// In the order of their bytes.
    static func < (left: Name, right: Name) -> Bool {
      left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
  }

  /// What stands at a name; a link is one, wherever it leads.
  enum Kind {
    case nothing, file, folder, link, other
  }

  private init(_ descriptor: Descriptor, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// A folder that a person named; links on the way to it are followed, as they are the person's.
  convenience init(opening path: String) throws(SystemError) {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("read", path) }
    self.init(Descriptor(number: number, path: path), path: path)
  }

  /// The same folder, by another name in errors.
  func called(_ path: String) -> Folder { Folder(descriptor, path: path) }

  // MARK: What there is

  /// What stands at a name.
  func kind(of name: Name) throws(SystemError) -> Kind {
    guard let status = look(at: name) else {
      if errno == ENOENT { return .nothing }
      throw SystemError("read", shown(name))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// Size and time of a regular file; nil when there is none.
  func status(of name: Name) -> Files.Status? {
    guard let status = look(at: name), status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Files.Status(status)
  }

  /// The names in the folder, sorted.
  func names() throws(SystemError) -> [Name] {
    let number = openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("read", path) }
    guard let folder = fdopendir(number) else {
      close(number)
      throw SystemError("read", path)
    }
    defer { closedir(folder) }
    var names: [Name] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let name = Name(name) { names.append(name) }
    }
    return names.sorted()
  }

  /// Where a link leads, as it is written; nil when there is no link.
  func target(ofLink name: Name) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlinkat(descriptor.number, name.description, &bytes, bytes.count)
    guard length > 0 else { return nil }
    return String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether this is the same folder as another.
  func isSame(as other: Folder) -> Bool { identity != nil && identity == other.identity }

  /// Whether a name leads to this folder still, and not to another or to nothing.
  func stands(at name: Name, in parent: Folder) -> Bool {
    guard let status = parent.look(at: name) else { return false }
    return identity == Identity(status)
  }

  /// Whether another file system begins at a name, so that nothing can be renamed into its place.
  func isMountPoint(_ name: Name) -> Bool {
    guard let status = look(at: name), let identity else { return false }
    if Identity(status).device != identity.device { return true }
    #if os(Linux)
      return is_mount_root(descriptor.number, name.description) != 0
    #else
      return false
    #endif
  }

  /// Whether the folder belongs to the user of this process.
  var isOwn: Bool {
    var status = stat()
    return fstat(descriptor.number, &status) == 0 && status.st_uid == geteuid()
  }

  private struct Identity: Equatable {
    var device: UInt64
    var number: UInt64

    init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(truncatingIfNeeded: status.st_ino)
    }
  }

  private var identity: Identity? {
    var status = stat()
    return fstat(descriptor.number, &status) == 0 ? Identity(status) : nil
  }

  private func look(at name: Name) -> stat? {
    var status = stat()
    return fstatat(descriptor.number, name.description, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// A name as errors show it.
  func shown(_ name: Name) -> String {
    path.isEmpty || path.hasSuffix("/") ? "\(path)\(name)" : "\(path)/\(name)"
  }

  // MARK: Opening

  /// A folder in this one.
  func folder(_ name: Name) throws(SystemError) -> Folder {
    let number = openat(
      descriptor.number, name.description, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      // Systems differ in what they say of a link.
      let code = errno
      let isLink = look(at: name).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
      throw SystemError("write", shown(name), code: isLink ? ELOOP : code)
    }
    let path = shown(name)
    return Folder(Descriptor(number: number, path: path), path: path)
  }

  /// A folder in this one, made when nothing stands there.
  func folder(making name: Name) throws(SystemError) -> Folder {
    if mkdirat(descriptor.number, name.description, 0o777) != 0, errno != EEXIST {
      throw SystemError("create", shown(name))
    }
    return try folder(name)
  }

  /// A new folder in this one, for this user alone; nil when something stands at its name.
  func makeFolder(_ name: Name) throws(SystemError) -> Folder? {
    guard mkdirat(descriptor.number, name.description, 0o700) == 0 else {
      if errno == EEXIST { return nil }
      throw SystemError("create", shown(name))
    }
    return try folder(name)
  }

  /// A new file to write; an error when anything stands at its name.
  func create(_ name: Name) throws(SystemError) -> Descriptor {
    let number = openat(
      descriptor.number, name.description, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemError("write", shown(name)) }
    return Descriptor(number: number, path: shown(name))
  }

  /// A regular file to read; nil when there is none.
  func file(_ name: Name) throws(SystemError) -> Descriptor? {
    // A pipe in its place would keep the opening waiting.
    let number = openat(
      descriptor.number, name.description, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOENT || errno == ELOOP || errno == ENXIO { return nil }
      throw SystemError("read", shown(name))
    }
    let file = Descriptor(number: number, path: shown(name))
    return try Files.isRegular(file) ? file : nil
  }

  /// All bytes of a regular file; nil when there is none, an error when they are more than a limit.
  func read(_ name: Name, limit: Int) throws(SystemError) -> [UInt8]? {
    try file(name).map { file throws(SystemError) in try file.readAll(limit: limit) }
  }

  // MARK: Changing

  /// Makes a file of these bytes, where nothing stands.
  func write(_ bytes: [UInt8], to name: Name) throws(SystemError) { try create(name).write(bytes) }

  /// Gives a file or folder its place, taking that of a file, of a link or of an empty folder.
  func rename(_ name: Name, to new: Name, in folder: Folder) throws(SystemError) {
    guard renameat(descriptor.number, name.description, folder.descriptor.number, new.description) == 0 else {
      throw SystemError("write", folder.shown(new))
    }
  }

  /// Removes a regular file. Anything else that stands at the name stays.
  func remove(_ name: Name) throws(SystemError) {
    if status(of: name) != nil { try unlink(name) }
  }

  /// Removes whatever stands at a name and is not a folder: of a link the link, not what it leads to.
  func unlink(_ name: Name) throws(SystemError) {
    guard unlinkat(descriptor.number, name.description, 0) == 0 || errno == ENOENT else {
      throw SystemError("remove", shown(name))
    }
  }

  /// Removes a folder when it is empty.
  func removeFolderIfEmpty(_ name: Name) { _ = unlinkat(descriptor.number, name.description, AT_REMOVEDIR) }

  /// Removes a folder with all that is in it. Links in it are removed, not followed, and a folder of another
  /// file system stays.
  func removeTree(_ name: Name) throws(SystemError) {
    guard !isMountPoint(name) else { throw SystemError("remove", shown(name), code: EBUSY) }
    let folder = try folder(name)
    for name in try folder.names() {
      if try folder.kind(of: name) == .folder {
        try folder.removeTree(name)
      } else {
        try folder.unlink(name)
      }
    }
    guard unlinkat(descriptor.number, name.description, AT_REMOVEDIR) == 0 || errno == ENOENT else {
      throw SystemError("remove", shown(name))
    }
  }

  /// Takes the lock on the folder, which ends with its last reference or with the process; false when another
  /// run has it.
  func lock() throws(SystemError) -> Bool {
    if flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw SystemError("lock", path) }
    return false
  }

  /// Gives the lock back before.
  func unlock() { _ = flock(descriptor.number, LOCK_UN) }

  /// Writes to the disk what its file system still holds in memory.
  func sync() throws(SystemError) {
    #if canImport(Darwin)
      Darwin.sync()
    #else
      guard syncfs(descriptor.number) == 0 else { throw SystemError("write", path) }
    #endif
  }
}
