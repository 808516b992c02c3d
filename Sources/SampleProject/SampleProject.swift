/// A small made-up project, for a first look with no key and for the project's own tests.
public enum SampleProject {
  /// Name and text of each file of this folder, sorted by name.
  public static var files: [(name: String, text: StaticString)] { embeddedFiles }
}
