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

  convenience init(writing path: String) throws(SystemError) {
    let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemError("write", path) }
    self.init(number: number, path: path)
  }

  /// A file to add to, made when it is missing.
  convenience init(appending path: String) throws(SystemError) {
    let number = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemError("write", path) }
    self.init(number: number, path: path)
  }

  /// A file to lock: made when it is missing, and otherwise left as it is.
  convenience init(locking path: String) throws(SystemError) {
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
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

  deinit {
    if isOwned { _ = systemClose(number) }
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
  func write(_ bytes: [UInt8]) throws(SystemError) {
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
