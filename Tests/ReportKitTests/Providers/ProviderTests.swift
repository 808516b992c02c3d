import Testing

@testable import ReportKit

/// What holds for every provider.
@Suite struct ProviderTests {
  @Test("No two providers, endpoints or variables have one name")
  func names() {
    let all = Provider.all
    #expect(Set(all.map(\.id)).count == all.count)
    let endpoints = all.flatMap(\.endpoints).map(\.id)
    #expect(Set(endpoints).count == endpoints.count)
    #expect(!endpoints.contains(.saved))
    let variables = all.flatMap {
      [$0.key.variable, $0.address.variable, $0.address.setByCI, $0.projectVariable].compactMap(\.self)
    }
    #expect(Set(variables).count == variables.count)
  }

  @Test("What archives have is never renamed")
  func archived() {
    for id in ["v1/jobs", "v1/job", "v2/job", "saved"] {
      #expect(Providers.knows(Endpoint.ID(rawValue: id)))
    }
    #expect(Providers.sameRecord(as: .v1Job) == [.v1List, .v1Job])
    #expect(Providers.sameRecord(as: .v2Job) == [.v2Job])
    let newer = Endpoint.ID(rawValue: "v9/jobs")
    #expect(!Providers.knows(newer))
    #expect(Providers.sameRecord(as: newer) == [newer])
    let row = ArchivedRecord(
      provider: "mintlify", project: "acme", id: "a", endpoint: "v9/jobs", time: "2026-01-01T00:00:00.000Z",
      status: "", bytes: Array(#"{"sessionId":"a"}"#.utf8))
    #expect(row.record == nil)
    #expect(throws: AnswerError.newer(newer)) {
      try Providers.decode(
        Record(provider: "mintlify", project: nil, endpoint: newer, bytes: row.bytes), hiding: .shapes)
    }
  }

  @Test(
    "A project is named with its provider in front, but for the standard one",
    arguments: [
      ("acme", "mintlify", "acme", "acme"), ("mintlify:acme", "mintlify", "acme", "acme"),
      ("mintlify:mintlify:a", "mintlify", "mintlify:a", "mintlify:mintlify:a"),
      ("nobody:acme", "mintlify", "nobody:acme", "nobody:acme"),
    ] as [(String, ID, ID, ID)])
  func projects(text: String, provider: ID, id: ID, spelled: ID) {
    let project = Project(spelled: text)
    #expect(project.provider.id == provider)
    #expect(project.id == id)
    #expect(project.spelled == spelled)
    #expect(Project(spelled: project.spelled.text) == project)
  }

  @Test("A list that leaves out what is empty has no jobs, and any other object is no list")
  func emptyLists() throws {
    let endpoint = try #require(Provider.jules.lists().first)
    #expect(try ListingPage([UInt8]("{}"), of: endpoint).elements.isEmpty)
    for json in [#"{"agents":[]}"#, #"{"error":{"code":403}}"#, "[]"] {
      #expect(throws: ListingPageError.self) { try ListingPage([UInt8](json), of: endpoint) }
    }
    let other = try #require(Provider.devin.lists().first)
    #expect(throws: ListingPageError.self) { try ListingPage([UInt8]("{}"), of: other) }
  }

  @Test("A page of a list by cursor says what the next one is asked for with")
  func cursors() throws {
    let endpoint = Endpoint(
      Endpoint.ID(rawValue: "x/jobs"), request: RequestTemplate("GET /jobs?after={cursor}"),
      answer: .list(
        at: ["data", "items"],
        .cursor(at: ["data", "end_cursor"], more: ["data", "has_next_page"], size: 2),
        order: .started("created_at")), secrets: ["key"]
    ) { _ in JobPatch() }
    func page(_ json: String) throws -> ListingPage { try ListingPage([UInt8](json), of: endpoint) }
    let first = try page(
      #"{"data":{"items":[{"id":"b","created_at":1793600000},{"id":7,"key":"s","created_at":1793500000}],"end_cursor":"c1","has_next_page":true}}"#
    )
    #expect(first.cursor == "c1")
    #expect(first.elements.map(\.id) == ["b", "7"])
    #expect(first.isNewestFirst)
    #expect(String(decoding: first.elements[1].bytes, as: UTF8.self) == #"{"id":7,"created_at":1793500000}"#)
    for end in [
      #""end_cursor":null,"has_next_page":false"#, #""end_cursor":"c2","has_next_page":false"#,
      #""end_cursor":"","has_next_page":true"#, #""has_next_page":true"#,
    ] {
      #expect(try page(#"{"data":{"items":[],\#(end)}}"#).cursor == nil)
    }
    #expect(throws: ListingPageError.self) { try page(#"{"items":[]}"#) }
    #expect(try page(#"{"data":null}"#).elements.isEmpty)
  }
}
