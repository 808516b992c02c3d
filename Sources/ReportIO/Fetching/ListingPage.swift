import ReportKit

/// One page of a list of jobs.
public struct ListingPage: Sendable {
  /// A job as the list has it.
  public struct Element: Sendable {
    /// Its `sessionId` (or `id`); nil when it has none, or no text.
    public let id: String?
    /// Its `createdAt`, as it is written.
    public let createdAt: String?
    /// Its own bytes.
    public let bytes: [UInt8]
  }

  /// The jobs, in order.
  public let elements: [Element]

  /// Takes an answer `{"allSessions": […]}` apart; throws when it is no such thing.
  init(_ body: [UInt8]) throws(JobPageError) {
    let text = JSONText(body)
    do {
      let root = try text.root()
      guard root.kind == .object, let list = text.value("allSessions", in: try text.members(of: root)),
        list.kind == .array
      else { throw JobPageError.otherShape }
      var elements: [Element] = []
      for value in try text.elements(of: list) {
        elements.append(ListingPage.element(Array(body[value.range])))
      }
      self.elements = elements
    } catch let error as JSONError {
      throw .noJSON(error)
    } catch {
      throw .otherShape
    }
  }

  /// Whether no job is older than the one behind it, as far as they tell.
  var isNewestFirst: Bool {
    let dates = elements.compactMap(\.createdAt)
    return zip(dates, dates.dropFirst()).allSatisfy { $0 >= $1 }
  }

  private static func element(_ bytes: [UInt8]) -> Element {
    let text = JSONText(bytes)
    // A job that is no object has no members; what to make of it is the provider's business.
    let members = (try? text.members()) ?? []
    func string(_ name: StaticString) -> String? {
      guard let value = text.value(name, in: members), let string = text.string(value), !string.isEmpty
      else { return nil }
      return string
    }
    return Element(id: string("sessionId") ?? string("id"), createdAt: string("createdAt"), bytes: bytes)
  }
}

/// Why an answer is no page.
enum JobPageError: Error {
  case noJSON(JSONError)
  case otherShape
}
