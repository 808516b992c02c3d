/// The files of a report that are neither pages nor data of single jobs.
public enum SiteFiles {
  /// The version of `.jobreport`; a directory of another version is written anew.
  static let markerVersion = 1

  /// The style sheet, the summary for machines, and the mark of a report.
  public static func files(of site: Site) -> [OutputFile] {
    [
      OutputFile(path: SitePath("assets/style.css"), bytes: site.templates.style),
      SummaryFormat.file(site.report),
      OutputFile(path: SitePath(".jobreport"), bytes: Array("jobreport \(markerVersion)\n".utf8)),
    ]
  }
}
