/// The elements of HTML that a text may be written with, as GitHub lets them through
/// (https://github.github.com/gfm/#raw-html); all others are text.
enum HTMLElement: UInt8, CaseIterable {
  case kbd, sub, sup, ins, del, b, strong, i, em, code
  case a, picture, source, img, video, br
  case hr, p, div, details, summary, h1, h2, h3, h4, h5, h6

  /// What an element is for.
  enum Role {
    /// It marks text, and its tags are written as they are.
    case inline
    /// It is a link where it has an address.
    case link
    /// What lies in it counts.
    case transparent
    case image, video, source, lineBreak
    case rule, paragraph, division, details, summary
    case heading(Int)
  }

  var role: Role {
    switch self {
    case .kbd, .sub, .sup, .ins, .del, .b, .strong, .i, .em, .code: .inline
    case .a: .link
    case .picture: .transparent
    case .source: .source
    case .img: .image
    case .video: .video
    case .br: .lineBreak
    case .hr: .rule
    case .p: .paragraph
    case .div: .division
    case .details: .details
    case .summary: .summary
    case .h1: .heading(1)
    case .h2: .heading(2)
    case .h3: .heading(3)
    case .h4: .heading(4)
    case .h5: .heading(5)
    case .h6: .heading(6)
    }
  }

  /// Whether a tag of it counts only together with the one that ends or starts it, since it lies in a line.
  var needsPair: Bool {
    switch role {
    case .inline, .link, .transparent, .video, .summary, .heading: true
    default: false
    }
  }

  /// Whether it ends the line that it stands in, and all that is open in it.
  var isBlock: Bool {
    switch role {
    case .rule, .paragraph, .division, .details: true
    default: false
    }
  }

  var name: StaticString { Self.names[Int(rawValue)] }

  private static let names: [StaticString] = [
    "kbd", "sub", "sup", "ins", "del", "b", "strong", "i", "em", "code", "a", "picture", "source", "img",
    "video", "br", "hr", "p", "div", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6",
  ]

  /// The element of a name in letters of either case; nil if it is not one of these.
  init?(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
    let found = Self.allCases.first { element in
      element.name.withUTF8Buffer { name.elementsEqual($0) { $0.lowercased == $1 } }
    }
    guard let found else { return nil }
    self = found
  }
}
