import ReportKit
import Testing

/// What counts as the same answer.
@Suite struct CanonicalJSONTests {
  @Test(
    "Order of members, white space and spelling of strings make no difference",
    arguments: [
      (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
      (" { \"a\" : [ 1 , 2 ] }\n", #"{"a":[1,2]}"#),
      (#"{"a":"\u00e9\/"}"#, #"{"a":"é/"}"#),
      (#"{"\u0061":1}"#, #"{"a":1}"#),
      (#"{"x":{"b":1,"a":[{"d":1,"c":2}]}}"#, #"{"x":{"a":[{"c":2,"d":1}],"b":1}}"#),
    ])
  func same(one: String, other: String) {
    #expect(CanonicalJSON.areSame(Array(one.utf8), Array(other.utf8)))
    #expect(CanonicalJSON.form(of: Array(one.utf8)) == CanonicalJSON.form(of: Array(other.utf8)))
  }

  @Test(
    "Everything else does",
    arguments: [
      (#"{"a":1}"#, #"{"a":1.0}"#), (#"{"a":1}"#, #"{"a":"1"}"#), (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#),
      (#"{"a":null}"#, "{}"), (#"{"a":"\ud800"}"#, #"{"a":"\ud801"}"#),
      (#"{"a":1,"a":2}"#, #"{"a":2,"a":1}"#), (#"{"a":"x "}"#, #"{"a":"x"}"#), ("{", "["),
    ])
  func different(one: String, other: String) {
    #expect(!CanonicalJSON.areSame(Array(one.utf8), Array(other.utf8)))
  }
}
