import ReportKit

/// Which jobs of a provider to fetch.
public struct JobRequest: Sendable {
  /// Project ids, asked one after the other.
  public var projects: [ID]
  /// Job ids; empty: the list of each project. Of several projects each is asked for an id that the
  /// ones before did not have.
  public var ids: [ID]
  /// Which version to ask.
  public var version: APIVersion
  /// Whether the provider is asked for more about every job, which costs a request a job and more.
  public var details: Bool
  /// Of which of these jobs, by their first answer; nil for all.
  public var wantsDetails: (@Sendable (Record) -> Bool)?
  /// Whether only what is open is listed, where there is a list of that.
  var onlyOpen = false
  /// How many requests are on their way at once, from 1 to 8. A list never has more than 3.
  public var maximumInFlight: Int
  /// Asked after each page of a list; true ends the reading there. The closing look at the first page
  /// stays. It is not asked while the order of the jobs is not the one that the list is to have. Nil reads to the end.
  public var stopsListing: (@Sendable (ListingPage) async throws -> Bool)?

  /// A request.
  public init(
    projects: [ID], ids: [ID] = [], version: APIVersion = .auto, details: Bool = false,
    maximumInFlight: Int = 4, stopsListing: (@Sendable (ListingPage) async throws -> Bool)? = nil,
    wantsDetails: (@Sendable (Record) -> Bool)? = nil
  ) {
    self.projects = projects
    self.ids = ids
    self.version = version
    self.details = details
    self.wantsDetails = wantsDetails
    self.maximumInFlight = maximumInFlight
    self.stopsListing = stopsListing
  }
}
