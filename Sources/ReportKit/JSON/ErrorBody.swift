/// What an API says in the body of an error.
public enum ErrorBody {
  /// The API's own words: its message and what it names as wrong, in the shapes that APIs use; nil where the body has
  /// none of them.
  ///
  /// `{"error": "…"}`, `{"message": "…", "errors": [{"field", "code"} or {"message"} or "…"]}` (GitHub), `{"errors":
  /// [{"message": "…"}]}` (GraphQL), `{"error": {"message": "…"}}` (Google, Cursor), `{"error": "…", "message": "…"}`,
  /// `{"detail": "…"}`.
  public static func words(_ body: [UInt8]) -> String? {
    guard let body = JSONPath(body) else { return nil }
    let error = body["error"]
    let parts = [error?.string ?? error?["message"]?.string, (body["message"] ?? body["detail"])?.string]
    let errors = (body["errors"]?.elements(upTo: 3) ?? []).compactMap(single)
    let words = parts.compactMap(\.self).filter { !$0.isEmpty }
    let all = words + (errors.isEmpty ? [] : [errors.joined(separator: "; ")])
    return all.isEmpty ? nil : all.joined(separator: ": ")
  }

  private static func single(_ error: JSONPath) -> String? {
    if let text = error.string ?? error["message"]?.string { return text }
    guard let code = error["code"]?.string else { return nil }
    return error["field"]?.string.map { "'\($0)' is \(code)" } ?? code
  }
}
