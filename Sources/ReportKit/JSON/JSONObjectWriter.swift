/// Writes one JSON object, member by member, in the order of the calls.
struct JSONObjectWriter {
  private var bytes: [UInt8] = []
  private var isFirst = true

  /// An object without members.
  init() { bytes.append(UInt8(ascii: "{")) }

  /// An object without members behind other bytes, which are not there until it is finished into the same.
  init(behind output: inout [UInt8]) {
    swap(&bytes, &output)
    bytes.append(UInt8(ascii: "{"))
  }

  mutating func add(_ name: StaticString, _ text: String?) {
    open(name)
    if let text { JSONString.write(text, into: &bytes) } else { bytes += "null".utf8 }
  }

  mutating func add(_ name: StaticString, utf8 text: [UInt8]) {
    open(name)
    // An array that grows by itself takes up to three times the room of a text that fills most of it.
    if text.count > 1 << 20 { bytes.reserveCapacity(bytes.count + JSONString.size(of: text) + 4096) }
    JSONString.write(text, into: &bytes)
  }

  mutating func add(_ name: StaticString, _ number: Int) {
    open(name)
    bytes += String(number).utf8
  }

  mutating func add(_ name: StaticString, _ number: Int?) {
    open(name)
    bytes += (number.map(String.init) ?? "null").utf8
  }

  /// A number that is finite, with as few digits as tell it apart.
  mutating func add(_ name: StaticString, _ number: Double?) {
    open(name)
    bytes += (number.map { "\($0)" } ?? "null").utf8
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
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      nest { write(element, &$0) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A member whose value is a list of texts, or null.
  mutating func add(_ name: StaticString, texts: [String]?) {
    open(name)
    guard let texts else {
      bytes += "null".utf8
      return
    }
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
    nest(write)
  }

  /// A member whose value is JSON already; line breaks at its end are left out.
  mutating func add(_ name: StaticString, json: [UInt8]) {
    open(name)
    bytes += json.last == 0x0A ? json.dropLast() : json[...]
  }

  /// A member with a name that is known only now.
  mutating func add(name: String, _ number: Int) {
    separate()
    JSONString.write(name, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    bytes += String(number).utf8
  }

  /// Appends the whole object, of which nothing is left.
  mutating func finish(into output: inout [UInt8]) {
    bytes.append(UInt8(ascii: "}"))
    if output.isEmpty { swap(&output, &bytes) } else { output += bytes }
  }

  /// An object as a value, in the same bytes.
  private mutating func nest(_ write: (inout JSONObjectWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
    write(&self)
    isFirst = false
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func open(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }
}
