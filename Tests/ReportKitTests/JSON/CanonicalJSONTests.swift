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

  @Test(
    "Two objects agree when every member that both have is the same",
    arguments: [
      (#"{"a":1,"b":2}"#, #"{"b":2,"c":3}"#, true), (#"{"a":1}"#, #"{"a":2}"#, false),
      (#"{"a":1}"#, #"{"b":1}"#, true), (#"{"a":{"x":1,"y":2}}"#, #"{"a":{"y":2,"x":1},"b":null}"#, true),
      (#"{"a":null}"#, #"{"a":0}"#, false), (#"{"\u0061":1}"#, #"{"a":2}"#, false),
      (#"{"a":1,"a":2}"#, #"{"a":2}"#, false), ("[1]", "[1]", true), ("[1]", "[2]", false),
    ])
  func agreement(one: String, other: String, isAgreed: Bool) {
    #expect(CanonicalJSON.agree(Array(one.utf8), Array(other.utf8)) == isAgreed)
    #expect(CanonicalJSON.agree(Array(other.utf8), Array(one.utf8)) == isAgreed)
  }
}
