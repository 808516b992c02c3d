import Testing

@testable import ReportKit

@Suite struct AnswerDecoderTests {
  @Test(
    "The members of a saved answer tell its version",
    arguments: [
      (#"{"sessionId":"one","id":"two"}"#, "one"), (#"{"id":"two","haulted":true}"#, nil),
      (#"{"id":"two","haultReason":null}"#, nil), (#"{"id":"two","messageToUser":"x"}"#, nil),
      (#"{"id":"two","status":"failed"}"#, "two"), (#"{"id":"two"}"#, "two"), (#"{"status":"failed"}"#, nil),
      (#"{"error":"not found"}"#, nil), ("{}", nil),
    ] as [(String, String?)])
  func saved(json: String, id: String?) throws {
    #expect(try answer(json).id == id)
  }

  @Test(
    "The request tells the version of a fetched answer, whatever its members",
    arguments: [(.v1List, "one"), (.v1Job, "one"), (.v2Job, "two"), (.saved, "one")]
      as [(Snapshot.Endpoint, String)])
  func fetched(endpoint: Snapshot.Endpoint, id: String) throws {
    let snapshot = Snapshot(
      provider: "mintlify", project: "acme", endpoint: endpoint,
      bytes: [UInt8](#"{"sessionId":"one","id":"two"}"#))
    #expect(try Providers.decode(snapshot, hiding: .shapes).id == id)
  }

  @Test(
    "What is no object is an error",
    arguments: [
      ("null", "an object expected at byte 0"), ("[{}]", "an object expected at byte 0"),
      (#"{"id":"#, "it ends in the middle of a value, at byte 6"),
      ("", "it ends in the middle of a value, at byte 0"),
    ])
  func noObject(json: String, words: String) {
    #expect(message { _ = try answer(json) } == words)
  }
}
