import Testing

@testable import ReportKit

@Suite struct JSONObjectWriterTests {
  private func written(_ write: (inout JSONObjectWriter) -> Void) -> String {
    var object = JSONObjectWriter()
    write(&object)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    return bytes.text
  }

  @Test("An object without members")
  func empty() {
    #expect(written { _ in } == "{}")
  }

  @Test("Members stand in the order of the calls, with each kind of value")
  func members() {
    let json = written { object in
      object.add("text", "a\"<")
      object.add("none", nil as String?)
      object.add("bytes", utf8: [UInt8]("é\n"))
      object.add("number", -3)
      object.add("yes", true)
      object.add("no", false)
      object.add(name: "a \"name\"", 7)
    }
    #expect(
      json
        == #"{"text":"a\"\u003c","none":null,"bytes":"é\n","number":-3,"yes":true,"no":false,"a \"name\"":7}"#
    )
  }

  @Test("Lists and objects nest")
  func nested() {
    let json = written { object in
      object.add("list", objects: [1, 2]) { number, object in object.add("n", number) }
      object.add("empty", objects: [Int]()) { _, _ in }
      object.add(object: "object") { $0.add("a", 1) }
      object.add(object: "nothing") { _ in }
    }
    #expect(json == #"{"list":[{"n":1},{"n":2}],"empty":[],"object":{"a":1},"nothing":{}}"#)
  }

  @Test("JSON that is there already loses its line break", arguments: ["{\"a\":1}\n", "{\"a\":1}"])
  func json(source: String) {
    #expect(written { $0.add("report", json: [UInt8](source)) } == #"{"report":{"a":1}}"#)
  }
}
