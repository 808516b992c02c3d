import Testing

@testable import CommonMark

@Suite("Sets of characters")
struct ByteSetTests {
  @Test("hold what their comments say")
  func contents() {
    let controls = Set<UInt8>(0..<0x20)
    let forge = controls.union("0123456789abcdefABCDEF".utf8)
    #expect(members(.inline) == controls.union(##"\`*_[]<&~:wW@|!$"##.utf8))
    #expect(members(.inlineOnGitHub) == forge.union(##"\`*_[]<&~:wW@|!#$-/"##.utf8))
    #expect(members(.inlineOnGitLab) == forge.union(##"\`*_[]<&~:wW@|!#$-/%{"##.utf8))
    #expect(members(.gitLabSigns) == Set("!#".utf8))
    #expect(members(.cellMarkup) == Set(##"\`*_[]<&"##.utf8))
    #expect(members(.autolinkTriggers) == Set(##":@wW"##.utf8))
    #expect(members(.hostEnds) == Set("/?#: ".utf8))
    let alphanumeric = Set((0...255).filter(\.isAlphanumeric) as [UInt8])
    #expect(members(.path) == alphanumeric.union("-._/".utf8))
    #expect(members(.destination) == alphanumeric.union(##"-_.+!*(),%#@?=;:/$~&'"##.utf8))
    #expect(members(.address) == Set(##".!#$%&'*+/=^_`{|}~-"##.utf8))
    #expect(members(.trailing) == Set(##"?!.,:*_~'""##.utf8))
  }

  @Test("A text without marks is written as it is", arguments: UInt8.min...0x7F)
  func marks(byte: UInt8) {
    for other in UInt8.min...0x7F {
      for text in [[0x61, byte, other, 0x61], Array("www".utf8) + [byte, other, 0x61]] {
        text.withUnsafeBufferPointer { text in
          let marks = TextMarks(of: text)
          guard marks.isSubset(of: [.period, .digit]), !Autolink.mayBegin(in: text, with: marks) else {
            return
          }
          var markdown: [UInt8] = []
          MarkdownText(precedesLink: true, defusesDollars: true).write(text, into: &markdown)
          var html: [UInt8] = []
          Escaping.htmlContent(text, into: &html)
          #expect(markdown == Array(text) && html == Array(text))
        }
      }
    }
  }

  private func members(_ set: ByteSet) -> Set<UInt8> { Set((0...255).filter(set.contains)) }
}
