import ReportKit
import Yams

/// A settings file: names with a value each, and parts that hold for one command.
///
/// It is YAML in a plain shape, which ``SettingsShape`` holds each line to before the YAML reader gets it.
public struct SettingsFile: Sendable, Equatable {
  /// One name and what stands behind it.
  public struct Entry: Sendable, Equatable {
    /// The name of an option, or of a command.
    public var name: String
    /// From 1.
    public var line: Int
    /// What stands behind the colon, or below.
    public var value: Value
  }

  /// What stands behind a name.
  public enum Value: Sendable, Equatable {
    /// Nothing.
    case nothing
    /// A word; `isFlag` where it is true or false without quotes.
    case text(String, isFlag: Bool)
    case list([String])
    case part([Entry])
  }

  /// The largest file that is read, in bytes.
  public static let maximumBytes = 64 << 10

  /// The file, as messages name it.
  public let path: String
  /// All of it, in its order.
  public let entries: [Entry]

  /// Reads the bytes of a file, which may be one more than the limit.
  public init(
    _ bytes: [UInt8], path: String, limit: Int = SettingsFile.maximumBytes
  ) throws(SettingsFault) {
    self.path = path
    func fault(_ reason: SettingsFault.Reason, line: Int? = nil) -> SettingsFault {
      SettingsFault(path: path, line: line, reason: reason)
    }
    guard bytes.count <= limit else { throw fault(.tooLarge(limit: limit)) }
    let mark = [0xEF, 0xBB, 0xBF] as [UInt8]
    let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else { throw fault(.notUTF8) }
    if let (line, reason) = SettingsShape.fault(in: bytes) { throw fault(reason, line: line) }
    do {
      guard let root = try compose(yaml: text, .default, .default, .utf8) else {
        entries = []
        return
      }
      switch root {
      case .mapping(let mapping): entries = try Self.entries(mapping, path: path)
      case .scalar(let scalar) where scalar.string.isEmpty: entries = []
      default: throw fault(.notASetting, line: root.mark?.line)
      }
    } catch let error as SettingsFault {
      throw error
    } catch let error as YamlError {
      throw Self.fault(error, path: path)
    } catch {
      throw fault(.notYAML("\(error)"))
    }
  }

  private static func entries(_ mapping: Node.Mapping, path: String) throws(SettingsFault) -> [Entry] {
    var entries: [Entry] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string else {
        throw SettingsFault(path: path, line: line, reason: .notASetting)
      }
      entries.append(Entry(name: name, line: line, value: try self.value(value, path: path)))
    }
    return entries
  }

  private static func value(_ node: Node, path: String) throws(SettingsFault) -> Value {
    switch node {
    case .scalar(let scalar) where scalar.style == .plain && ["", "~", "null"].contains(scalar.string):
      return .nothing
    case .scalar(let scalar):
      return .text(
        scalar.string, isFlag: scalar.style == .plain && ["true", "false"].contains(scalar.string))
    case .sequence(let nodes):
      var texts: [String] = []
      for node in nodes {
        guard let text = node.scalar?.string else {
          throw SettingsFault(path: path, line: node.mark?.line, reason: .nested)
        }
        texts.append(text)
      }
      return .list(texts)
    case .mapping(let mapping): return .part(try entries(mapping, path: path))
    case .alias: throw SettingsFault(path: path, line: node.mark?.line, reason: .anchor)
    }
  }

  private static func fault(_ error: YamlError, path: String) -> SettingsFault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SettingsFault(path: path, line: mark.line, reason: .notYAML(problem))
    case .duplicatedKeysInMapping(let names, let context):
      return SettingsFault(path: path, line: context.mark.line, reason: .twice(names.first ?? ""))
    case .reader(let problem, _, _, _): return SettingsFault(path: path, line: nil, reason: .notYAML(problem))
    default: return SettingsFault(path: path, line: nil, reason: .notYAML("it cannot be read"))
    }
  }
}
