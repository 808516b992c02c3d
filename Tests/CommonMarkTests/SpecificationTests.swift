import TestData
import Testing

@testable import CommonMark

@Suite("CommonMark 0.30: every example of the specification")
struct SpecificationTests {
  /// Examples whose HTML differs by GFM: a bare URL is a link.
  static let autolinked: Set<Int> = [601, 605, 607, 610, 611]

  @Test(
    "comes out as cmark's safe mode gives it, but for the policies",
    .enabled(if: SharedData.isPresent, "needs shared/data"))
  func examples() throws {
    let examples = try SharedData.examples("commonmark-spec-0.30.json")
    #expect(examples.count == 652)
    // Those with HTML that is no text here.
    #expect(examples.count { Reference.hasElements($0.markdown) } == 44)
    let renderer = Renderer(policy: Policy(links: .external))
    for example in examples where !Self.autolinked.contains(example.example ?? 0) {
      if Reference.hasElements(example.markdown) { continue }
      let html = String(decoding: renderer.html(Array(example.markdown.utf8)).bytes, as: UTF8.self)
      #expect(
        html == Reference.html(example.markdown), "example \(example.example ?? 0): \(example.markdown)")
    }
  }
}
