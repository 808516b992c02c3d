"""The report in one file: what holds of every page of a directory holds here, behind the #."""

import re
import subprocess
import unittest

from axe_playwright_python.base import AXE_SCRIPT

import reports
from browsing import SHOTS, BrowserTest
from serving import SANDBOX, serving
from test_pages import WCAG, WIDTHS, checker


class SingleFileTests(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.files = reports.all_single()

    def sections(self, name):
        """The ids of the sections, a few of each kind."""
        kinds = {}
        for path, kind in re.findall(r'<section class="page" id="([^"]+)" data-page="([^"]+)"', self.files[name].read_text()):
            kinds.setdefault(kind, []).append(path)
        return [path for paths in kinds.values() for path in paths[:4]]

    def shown(self, page):
        return page.eval_on_selector_all(".page", "all => all.filter(one => one.offsetParent).map(one => one.id)")

    def test_it_needs_nothing_beside_it(self):
        for name, file in self.files.items():
            text = file.read_text()
            links = re.findall(r'<[^>]*?\s(?:href|src)="([^"]*)"', text)
            ids = set(re.findall(r'\sid="([^"]*)"', text))
            for link in set(links):
                with self.subTest(report=name, link=link):
                    inside = link.startswith("#") and link[1:] in ids
                    self.assertTrue(inside or re.match(r"(https?|mailto|data):", link))
            self.assertEqual(len(ids), len(re.findall(r'\sid="', text)), "an id stands twice")

    def test_every_page_is_there_without_script_and_fits(self):
        for name, file in self.files.items():
            with self.page(file.as_uri(), java_script_enabled=False) as page:
                page.goto(file.as_uri())
                self.assertEqual(page.locator(".page:visible").count(), 1)
                self.assertEqual(page.locator(".page:visible").get_attribute("id"), "index")
                for path in self.sections(name):
                    page.goto(f"{file.as_uri()}#{path}")
                    with self.subTest(report=name, page=path):
                        self.assertEqual(page.locator(".page:visible").count(), 1)
                        self.assertEqual(page.locator(".page:visible").get_attribute("id"), path)
                        self.assertTrue(page.locator(".page:visible h1").is_visible())
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        with self.subTest(report=name, page=path, width=width):
                            self.assert_fits(page, path)

    def test_links_lead_from_page_to_page_without_script(self):
        file = self.files["sample"]
        with self.page(file.as_uri(), java_script_enabled=False) as page:
            page.goto(file.as_uri())
            title = page.locator("#index table.jobs a.title").first.text_content()
            page.locator("#index table.jobs a.title").first.click()
            self.assertEqual(page.locator(".page:visible h1").text_content(), title)
            self.assertEqual(page.locator(".page:visible").get_attribute("data-page"), "job")
            page.locator(".page:visible .crumbs a").nth(1).click()
            self.assertEqual(page.locator(".page:visible").get_attribute("data-page"), "week")
            page.locator(".page:visible a.markdown").click()
            self.assertTrue(page.locator(".page:visible pre.source").is_visible())
            page.go_back()
            page.go_back()
            self.assertEqual(page.locator(".page:visible h1").text_content(), title)

    def test_no_page_violates_wcag(self):
        # The checker reads what is not shown as well, which takes it a second a page.
        for name, file in self.files.items():
            for scheme, width in [("light", 1280), ("dark", 320)] if name != "paged" else []:
                with self.page(
                    file.as_uri(), color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
                ) as page:
                    page.goto(file.as_uri())
                    page.evaluate(AXE_SCRIPT)
                    for path in self.sections(name):
                        page.goto(f"{file.as_uri()}#{path}")
                        found = page.evaluate(
                            "tags => axe.run({runOnly: tags, preload: false, rules: {'heading-order': {enabled: false}}})",
                            WCAG)["violations"]
                        with self.subTest(report=name, page=path, scheme=scheme):
                            self.assertEqual(
                                [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found], [])

    def test_its_policy_lets_its_own_style_and_script_through(self):
        file = self.files["odd"]
        with serving(file.parent) as base:
            for address in [file.as_uri(), base + file.name]:
                with self.page(address) as page:
                    page.goto(address)
                    self.assertTrue(page.locator(".find").is_visible())
                    self.assertLess(page.locator("header.site").bounding_box()["height"], 80)

    def test_everything_can_be_read_where_only_foreign_styles_are_allowed(self):
        file = self.files["sample"]
        with serving(file.parent, SANDBOX) as base:
            context = self.browser.new_context(java_script_enabled=False)
            page = context.new_page()
            page.goto(base + file.name)
            self.assertGreater(page.locator("h1:visible").count(), 50)
            context.close()

    def test_search_leads_to_a_page_and_back(self):
        file = self.files["sample"]
        with self.page(file.as_uri()) as page:
            page.goto(file.as_uri())
            page.keyboard.press("/")
            page.keyboard.type("troubleshoot-401")
            page.locator(".found").get_by_text("1 job matches").wait_for()
            self.assertEqual(self.shown(page), [])
            self.assertEqual(page.url, file.as_uri() + "#q=troubleshoot-401")
            page.reload()
            page.locator(".found").get_by_text("1 job matches").wait_for()
            page.locator(".results a.title").click()
            title = "Refresh the troubleshooting page for 401 and 403"
            self.assertEqual(page.locator(".page:visible h1").text_content(), title)
            self.assertEqual(page.title(), f"{title} · Agent jobs")
            page.go_back()
            page.locator(".found").get_by_text("1 job matches").wait_for()
            page.keyboard.press("Escape")
            self.assertEqual(self.shown(page), ["index"])

    def test_leaving_a_search_leads_back_to_where_it_began(self):
        file = self.files["sample"]
        week = next(path for path in self.sections("sample") if path.startswith("weeks/2"))
        with self.page(file.as_uri()) as page:
            page.goto(f"{file.as_uri()}#{week}")
            page.keyboard.press("/")
            page.keyboard.type("sdk")
            page.locator(".found").get_by_text("match").wait_for()
            page.locator(".results a.title").first.click()
            page.go_back()
            page.locator(".found").get_by_text("match").wait_for()
            page.keyboard.press("Escape")
            self.assertEqual(self.shown(page), [week])
            page.keyboard.press("j")
            self.assertEqual(page.evaluate("document.activeElement.closest('.page').id"), week)

    def test_chips_filter_in_place(self):
        file = self.files["sample"]
        with self.page(file.as_uri()) as page:
            page.goto(file.as_uri())
            page.locator("#index nav.chips").get_by_text("Failed").click()
            page.locator(".found").get_by_text("6 jobs match").wait_for()
            self.assertEqual(page.url, file.as_uri() + "#status=failed")

    def test_copy_as_markdown(self):
        file = self.files["sample"]
        with serving(file.parent) as base:
            address = base + file.name
            with self.page(address, permissions=["clipboard-read", "clipboard-write"]) as page:
                page.goto(address + "#weeks/2026-W34")
                page.locator(".page:visible").get_by_role("button", name="Copy as Markdown").click()
                page.get_by_text("Copied").wait_for()
                copied = page.evaluate("navigator.clipboard.readText()")
                self.assertTrue(copied.startswith("# Week 34, 2026\n"))
                self.assertIn(f"]({address}#jobs/2026-08/", copied)

    def test_pictures(self):
        """Pictures to look at; nothing is compared."""
        file = self.files["sample"]
        with self.page(file.as_uri(), viewport={"width": 1280, "height": 900}) as page:
            page.goto(file.as_uri() + "#weeks/2026-W34")
            page.screenshot(path=SHOTS / "single-week.png", full_page=True)

    def test_the_nu_checker_finds_no_error(self):
        found = checker([str(file) for file in self.files.values()]).splitlines()
        # Of styles it knows only what was there in 2015: no nested functions, no numbers for weights.
        self.assertEqual([line for line in found if "error: CSS: " not in line], [])


if __name__ == "__main__":
    unittest.main()
