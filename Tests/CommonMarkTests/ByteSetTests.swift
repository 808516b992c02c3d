import Testing

@testable import CommonMark

@Suite("Sets of characters")
struct ByteSetTests {
  @Test("hold what their comments say")
  func contents() {
    #expect(members(.inline) == Set(##"\`*_[]<&~:wW@|!"##.utf8))
    #expect(members(.inlineOnGitHub) == Set(##"\`*_[]<&~:wW@|!#$-/"##.utf8))
    #expect(members(.inlineOnGitLab) == Set(##"\`*_[]<&~:wW@|!#$-/%{"##.utf8))
    #expect(members(.cellMarkup) == Set(##"\`*_[]<&"##.utf8))
    #expect(members(.autolinkTriggers) == Set(##":@wW"##.utf8))
    #expect(members(.href) == Set(##"-_.+!*(),%#@?=;:/$~"##.utf8))
    #expect(members(.address) == Set(##".!#$%&'*+/=^_`{|}~-"##.utf8))
    #expect(members(.trailing) == Set(##"?!.,:*_~'""##.utf8))
  }

  private func members(_ set: ByteSet) -> Set<UInt8> { Set((0...255).filter(set.contains)) }
}
