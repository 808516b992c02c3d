/// A kind of file that is read whole. Each has a limit, so that one without an end, such as a device, ends with a
/// reason.
struct WholeFile {
  /// The most bytes it may have.
  let limit: Int
  /// What it is for, in an error.
  let purpose: String

  static let key = WholeFile(limit: 64 << 10, purpose: "an API key")
  static let settings = WholeFile(limit: 64 << 10, purpose: "a settings file")
  static let acknowledgements = WholeFile(limit: 64 << 10, purpose: "a file of acknowledgements")
  static let people = WholeFile(limit: 1 << 20, purpose: "a file of names")
  static let ids = WholeFile(limit: 16 << 20, purpose: "a list of job ids")
  static let template = WholeFile(limit: 4 << 20, purpose: "a template")
  /// GitHub sends no larger one (https://docs.github.com/en/webhooks/webhook-events-and-payloads).
  static let event = WholeFile(limit: 25 << 20, purpose: "the event of a workflow")

  /// Reads a file; `-` is no other name than any.
  func read(_ path: String) throws(ReadingError) -> [UInt8] {
    do {
      return try Files.read(path, limit: limit)
    } catch {
      throw failure(error, place: "'\(path)'")
    }
  }

  /// Reads standard input.
  func readStandardInput() throws(ReadingError) -> [UInt8] {
    do {
      return try Descriptor.standardInput.readAll(limit: limit)
    } catch {
      throw failure(error, place: "standard input")
    }
  }

  private func failure(_ error: SystemError, place: String) -> ReadingError {
    error.isTooLarge
      ? .tooLarge(place: place, limit: TemporaryFolder.words(Int64(limit)), purpose: purpose)
      : .system(error)
  }
}
