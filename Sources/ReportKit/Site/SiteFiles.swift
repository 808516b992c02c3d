/// The files of a report that are neither pages nor data of single jobs.
public enum SiteFiles {
  /// The style sheet and the summary for machines.
  public static func files(of site: Site) -> [OutputFile] {
    [
      OutputFile(path: SitePath("assets/style.css"), bytes: site.templates.style),
      SummaryFormat.file(site.report),
    ]
  }
}
