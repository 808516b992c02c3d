/// The files of a report that are neither pages nor data of single jobs.
public enum SiteFiles {
  /// Two that every report lists in its manifest, which tells that from the manifest of something else.
  public static let marks = [SitePath("assets/report.js"), SitePath("report.json")]

  /// The files that the manifest does not list: the record of what the pages were made from, and an empty file
  /// that tells GitHub Pages to serve the report as it is
  /// (https://docs.github.com/en/pages, "Static site generators").
  public static func unlisted(record: consuming BuildRecord, manifest: Manifest.Digest) -> [OutputFile] {
    [record.file(for: manifest), OutputFile(path: SitePath(".nojekyll"), bytes: [])]
  }

  /// The style sheet, the scripts, the icon, the summary for machines, the feed and the badge.
  public static func files(of site: Site) -> [OutputFile] {
    [
      OutputFile(path: SitePath("assets/style.css"), bytes: site.templates.style),
      OutputFile(path: SitePath("assets/icon.svg"), bytes: site.templates.icon),
      OutputFile(path: SitePath("assets/report.js"), bytes: site.templates.script),
      OutputFile(path: SitePath("assets/search.js"), bytes: site.templates.search),
      SummaryFormat.file(site.report), FeedFormat.file(site), BadgeFormat.file(site.report),
    ]
  }
}
