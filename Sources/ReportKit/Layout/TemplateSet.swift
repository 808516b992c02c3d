import Templates

/// All templates of a report, the built-in ones or a person's own in their place.
public struct TemplateSet: Sendable {
  private(set) var page: Template<PageSlot>
  private let section: Template<PageSlot>
  /// Whether pages are sections of one file, with no file beside it.
  private(set) var areForSections = false
  /// The frame of a report in one file.
  let single: Template<SingleSlot>
  let overview: Template<OverviewSlot>
  let job: Template<JobSlot>
  let list: Template<ListSlot>
  let week: Template<WeekSlot>
  let group: Template<GroupSlot>
  let overviewMarkdown: Template<OverviewMarkdownSlot>
  let jobMarkdown: Template<JobMarkdownSlot>
  let weekMarkdown: Template<WeekMarkdownSlot>
  let groupMarkdown: Template<GroupMarkdownSlot>
  /// The style sheet, as it is.
  let style: [UInt8]
  /// What a report in one file adds to it.
  let singleStyle: [UInt8]
  /// The icon in the tab of a browser, as it is.
  let icon: [UInt8]
  /// The script of every page.
  let script: [UInt8]
  /// The script of the search, which that one loads.
  let search: [UInt8]
  /// All of the above, as they were read.
  let fingerprint: Fingerprint

  /// Why a set cannot be made.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownTemplate(String)
    case template(TemplateError)
    /// The file is not text.
    case notUTF8(file: String)

    /// The reason, and what to do.
    public var description: String {
      switch self {
      case .unknownTemplate(let name):
        "there is no template '\(name)'\(Suggestion.words(for: name, among: TemplateSet.names)) "
          + "The templates are \(TemplateSet.names.joined(separator: ", "))"
      case .template(let error): error.description
      case .notUTF8(let file): "\(file): it is not UTF-8; save it as that"
      }
    }
  }

  /// The names of the built-in templates, sorted.
  public static var names: [String] { BuiltInTemplates.files.map(\.name) }

  /// The built-in templates, by name, sorted.
  public static var builtIn: [(name: String, bytes: [UInt8])] {
    BuiltInTemplates.files.map { ($0.name, $0.text.withUTF8Buffer(Array.init)) }
  }

  /// The built-in templates with some replaced; `folder` is what errors call the place of these.
  public init(replacing own: [String: [UInt8]] = [:], folder: String = "templates") throws(Failure) {
    let known = Dictionary(uniqueKeysWithValues: TemplateSet.builtIn.map { ($0.name, $0.bytes) })
    for name in own.keys.sorted() where known[name] == nil { throw .unknownTemplate(name) }
    for (name, bytes) in own.sorted(by: { $0.key < $1.key })
    where (try? UTF8Span(validating: bytes.span)) == nil {
      throw .notUTF8(file: "\(folder)/\(name)")
    }
    func parse<Slot: TemplateSlot>(
      _: Slot.Type, _ name: String = Slot.template
    ) throws(Failure) -> Template<Slot> {
      guard let bytes = own[name] ?? known[name] else { throw .unknownTemplate(name) }
      do {
        return try Template(bytes, file: own[name] == nil ? name : "\(folder)/\(name)")
      } catch {
        throw .template(error)
      }
    }
    page = try parse(PageSlot.self)
    section = try parse(PageSlot.self, "section.html")
    single = try parse(SingleSlot.self)
    overview = try parse(OverviewSlot.self)
    job = try parse(JobSlot.self)
    list = try parse(ListSlot.self)
    week = try parse(WeekSlot.self)
    group = try parse(GroupSlot.self)
    overviewMarkdown = try parse(OverviewMarkdownSlot.self)
    jobMarkdown = try parse(JobMarkdownSlot.self)
    weekMarkdown = try parse(WeekMarkdownSlot.self)
    groupMarkdown = try parse(GroupMarkdownSlot.self)
    var parts = Fingerprint.Parts()
    for name in known.keys.sorted() {
      parts.add(name)
      parts.add(own[name] ?? known[name] ?? [])
    }
    fingerprint = parts.fingerprint
    let builtInStyle = known["style.css"] ?? []
    let ownStyle = own["style.css"] ?? builtInStyle
    style = ownStyle == builtInStyle ? StyleSheet.compact(builtInStyle) : ownStyle
    singleStyle = own["single.css"] ?? known["single.css"] ?? []
    icon = own["icon.svg"] ?? known["icon.svg"] ?? []
    func script(_ name: String) -> [UInt8] {
      let builtIn = known[name] ?? []
      let own = own[name] ?? builtIn
      return own == builtIn ? TemplateSet.withoutNotes(own) : own
    }
    self.script = script("report.js")
    search = script("search.js")
  }

  /// A built-in script as pages load it: without lines that are a comment alone, and without indentation. None has a text
  /// of several lines.
  private static func withoutNotes(_ script: [UInt8]) -> [UInt8] {
    let lines = script.split(separator: 0x0A).map { $0.drop { $0 == UInt8(ascii: " ") } }
    return Array(lines.filter { !$0.starts(with: "//".utf8) }.map { $0 + [0x0A] }.joined())
  }

  /// The same templates with pages that are sections of a report in one file.
  var forSections: TemplateSet {
    var templates = self
    templates.page = section
    templates.areForSections = true
    return templates
  }
}
