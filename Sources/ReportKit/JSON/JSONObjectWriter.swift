/// Writes one JSON object, member by member, in the order of the calls.
struct JSONObjectWriter {
  private var bytes: [UInt8] = []

  /// An object without members; room for so many bytes is made at once.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func add(_ name: StaticString, _ text: String?) {
    open(name)
    if let text { JSONString.write(text, into: &bytes) } else { bytes += "null".utf8 }
  }

  mutating func add(_ name: StaticString, utf8 text: [UInt8]) {
    open(name)
    JSONString.write(text, into: &bytes)
  }

  mutating func add(_ name: StaticString, _ number: Int) {
    open(name)
    bytes += String(number).utf8
  }

  mutating func add(_ name: StaticString, _ flag: Bool) {
    open(name)
    bytes += (flag ? "true" : "false").utf8
  }

  /// A member whose value is a list of objects, each written by a closure, or null.
  mutating func add<Element>(
    _ name: StaticString, objects elements: [Element]?, write: (Element, inout JSONObjectWriter) -> Void
  ) {
    open(name)
    guard let elements else {
      bytes += "null".utf8
      return
    }
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      var object = JSONObjectWriter()
      write(element, &object)
      object.finish(into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A member whose value is a list of texts.
  mutating func add(_ name: StaticString, texts: [String]) {
    open(name)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONString.write(text, into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A member whose value is an object.
  mutating func add(object name: StaticString, _ write: (inout JSONObjectWriter) -> Void) {
    open(name)
    var object = JSONObjectWriter()
    write(&object)
    object.finish(into: &bytes)
  }

  /// A member whose value is JSON already; line breaks at its end are left out.
  mutating func add(_ name: StaticString, json: [UInt8]) {
    open(name)
    bytes += json.last == 0x0A ? json.dropLast() : json[...]
  }

  /// A member with a name that is known only now.
  mutating func add(name: String, _ number: Int) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
    JSONString.write(name, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    bytes += String(number).utf8
  }

  /// Appends the whole object.
  func finish(into output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    output += bytes
    output.append(UInt8(ascii: "}"))
  }

  private mutating func open(_ name: StaticString) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }
}
