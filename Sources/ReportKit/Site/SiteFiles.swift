/// The files of a report that are neither pages nor data of single jobs.
public enum SiteFiles {
  /// The style sheet, the script, the icon the summary for machines, the feed and the badge.
  public static func files(of site: Site) -> [OutputFile] {
    [
      OutputFile(path: SitePath("assets/style.css"), bytes: site.templates.style),
      OutputFile(path: SitePath("assets/icon.svg"), bytes: site.templates.icon),
      OutputFile(path: SitePath("assets/report.js"), bytes: site.templates.script),
      SummaryFormat.file(site.report), FeedFormat.file(site), BadgeFormat.file(site.report),
    ]
  }
}
