import ReportKit
import Testing

/// What APIs say in the body of an error, in the shapes that they use.
@Suite struct ErrorBodyTests {
  @Test(
    arguments: [
      (#"{"error":"Unauthorized"}"#, "Unauthorized"),
      (#"{"message":"Bad credentials","documentation_url":"https://docs.github.com"}"#, "Bad credentials"),
      (
        #"{"message":"Validation Failed","errors":[{"field":"data","code":"invalid"},{"message":"too long"},"text",{"message":"fourth"}]}"#,
        "Validation Failed: 'data' is invalid; too long; text"
      ),
      (#"{"data":null,"errors":[{"type":"X","message":"Something went wrong"}]}"#, "Something went wrong"),
      (
        #"{"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}}"#,
        "The caller does not have permission"
      ),
      (#"{"error":"Too Many Requests","message":"slow down"}"#, "Too Many Requests: slow down"),
      (#"{"detail":"Not found"}"#, "Not found"),
      (#"{"error":""}"#, nil), (#"{"error":null}"#, nil), (#"{"id":"x"}"#, nil), ("[]", nil), ("oops", nil),
      ("", nil),
    ] as [(String, String?)])
  func words(body: String, words: String?) {
    #expect(ErrorBody.words(Array(body.utf8)) == words)
  }
}
