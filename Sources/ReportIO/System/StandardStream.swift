/// The streams that the process was started with.
public enum StandardStream {
  /// Writes all bytes to an open descriptor, which stays open; `name` is what an error calls it.
  public static func write(_ bytes: [UInt8], to descriptor: Int32, name: String) throws(SystemError) {
    try Descriptor(number: descriptor, path: name, isOwned: false).write(bytes)
  }
}
