/// The built-in templates: every file of `templates/` beside this one, by its name.
public enum BuiltInTemplates {
  /// Name and text of each file, sorted by name.
  public static var files: [(name: String, text: StaticString)] { embeddedFiles }
}
