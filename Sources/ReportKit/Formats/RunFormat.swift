/// What `--json` prints: what a run wrote, with the report's own summary inside.
public enum RunFormat {
  /// One line of JSON: `output` (the path to open), `singleFile` (the path of a report in one file, null without),
  /// `files`, `written`, `exitStatus`, and `report`, which is `report.json`.
  public static func json(
    _ report: Report, output: String, singleFile: String? = nil, files: Int, written: Int, exitStatus: Int
  ) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("output", output)
    object.add("singleFile", singleFile)
    object.add("files", files)
    object.add("written", written)
    object.add("exitStatus", exitStatus)
    object.add("report", json: SummaryFormat.json(report))
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
