import Testing

@testable import ReportKit

@Suite struct AnswerDecoderTests {
  @Test(
    "The members of a saved answer tell its kind",
    arguments: [
      (#"{"sessionId":"one","id":"two"}"#, "one"), (#"{"id":"two","haulted":true}"#, "no id"),
      (#"{"id":"two","haultReason":null}"#, "no id"), (#"{"id":"two","messageToUser":"x"}"#, "no id"),
      (#"{"pullRequestLink":null}"#, "no id"), (#"{"id":"two","prLink":null}"#, "two"),
      (#"{"id":"two","source":{},"model":null}"#, "two"),
      (#"{"id":"three","provider":"x","status":"failed","sessionId":"one","prLink":null}"#, "three"),
      // Alone these could be anybody's.
      (#"{"id":"two"}"#, "an object with 'id'"),
      (
        #"{"id":"two","status":"failed","archivedAt":null}"#,
        "an object with 'id', 'status', 'archivedAt' ('provider' is missing; a line needs id, provider and status)"
      ),
      (
        #"{"id":"two","status":"failed"}"#,
        "an object with 'id', 'status' ('provider' is missing; a line needs id, provider and status)"
      ),
      (
        #"{"id":"two","provider":"x","title":"T"}"#,
        "an object with 'id', 'provider', 'title' ('status' is missing; a line needs id, provider and status)"
      ),
      (#"{"status":"failed","prLink":null}"#, "an object with 'status', 'prLink'"),
      (
        #"{"id":"fa-1","name":"T","status":"FINISHED","origin":{"repository":"r"},"target":{},"createdAt":"x"}"#,
        "an object with 'id', 'name', 'status', 'origin', 'target' and 1 more member ('provider' is missing; a line needs id, provider and status)"
      ),
      (
        #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}"#,
        "an object with 'a', 'b', 'c', 'd', 'e' and 2 more members"
      ),
      ("{}", "an empty object"),
      (
        #"{"\u001b[31m\n\u202e":1,"mint_0123456789abcdef":2}"#,
        #"an object with '\u{1b}[31m\u{a}\u{202e}', 'mint_[redacted]'"#
      ),
      (
        "{\"\(String(repeating: "n", count: 100))\":1}",
        "an object with '\(String(repeating: "n", count: 40))…'"
      ),
    ])
  func saved(json: String, kind: String) throws {
    let found: String
    do {
      found = try Providers.decode(Record(saved: json), hiding: .shapes).id?.text ?? "no id"
    } catch {
      guard case .unknown(let shape) = error else { throw error }
      found = shape.description
    }
    #expect(found == kind)
  }

  @Test("No answer has the marks of two kinds", arguments: ["mintlify-v1", "mintlify-v2", "line"])
  func marks(kind: String) throws {
    let text = [
      "mintlify-v1":
        #"{"sessionId":"a","subdomain":"b","branch":null,"haulted":true,"haultReason":"error","pullRequestLink":"","messageToUser":"","todos":[],"userId":"u","title":"t","createdAt":"x"}"#,
      "mintlify-v2":
        #"{"id":"a","status":"active","source":{"repository":"r","ref":null},"model":"m","prLink":null,"createdAt":"x","archivedAt":null}"#,
      "line": try #require(
        try TestSite([#"{"sessionId":"a","haultReason":"error"}"#]).texts()["data/jobs.jsonl"]),
    ]
    let json = JSONText([UInt8](try #require(text[kind])))
    let members = try json.members()
    let knowing = Providers.savedKinds.filter { decoder in
      decoder.marks.contains { $0.allSatisfy { name in members.contains { json.isNamed($0, name) } } }
    }
    #expect(knowing.count == 1)
  }

  @Test(
    "What an API says in the place of jobs is told in its own words",
    arguments: [
      (#"{"error":"Unauthorized"}"#, #""Unauthorized""#),
      (
        #"{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}"#,
        #""Bad credentials""#
      ),
      (#"{"error":{"code":403,"message":"No access","status":"PERMISSION_DENIED"}}"#, #""No access""#),
      (#"{"error":"Too Many Requests","message":"Slow down"}"#, #""Too Many Requests: Slow down""#),
      (#"{"data":null,"errors":[{"type":"RATE_LIMITED","message":"Limit"}]}"#, #""Limit""#),
      (#"{"errors":["Bad"]}"#, #""Bad""#), (#"{"detail":"Not found"}"#, #""Not found""#),
      (
        #"{"error":"key mint_0123456789abcdef\n\u001b is wrong"}"#,
        #""key mint_[redacted]\u{a}\u{1b} is wrong""#
      ),
      ("{\"error\":\"\(String(repeating: "x", count: 300))\"}", "\"\(String(repeating: "x", count: 200))…\""),
    ])
  func failure(json: String, words: String) {
    #expect(throws: AnswerError.failure(words)) {
      try Providers.decode(Record(saved: json), hiding: .shapes)
    }
  }

  @Test(
    "Empty words are no error of an API",
    arguments: [#"{"title":"x"}"#, #"{"error":"","errors":[]}"#, #"{"message":{}}"#])
  func noFailure(json: String) {
    #expect(
      throws: AnswerError.unknown(
        JSONShape(object: (try? JSONText([UInt8](json)).members()) ?? [], of: JSONText([UInt8](json))))
    ) {
      try Providers.decode(Record(saved: json), hiding: .shapes)
    }
  }

  @Test(
    "The request tells the version of a fetched answer, whatever its members",
    arguments: [(.v1List, "one"), (.v1Job, "one"), (.v2Job, "two"), (.saved, "one")]
      as [(Endpoint.ID, String)])
  func fetched(endpoint: Endpoint.ID, id: String) throws {
    let record = Record(
      provider: "mintlify", project: "acme", endpoint: endpoint,
      bytes: [UInt8](#"{"sessionId":"one","id":"two"}"#))
    #expect(try Providers.decode(record, hiding: .shapes).id?.text == id)
  }

  @Test(
    "What is no object is an error",
    arguments: [
      ("null", "an answer that is no JSON object: an object expected at byte 0"),
      ("[{}]", "an answer that is no JSON object: an object expected at byte 0"),
      (#"{"id":"#, "an answer that is no JSON object: it ends in the middle of a value, at byte 6"),
      ("", "an answer that is no JSON object: it ends in the middle of a value, at byte 0"),
    ])
  func noObject(json: String, words: String) {
    #expect(message { _ = try answer(json) } == words)
  }

  @Test(
    "A forge's project and repository are shown without keys",
    arguments: [
      #"{"number":1,"headRefName":"a","isDraft":false,"state":"OPEN","url":"https://github.com/acme/ghp_0123456789abcdef0123456789abcdef0123/pull/1","author":{"login":"devin-ai-integration"}}"#,
      #"{"iid":1,"source_branch":"devin/1700000000-a","target_branch":"main","state":"opened","web_url":"https://gitlab.com/acme/ghp_0123456789abcdef0123456789abcdef0123/-/merge_requests/1"}"#,
    ])
  func forge(json: String) throws {
    let patch = try answer(json)
    #expect(patch.project == "acme/ghp_[redacted]" || patch.project == "acme/…[redacted]", "\(patch)")
    #expect(patch.repository.value?.contains("[redacted]") == true, "\(patch.repository)")
  }
}
