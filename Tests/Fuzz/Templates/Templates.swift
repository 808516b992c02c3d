/// No templates: what is fuzzed here renders nothing.
public enum BuiltInTemplates {
  /// None.
  public static var files: [(name: String, text: StaticString)] { [] }
}
