import Testing

@testable import ReportKit

/// One description, written forwards and read backwards.
@Suite struct RequestTemplateTests {
  private typealias Values = RequestTemplate.Values

  private static func values(_ texts: [(RequestTemplate.Slot, String)]) -> RequestTemplate.Values {
    var values = RequestTemplate.Values()
    for (slot, text) in texts { values[slot] = text }
    return values
  }

  @Test(
    "Places are filled and encoded; a part of the query whose place is empty is left out",
    arguments: [
      (
        "GET /v1/agent/{project}/jobs?skip={offset}&take={size}",
        [(.project, "a/b?c"), (.offset, "0"), (.size, "100")],
        "/v1/agent/a%2Fb%3Fc/jobs?skip=0&take=100"
      ),
      ("GET /v0/agents?limit={size}&cursor={cursor}", [(.size, "100")], "/v0/agents?limit=100"),
      (
        "GET /v0/agents?limit={size}&cursor={cursor}", [(.size, "100"), (.cursor, "b&c=d")],
        "/v0/agents?limit=100&cursor=b%26c%3Dd"
      ),
      ("GET /sessions?first={size}&state=all", [(.size, "9")], "/sessions?first=9&state=all"),
      ("GET /sessions/{id}/messages", [(.id, "../x")], "/sessions/..%2Fx/messages"),
    ] as [(String, [(RequestTemplate.Slot, String)], String)])
  func forwards(template: String, texts: [(RequestTemplate.Slot, String)], target: String) {
    let written = RequestTemplate(template).target(Self.values(texts)) { text in
      text.replacing("%", with: "%25").replacing("/", with: "%2F").replacing("?", with: "%3F")
        .replacing("&", with: "%26").replacing("=", with: "%3D")
    }
    #expect(written == target)
  }

  @Test(
    "What was written is read back",
    arguments: [
      (
        "GET /v1/agent/{project}/jobs?skip={offset}&take={size}",
        [(.project, "a/b"), (.offset, "200"), (.size, "100")]
      ),
      ("GET /v1/agent/{project}/job/{id}", [(.project, "acme"), (.id, "job 1")]),
      ("GET /v0/agents?limit={size}&cursor={cursor}", [(.size, "100")]),
    ] as [(String, [(RequestTemplate.Slot, String)])])
  func backwards(template: String, texts: [(RequestTemplate.Slot, String)]) throws {
    let template = RequestTemplate(template)
    let values = Self.values(texts)
    let target = template.target(values) { $0.replacing("/", with: "%2F") }
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = parts[0].split(separator: "/").map { $0.replacing("%2F", with: "/") }.map(String.init)
    let query = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { item in
      let halves = item.split(separator: "=", maxSplits: 1)
      return (name: String(halves[0]), value: String(halves[1]))
    }
    #expect(template.values(method: "GET", path: path, query: query, body: []) == values)
    #expect(template.values(method: "POST", path: path, query: query, body: []) == nil)
    #expect(template.values(method: "GET", path: path + ["more"], query: query, body: []) == nil)
  }

  @Test("A query of GraphQL has its values as variables, a number as a number, an empty one as null")
  func graphQL() throws {
    let template = RequestTemplate(
      graphQL: "query($o: String!) { x }",
      variables: [
        "o": "{owner}", "n": "{size}", "k": "{number}", "c": "{cursor}",
        "q": "user:{owner} is:pr until:{until}",
      ])
    var values = Values(project: "acme/docs", id: "acme/docs#12", sign: "#")
    values[.size] = "100"
    let body = try #require(template.body(values))
    #expect(
      String(decoding: body, as: UTF8.self)
        == #"{"query":"query($o: String!) { x }","variables":{"o":"acme","n":100,"k":12,"c":null,"q":"user:acme is:pr"}}"#
    )
    #expect(template.target(values, encode: { $0 }) == "/graphql")
    let read = try #require(template.values(method: "POST", path: ["graphql"], query: [], body: body))
    #expect(read[.owner] == "acme")
    #expect(read[.number] == "12")
    #expect(read[.cursor] == nil)
    #expect(read[.until] == nil)
    let other = Array(#"{"query":"query { y }","variables":{}}"#.utf8)
    #expect(template.values(method: "POST", path: ["graphql"], query: [], body: other) == nil)
  }

  @Test(
    "A project and an id are taken apart as forges write them",
    arguments: [
      ("acme/docs", nil, "#", "acme", "docs", "acme/docs", nil), ("acme", nil, "#", nil, nil, nil, nil),
      ("acme/docs", "nobody", "#", "acme", "docs", "acme/docs", nil),
      ("acme/docs", "acme/docs#1,2", "#", "acme", "docs", "acme/docs", nil),
      ("acme/docs", "acme/docs#", "#", "acme", "docs", "acme/docs", nil),
      ("acme", "12", "#", nil, nil, nil, nil), ("acme", "docs#12", "#", nil, nil, nil, "12"),
      ("acme", "acme/docs#12", "#", "acme", "docs", "acme/docs", "12"),
      ("a", "group/team/app!7", "!", "group", "team/app", "group/team/app", "7"),
      ("acme/docs", "acme/docs!12", "#", "acme", "docs", "acme/docs", nil),
      ("acme", "acme/docs#12", nil, nil, nil, nil, nil),
    ] as [(ID, ID?, Character?, String?, String?, String?, String?)])
  func parts(
    project: ID, id: ID?, sign: Character?, owner: String?, name: String?, repository: String?,
    number: String?
  ) {
    let values = Values(project: project, id: id, sign: sign)
    #expect(values[.project] == project.text)
    #expect(values[.owner] == owner)
    #expect(values[.name] == name)
    #expect(values[.repository] == repository)
    #expect(values[.number] == number)
  }
}
