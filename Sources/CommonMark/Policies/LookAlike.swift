/// The ASCII characters that others are taken for (Unicode Technical Standard 39, "confusables"): the usual Cyrillic,
/// Greek, Armenian and Latin letters, letters with accents, full-width forms, letters of mathematics and in
/// circles, and full stops of other scripts.
enum LookAlike {
  /// The character that one reads as, letters in lower case; nil when it reads as none of ASCII.
  static func ascii(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value).lowercased }
    switch scalar.value {
    case 0xFF01...0xFF5E: return UInt8(truncatingIfNeeded: scalar.value - 0xFEE0).lowercased
    case 0x1D400...0x1D6A3: return letter((scalar.value - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF: return UInt8(truncatingIfNeeded: (scalar.value - 0x1D7CE) % 10) + 0x30
    case 0x249C...0x24B5: return letter(scalar.value - 0x249C)
    case 0x24B6...0x24E9: return letter((scalar.value - 0x24B6) % 26)
    case 0x1F130...0x1F149: return letter(scalar.value - 0x1F130)
    case 0x1F150...0x1F169: return letter(scalar.value - 0x1F150)
    case 0x1F170...0x1F189: return letter(scalar.value - 0x1F170)
    default: break
    }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return all[mapping.count == 1 ? mapping.first ?? scalar : scalar]
  }

  private static func letter(_ number: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: number) + 0x61 }

  private static let all: [Unicode.Scalar: UInt8] = {
    var all: [Unicode.Scalar: UInt8] = [:]
    for (character, others) in table { for other in others.unicodeScalars { all[other] = character } }
    return all
  }()

  private static let table: [(UInt8, String)] = [
    (UInt8(ascii: "a"), "аαɑᴀàáâãäåāăąǎạả"), (UInt8(ascii: "b"), "вьβʙƅ"),
    (UInt8(ascii: "c"), "сϲᴄⅽçćĉċč"), (UInt8(ascii: "d"), "ԁᴅⅾďđɗḍ"),
    (UInt8(ascii: "e"), "еεᴇℯèéêëēĕėęěẹẻё"), (UInt8(ascii: "f"), "ғƒꜰ"),
    (UInt8(ascii: "g"), "ԍɡɢցℊĝğġģǧ"), (UInt8(ascii: "h"), "һнʜհℎĥħḥ"),
    (UInt8(ascii: "i"), "іιɩɪⅰıìíîïĩīĭįịỉї"), (UInt8(ascii: "j"), "јϳᴊյĵ"),
    (UInt8(ascii: "k"), "кκᴋķḳ"), (UInt8(ascii: "l"), "ӏʟⅼℓĺļľŀłḷ"),
    (UInt8(ascii: "m"), "мᴍⅿṃ"), (UInt8(ascii: "n"), "пηոɴñńņňŋṇ"),
    (UInt8(ascii: "o"), "оοσօᴏℴòóôõöøōŏőơọỏ"), (UInt8(ascii: "p"), "рρᴘ"),
    (UInt8(ascii: "q"), "ԛզ"), (UInt8(ascii: "r"), "гʀŕŗřṛ"),
    (UInt8(ascii: "s"), "ѕꜱſśŝşšșṣ"), (UInt8(ascii: "t"), "тτᴛţťŧțṭ"),
    (UInt8(ascii: "u"), "υսᴜùúûüũūŭůűųưụủ"), (UInt8(ascii: "v"), "ѵνᴠⅴ"),
    (UInt8(ascii: "w"), "ԝѡωшᴡŵ"), (UInt8(ascii: "x"), "хχⅹ"),
    (UInt8(ascii: "y"), "уүγʏýÿŷỳ"), (UInt8(ascii: "z"), "ζᴢźżžẓ"),
    (UInt8(ascii: "3"), "з"), (UInt8(ascii: "4"), "ч"), (UInt8(ascii: "6"), "б"),
    (UInt8(ascii: "."), "。｡․﹒ꓸ܁܂꘎٠۰·‧"), (UInt8(ascii: "-"), "‐‑‒–−﹣"), (UInt8(ascii: "/"), "⁄∕"),
    (UInt8(ascii: "@"), "﹫"), (UInt8(ascii: ":"), "︓"),
  ]
}
