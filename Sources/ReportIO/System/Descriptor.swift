#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file, closed when the last reference goes.
final class Descriptor: Sendable {
  /// The system's number for it.
  let number: Int32
  /// The file, as the person named it.
  let path: String
  private let isOwned: Bool

  init(number: Int32, path: String, isOwned: Bool = true) {
    self.number = number
    self.path = path
    self.isOwned = isOwned
  }

  convenience init(reading path: String) throws(SystemError) {
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("read", path) }
    self.init(number: number, path: path)
  }

  /// What a person named to be written to, which is there: a pipe, a device, or a file that cannot be replaced.
  convenience init(writingInto path: String) throws(SystemError) {
    let number = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("write", path) }
    self.init(number: number, path: path)
  }

  /// A file to add to, made when it is missing, and to see how it ends.
  convenience init(appending path: String) throws(SystemError) {
    let number = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemError("write", path) }
    self.init(number: number, path: path)
  }

  /// A file without a name, gone when it is closed: what is fetched waits in one for its page.
  convenience init(temporaryIn folder: String) throws(SystemError) {
    // mkstemp(3) puts letters that make a new name in the place of these.
    let placeholder = String(repeating: "X", count: 6)
    var template = Array("\(folder)/jobreport-\(placeholder)".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw SystemError("create a temporary file in", folder) }
    unlink(template)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    self.init(number: number, path: folder)
  }

  static let standardInput = Descriptor(number: 0, path: "standard input", isOwned: false)

  /// The stream for results or for messages, if it is what a path leads to. Opened anew, a file behind it would
  /// be written from its beginning a second time.
  static func standardStream(at path: String) -> Descriptor? {
    var named = stat()
    guard stat(path, &named) == 0 else { return nil }
    for number in [STDOUT_FILENO, STDERR_FILENO] {
      var stream = stat()
      if fstat(number, &stream) == 0, stream.st_dev == named.st_dev, stream.st_ino == named.st_ino {
        return Descriptor(number: number, path: path, isOwned: false)
      }
    }
    return nil
  }

  deinit {
    if isOwned { _ = systemClose(number) }
  }

  /// Its size and the time of its last change.
  var status: Files.Status {
    get throws(SystemError) { try Files.status(of: number, path: path) }
  }

  /// At most `count` bytes from where the last reading ended; empty at the end.
  func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    var code: Int32 = 0
    let number = number
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      var result: Int
      repeat { result = systemRead(number, buffer.baseAddress, count) } while result < 0 && errno == EINTR
      if result < 0 { code = errno }
      initialized = max(0, result)
    }
    guard code == 0 else { throw SystemError("read", path, code: code) }
    return bytes
  }

  /// All bytes from where the last reading ended; an error when they are more than a limit.
  func readAll(limit: Int) throws(SystemError) -> [UInt8] {
    // One byte more than its size, so that the end is seen; what has no size is read piece by piece.
    let size = Int(try status.size)
    guard size <= limit else { throw SystemError("read", path, code: EFBIG) }
    var bytes = try read(upTo: size + 1)
    if size > 0, bytes.count <= size, try Files.isRegular(self) { return bytes }
    while true {
      guard bytes.count <= limit else { throw SystemError("read", path, code: EFBIG) }
      let chunk = try read(upTo: 1 << 16)
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Exactly `count` bytes at an offset; nil when the file is shorter.
  func read(_ count: Int, at offset: Int64) throws(SystemError) -> [UInt8]? {
    let bytes = try read(count, upToEndFrom: offset)
    return bytes.count == count ? bytes : nil
  }

  /// The bytes from an offset on, `count` unless the file ends before.
  func read(_ count: Int, upToEndFrom offset: Int64) throws(SystemError) -> [UInt8] {
    var code: Int32 = 0
    let number = number
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let result = pread(
          number, buffer.baseAddress?.advanced(by: initialized), count - initialized,
          off_t(offset) + off_t(initialized))
        if result < 0, errno == EINTR { continue }
        if result < 0 { code = errno }
        if result <= 0 { return }
        initialized += result
      }
    }
    guard code == 0 else { throw SystemError("read", path, code: code) }
    return bytes
  }

  /// Writes all bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes[...]) }

  /// Writes all bytes.
  func write(_ bytes: ArraySlice<UInt8>) throws(SystemError) {
    var code: Int32 = 0
    let number = number
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let result = systemWrite(
          number, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if result < 0, errno == EINTR { continue }
        guard result > 0 else {
          code = result < 0 ? errno : EIO
          return
        }
        written += result
      }
    }
    guard code == 0 else { throw SystemError("write", path, code: code) }
  }
}

private func systemClose(_ number: Int32) -> Int32 { close(number) }
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, buffer, count)
}
private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, buffer, count)
}
