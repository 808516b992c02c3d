"""Chromium, and what must hold on every page that it opens."""

import contextlib
import unittest

from playwright.sync_api import sync_playwright

import reports

CHROMIUM = "/usr/bin/chromium"
SHOTS = reports.WORK / "screenshots"


class BrowserTest(unittest.TestCase):
    """A test with a browser."""

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        SHOTS.mkdir(parents=True, exist_ok=True)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()

    @contextlib.contextmanager
    def page(self, base, sandboxed=False, **options):
        """A page that may say nothing on the console and load nothing from anywhere but `base`. In a sandbox
        Chromium itself says of every script that it is blocked."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        page = context.new_page()
        page.set_default_timeout(10_000)
        said, foreign = [], []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request",
            lambda request: foreign.append(request.url) if not request.url.startswith(base) else None)
        page.said = said
        try:
            yield page
        finally:
            context.close()
        self.assertEqual(foreign, [], "requests that leave the report")
        if sandboxed:
            said = [text for text in said if not text.startswith("error: Blocked script execution in ")]
        self.assertEqual(said, [], "messages on the console")

    def assert_fits(self, page, place):
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.assertLessEqual(width, 0, f"{place} scrolls sideways")


def pages(folder, most=None):
    """The paths of HTML files of a report; of each kind at most so many."""
    kinds = {}
    for path in sorted(folder.rglob("*.html")):
        relative = path.relative_to(folder).as_posix()
        kind = relative.split("/")[0] if "/" in relative else ""
        kinds.setdefault(kind, []).append(relative)
    return [path for paths in kinds.values() for path in (paths if most is None else paths[:most])]
