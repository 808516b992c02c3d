"""Search, filters, keys and copying, by hand of a person: on file:// and over HTTP."""

import re
import time
import unittest

from axe_playwright_python.base import AXE_SCRIPT

import reports
from browsing import SHOTS, BrowserTest
from serving import serving


class SearchTests(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reports = reports.all_small()

    def base(self, name):
        return self.reports[name].as_uri() + "/"

    def titles(self, page):
        return page.locator(".results a.title").all_text_contents()

    def find(self, page, text, count):
        """Types a query and waits until the live region gives the number of matches."""
        page.locator(".find input").fill(text)
        page.locator(".found").get_by_text(re.compile(rf"^{count} jobs? match")).wait_for()

    def test_every_field_is_searched(self):
        # Query, what the first result must be, how many match.
        table = [
            ("Refresh the troubleshooting", "Refresh the troubleshooting page for 401 and 403", 1),
            ("refresh TROUBLE", "Refresh the troubleshooting page for 401 and 403", 1),
            ("acme/troubleshoot-401", "Refresh the troubleshooting page for 401 and 403", 1),
            ("#467", "Refresh the troubleshooting page for 401 and 403", 1),
            ("docs#467", "Refresh the troubleshooting page for 401 and 403", 1),
            ("6202aaeb", "Refresh the troubleshooting page for 401 and 403", 1),
            ("collect the error bodies", "Refresh the troubleshooting page for 401 and 403", 1),
            ("`guides/troubleshooting.mdx`", "Refresh the troubleshooting page for 401 and 403", 1),
            ("nothing of the kind", None, "No"),
        ]
        with self.page(self.base("sample")) as page:
            page.goto(self.base("sample") + "index.html")
            for query, title, count in table:
                with self.subTest(query=query):
                    self.find(page, query, count)
                    self.assertEqual(self.titles(page)[:1], [title] if title else [])

    def test_code_spans_of_titles_and_todos_are_code(self):
        todos = [{"content": "Rename `getUser` in <b>", "status": "pending"}]
        folder = reports.build("spans", "--from", reports.saved("spans", [
            reports.job(1, title="Use ``a ` b`` and `c` but ` not", todos=todos)]))
        with self.page(folder.as_uri() + "/") as page:
            page.goto(folder.as_uri() + "/index.html")
            self.find(page, "getuser", 1)
            title, todo = page.locator(".results a.title"), page.locator(".results .todo")
            self.assertEqual(title.locator("code").all_text_contents(), ["a ` b", "c"])
            self.assertEqual(title.text_content(), "Use a ` b and c but ` not")
            self.assertEqual(todo.locator("code mark").all_text_contents(), ["getUser"])
            page.locator(".results a.title").click()
            self.assertEqual(page.locator("h1 code").all_text_contents(), ["a ` b", "c"])

    def test_letters_that_read_the_same_find_each_other(self):
        # What is stored, and queries that find it and what of it is marked.
        table = [
            ("R\u00e9sum\u00e9 f\u00fcr Stra\u00dfe",
                ["resume", "RE\u0301SUME\u0301", "fur", "STRASSE", "stra\u00dfe", "\u017ftra\u1e9ee"]),
            ("e\u0301clair decomposed", ["\u00e9clair", "eclair", "\u00c9CLAIR"]),
            ("\ufb01le \ufb01x", ["file", "FIX", "\ufb01le"]),
            ("\uff26\uff35\uff2c\uff2c \uff11\uff12", ["full", "12", "\uff26ull"]),
            ("\u0130stanbul ISPARTA \u0131ss\u0131z",
                ["istanbul", "isparta", "ISSIZ", "\u0131stanbul", "\u0130SPARTA"]),
            ("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
                ["\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03a3\u0399\u03a3\u03a5\u03a6\u039f\u03a3", "\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c3"]),
            ("\u0110\u00e0 N\u1eb5ng \u0142\u00f3d\u017a \u00e6r\u00f8", ["da nang", "lodz", "aero", "\u0111\u00e0"]),
            ("\u30da\u30f3 caf\u00e9\uff1cb\uff1e", ["\uff8d\uff9f\uff9d", "cafe<b>", "\uff1cB"]),
            ("\ubb38\uc11c \uac80\uc0c9", ["\ubb38\uc11c", "\uac80"]),
        ]
        folder = reports.build("letters", "--from", reports.saved("letters", [
            reports.job(number, title=title, branch="", createdAt=None) for number, (title, _) in enumerate(table)]))
        with self.page(folder.as_uri() + "/") as page:
            page.goto(folder.as_uri() + "/index.html")
            for title, queries in table:
                for query in queries:
                    with self.subTest(title=title, query=query):
                        self.find(page, "nothing of the kind", "No")
                        self.find(page, query, 1)
                        self.assertEqual(self.titles(page), [title])
                        marks = page.locator(".results a.title mark").all_text_contents()
                        self.assertEqual(len(marks), len(query.split()))
                        self.assertTrue(all(mark in title for mark in marks), marks)
            # A mark holds whole letters of the text, with their accents.
            self.find(page, "nothing of the kind", "No")
            self.find(page, "fil", 1)
            self.assertEqual(page.locator(".results a.title mark").all_text_contents(), ["\ufb01l"])
            self.find(page, "nothing of the kind", "No")
            self.find(page, "ecl", 1)
            self.assertEqual(page.locator(".results a.title mark").all_text_contents(), ["e\u0301cl"])

    def test_words_of_messages_and_tags_are_searched(self):
        job = reports.job
        jobs = [
            job(1, title="Alpha", createdAt="2026-08-19T01:00:00Z", subdomain="docs", userId="jo", haultReason="completed",
                messageToUser="The zebra crossed `getUser()`. <!-- secretly -->"),
            job(2, title="Beta zebra", createdAt="2026-08-19T02:00:00Z", subdomain="api", userId="ann lee", haultReason="error", messageToUser="x " * 9000 + "unseen"),
            job(3, title="Gamma", createdAt="2026-08-19T03:00:00Z", subdomain="api", userId="jo", messageToUser="文書の検索を直した"),
        ]
        saved = reports.saved("told", jobs)
        # Query, and the titles that it finds, in their order: what names it comes before what mentions it.
        table = [
            ("zebra", ["Beta zebra", "Alpha"]), ("zeb cross", ["Alpha"]), ("getuser", ["Alpha"]), ("secretly", []),
            ("unseen", []), ("検索", ["Gamma"]), ("文書の", ["Gamma"]), ("の検索を", ["Gamma"]), ("検直", []),
            ("by:jo", ["Gamma", "Alpha"]), ('by:"ann lee"', ["Beta zebra"]), ("BY:lee", ["Beta zebra"]),
            ("project:api by:jo", ["Gamma"]), ("status:failed", ["Beta zebra"]), ("status:failed alpha", []),
            ("agent:mintlify zebra", ["Beta zebra", "Alpha"]), ("agent:nobody", []), ("failed", ["Beta zebra"]),
            ("acme", ["Gamma", "Beta zebra", "Alpha"]), ("#2", ["Beta zebra"]), ("job-3", ["Gamma"]),
            ("week:2026-W34", ["Gamma", "Beta zebra", "Alpha"]), ("foo:bar", []),
        ]
        addresses = [reports.build("told", "--from", saved).as_uri() + "/index.html",
                     reports.single("told", "--from", saved).as_uri()]
        for address in addresses:
            with self.page(address.removesuffix("index.html")) as page:
                page.goto(address)
                for query, titles in table:
                    with self.subTest(query=query, address=address):
                        self.find(page, query, len(titles) or "No")
                        self.assertEqual(self.titles(page), titles)

    def test_a_result_says_how_its_pull_request_stands_and_that_its_message_was_it(self):
        told = {"provider": "github", "status": "completed", "createdAt": "2026-08-19T10:00:00Z"}
        pull = "https://github.com/acme/docs/pull/"
        jobs = [
            {**told, "id": "1", "title": "Zebra one", "message": "The zebra grazes.", "pullRequests": [
                {"url": pull + "1", "state": "merged"}, {"url": pull + "2", "state": "open"}]},
            {**told, "id": "2", "title": "Two", "message": "The zebra sleeps.", "todos": [
                {"content": "Graze", "status": "completed"}], "pullRequests": [{"url": pull + "3", "state": "closed"}]},
            {**told, "id": "3", "title": "Three grazed", "message": "No more."},
        ]
        # Query, and of each result its title, its states, and whether only its message has a word of the query.
        table = [
            ("zebra", [("Zebra one", "merged, open", False), ("Two", "closed", True)]),
            ("graz", [("Three grazed", "", False), ("Two", "closed", False), ("Zebra one", "merged, open", True)]),
            ("two sleeps", [("Two", "closed", True)]), ("is:closed", [("Two", "closed", False)]),
        ]
        saved = reports.saved("beside", jobs)
        for address in [reports.build("beside", "--from", saved).as_uri() + "/index.html",
                        reports.single("beside", "--from", saved).as_uri()]:
            with self.page(address.removesuffix("index.html")) as page:
                page.goto(address)
                for query, results in table:
                    with self.subTest(query=query, address=address):
                        self.find(page, query, len(results))
                        rows = page.locator(".results tbody tr").all()
                        self.assertEqual([(
                            row.locator("a.title").text_content(),
                            "".join(row.locator("td").first.locator(".todo").all_text_contents()),
                            "in its message" in row.locator(".what").text_content()) for row in rows], results)

    def test_of_many_results_the_newest_are_read(self):
        words = ["".join(chr(97 + (number * 31 + place * 17 + number // 26 ** (place % 4)) % 26) for place in range(12))
                 for number in range(45_000)]
        saved = reports.saved("wide", [
            reports.job(number, title=f"Job {number}", haultReason="error" if number % 10 == 0 else "completed",
                        createdAt=f"2026-{1 + number // 250:02}-{1 + number // 10 % 25:02}T{number % 10:02}:00:00Z",
                        messageToUser=" ".join("w" + word for word in words[number * 40:number * 40 + 40]))
            for number in range(1100)])
        base = reports.build("wide", "--from", saved).as_uri() + "/"
        newest = [f"Job {number}" for number in range(1099, -1, -1)]
        with self.page(base) as page:
            loaded = []
            page.on("request", lambda request: loaded.append(request.url.removeprefix(base + "assets/search/")))
            page.goto(base + "index.html")
            found, more = page.locator(".found"), page.get_by_role("button", name="Show more")
            page.locator(".find input").fill("w")
            found.get_by_text("588 or more jobs match, the newest first").wait_for()
            self.assertEqual(self.titles(page), newest[:50])
            self.assertEqual([name for name in loaded if name.startswith("words-0-")], [])
            failed = page.locator(".results .chip[data-slug=failed]")
            self.assertEqual(failed.text_content(), "Failed 58+")
            failed.click()
            found.get_by_text("58 or more jobs match, the newest first").wait_for()
            failed = [title for title in newest if title.endswith("0")]
            self.assertEqual(self.titles(page), failed[:50])
            more.click()
            found.get_by_text("110 jobs match").wait_for()
            self.assertEqual(self.titles(page), failed[:100])
            self.assertNotEqual([name for name in loaded if name.startswith("words-0-")], [])
            more.click()
            page.locator(".results a.title").nth(109).wait_for()
            self.assertEqual(self.titles(page), failed)
            self.assertFalse(more.is_visible())
            # A word is looked for in all of them.
            self.find(page, "", 110)
            self.find(page, "job-770", 1)

    def test_long_names_are_filtered_for(self):
        projects = ["Документация платёжного шлюза " * 3 + "(АБВ)!", "文書検索基盤" * 15, "api"]
        projects = [name.strip() for name in projects]
        saved = reports.saved("long-names", [
            reports.job(number, title=f"Job {number}", subdomain=name, userId=name[:60])
            for number, name in enumerate(projects)])
        for address in [reports.build("long-names", "--from", saved).as_uri() + "/index.html",
                        reports.single("long-names", "--from", saved).as_uri()]:
            with self.page(address.removesuffix("index.html")) as page:
                page.goto(address)
                for number, name in enumerate(projects):
                    with self.subTest(project=name, address=address):
                        for query in [f'project:"{name}"', f'by:"{name[:60]}"']:
                            self.find(page, query, 1)
                            self.assertEqual(self.titles(page), [f"Job {number}"])
                            self.find(page, "nothing of the kind", "No")
                        self.find(page, "job", 3)
                        page.locator("select[name=project]").select_option(name)
                        page.locator(".found").get_by_text("1 job matches").wait_for()
                        self.assertEqual(self.titles(page), [f"Job {number}"])
                        page.reload()
                        page.locator(".found").get_by_text("1 job matches").wait_for()
                        page.locator("select[name=project]").select_option("")

    def test_chips_show_what_there_is_before_anything_is_typed(self):
        base = self.base("paged")
        for width in [1280, 390]:
            with self.page(base, viewport={"width": width, "height": 800}) as page:
                page.goto(base + "index.html")
                self.assertFalse(page.locator(".hints").is_visible())
                page.keyboard.press("/")
                page.locator(".hints").wait_for()
                self.assert_fits(page, "hints")
                page.screenshot(path=SHOTS / f"hints-{width}.png")
                page.locator(".hints").get_by_text("project:api").click()
                page.locator(".found").get_by_text("140 jobs match").wait_for()
                self.assertEqual(page.locator(".find input").input_value(), "project:api ")
                self.assertFalse(page.locator(".hints").is_visible())
                page.keyboard.type("guide 12")
                page.locator(".found").get_by_text(re.compile("^[0-9] jobs? match")).wait_for()
                page.keyboard.press("Escape")
                self.assertFalse(page.locator("section.results").is_visible())

    def test_headings_sort_tables(self):
        base = self.base("paged")
        with self.page(base) as page:
            page.goto(base + "jobs/index.html")
            cells = "index => [...document.querySelectorAll('table.jobs tbody tr')].map(r => r.cells[index].textContent.trim())"
            before = page.evaluate(cells, 1)
            started = page.get_by_role("button", name="Started")
            started.focus()
            page.keyboard.press("Enter")
            self.assertEqual(page.locator("th[aria-sort]").all_text_contents(), ["Started"])
            self.assertEqual(page.locator("th[aria-sort]").get_attribute("aria-sort"), "descending")
            self.assertEqual(page.evaluate(cells, 1), before)
            page.keyboard.press("Enter")
            self.assertEqual(page.locator("th[aria-sort]").get_attribute("aria-sort"), "ascending")
            self.assertEqual(page.evaluate(cells, 1)[-1], before[0])
            page.get_by_role("button", name="Pull request").click()
            numbers = [int(text.split("#")[1]) for text in page.evaluate(cells, 3)]
            self.assertEqual(numbers, sorted(numbers))
            page.get_by_role("button", name="Status").click()
            words = page.evaluate(cells, 0)
            self.assertEqual(words, sorted(words))
            self.assertEqual(page.locator("th[aria-sort]").all_text_contents(), ["Status"])

    def test_the_order_of_a_table_stands_in_the_address(self):
        base = self.base("paged")
        with self.page(base) as page:
            page.goto(base + "jobs/index.html")
            rows = page.locator("table.jobs tbody tr a.title")
            page.get_by_role("button", name="Pull request").click()
            page.get_by_role("button", name="Pull request").click()
            self.assertTrue(page.url.endswith("#sort=status.pull-request.down"), page.url)
            sorted_by = rows.all_text_contents()
            rows.nth(3).click()
            page.locator("[data-page=job]").wait_for()
            page.go_back()
            page.locator("th[aria-sort=descending]").wait_for()
            self.assertEqual(rows.all_text_contents(), sorted_by)
            page.locator(".find input").fill("guide")
            page.locator(".found").get_by_text("match").wait_for()
            page.keyboard.press("Escape")
            page.wait_for_url(re.compile("#sort="))
            self.assertEqual(rows.all_text_contents(), sorted_by)
        with self.page(base) as page:
            page.goto(base + "jobs/index.html#sort=status.nothing.down")
            self.assertEqual(page.locator("th[aria-sort]").count(), 0)

    def test_the_better_match_stands_first(self):
        with self.page(self.base("paged")) as page:
            page.goto(self.base("paged") + "index.html")
            page.locator(".find input").fill("#41")
            page.locator(".found").get_by_text("match").wait_for()
            first = page.locator(".results tbody tr").first
            self.assertEqual(first.locator("td.pulls").text_content(), "docs#41")
            self.assertEqual(first.locator("td.pulls mark").text_content(), "41")

    def test_the_match_is_marked(self):
        with self.page(self.base("sample")) as page:
            page.goto(self.base("sample") + "index.html")
            self.find(page, "trouble 401", 1)
            marks = page.locator(".results tbody tr").first.locator("a.title mark").all_text_contents()
            self.assertEqual(marks, ["trouble", "401"])

    def test_text_of_a_job_is_only_text(self):
        with self.page(self.base("odd")) as page:
            page.goto(self.base("odd") + "index.html")
            self.find(page, "<script>", 1)
            self.assertEqual(self.titles(page), ["<script>alert(document.domain)</script>"])
            self.find(page, "onerror", 2)
            self.assertEqual(page.locator(".results img").count(), 0)
            self.find(page, "rtl", "No")
            self.find(page, "quotes & 'apostrophes'", 1)
            self.find(page, "\u05e7\u05d9\u05e9\u05d5\u05e8\u05d9\u05dd", 1)
            self.find(page, "txt.exe", 1)
            self.assertEqual(self.titles(page), ["a\u27e6U+202E\u27e7txt.exe"])
            self.assertEqual(page.locator(".results a[href^='javascript']").count(), 0)

    def test_every_result_leads_to_its_page(self):
        for name in ["sample", "odd", "paged"]:
            with self.page(self.base(name)) as page:
                page.goto(self.base(name) + "jobs/index.html")
                page.locator(".find input").fill("e")
                page.locator(".found").get_by_text("match").wait_for()
                for address in page.eval_on_selector_all(".results a.title", "links => links.map(l => l.href)"):
                    self.assertTrue(address.startswith(self.base(name)))
                    self.assertTrue((self.reports[name] / address[len(self.base(name)):]).is_file(), address)

    def test_filters_work_in_place_and_live_in_the_address(self):
        base = self.base("paged")
        with self.page(base) as page:
            page.goto(base + "index.html")
            page.locator("nav.chips").get_by_text("Failed").click()
            page.locator(".found").get_by_text("42 jobs match").wait_for()
            self.assertEqual(page.url, base + "index.html#status=failed")
            page.locator("select[name=project]").select_option("api")
            page.locator(".found").get_by_text("14 jobs match").wait_for()
            week = page.locator("select[name=week] option").nth(3).get_attribute("value")
            page.locator("select[name=week]").select_option(week)
            page.locator(".found").get_by_text(re.compile("^(No|[0-9]) jobs? match")).wait_for()
            self.assertEqual(page.url, base + f"index.html#status=failed&project=api&week={week}")
            page.reload()
            page.locator(".found").get_by_text(re.compile("^(No|[0-9]) jobs? match")).wait_for()
            self.assertEqual(page.locator("select[name=project]").input_value(), "api")
            self.assertEqual(
                page.locator(".results .chip[aria-pressed=true]").text_content().split()[0], "Failed")
            page.go_back()
            self.assertFalse(page.locator("section.results").is_visible())
            self.assertTrue(page.locator(".figures").is_visible())
            page.go_forward()
            page.locator("section.results").wait_for()

    def test_a_week_filter_finds_the_jobs_of_the_week_page(self):
        base = self.base("paged")
        with self.page(base) as page:
            for path in sorted((self.reports["paged"] / "weeks").glob("2*.html"))[::9]:
                page.goto(base + f"weeks/{path.name}")
                jobs = page.locator(".figures dd").first.text_content().split()[0]
                page.goto(base + f"index.html?{path.stem}#week={path.stem}")
                with self.subTest(week=path.stem):
                    page.locator(".found").get_by_text(re.compile(f"^{jobs} jobs? match")).wait_for()

    def test_keys_alone_are_enough(self):
        base = self.base("sample")
        with self.page(base) as page:
            page.goto(base + "index.html")
            page.keyboard.press("/")
            page.keyboard.type("sdk")
            page.locator(".found").get_by_text("match").wait_for()
            page.keyboard.press("ArrowDown")
            focused = "document.activeElement.textContent"
            titles = self.titles(page)
            self.assertGreater(len(titles), 1)
            self.assertEqual(page.evaluate(focused), titles[0])
            page.keyboard.press("j")
            self.assertEqual(page.evaluate(focused), titles[1])
            page.keyboard.press("k")
            page.keyboard.press("ArrowDown")
            self.assertEqual(page.evaluate(focused), titles[1])
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile("/jobs/"))
            self.assertEqual(page.locator("h1").text_content(), titles[1])
            page.go_back()
            page.locator(".found").get_by_text("match").wait_for()
            self.assertEqual(page.locator(".find input").input_value(), "sdk")
            page.keyboard.press("Escape")
            self.assertFalse(page.locator("section.results").is_visible())
            page.keyboard.press("j")
            self.assertIn("title", page.evaluate("document.activeElement.className"))
            page.keyboard.press("/")
            page.keyboard.type("sdk")
            page.locator(".found").get_by_text("match").wait_for()
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile("/jobs/"))

    def test_search_works_on_every_kind_of_page(self):
        folder = self.reports["sample"]
        job = sorted(folder.glob("jobs/2*/*.html"))[0].relative_to(folder).as_posix()
        week = sorted(folder.glob("weeks/2*.html"))[0].relative_to(folder).as_posix()
        with serving(folder) as http:
            for base in [self.base("sample"), http]:
                for path in ["index.html", job, week, "weeks/index.html", "jobs/index.html", "status/failed.html"]:
                    with self.subTest(base=base[:5], page=path), self.page(base) as page:
                        page.goto(base + path)
                        self.find(page, "troubleshoot-401", 1)
                        page.locator(".results a.title").click()
                        page.locator("[data-page=job]").wait_for()

    def test_nothing_is_loaded_before_it_is_needed(self):
        base = self.base("sample")
        with self.page(base) as page:
            loaded = []
            page.on("request", lambda request: loaded.append(request.url))
            page.goto(base + "index.html")
            page.wait_for_load_state("networkidle")
            self.assertEqual([url for url in loaded if "/search/" in url], [])

    def test_results_are_accessible_and_fit(self):
        for scheme, width in [("light", 1280), ("dark", 320)]:
            for name in ["odd", "paged"]:
                base = self.base(name)
                with self.page(
                    base, color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900}
                ) as page:
                    page.goto(base + "index.html")
                    page.locator(".find input").fill("a")
                    page.locator(".found").get_by_text("match").wait_for()
                    self.assert_fits(page, f"{name} {width}")
                    page.screenshot(path=SHOTS / f"search-{name}-{width}-{scheme}.png", full_page=True)
                    page.evaluate(AXE_SCRIPT)
                    found = page.evaluate("axe.run({preload: false})")["violations"]
                    with self.subTest(report=name, scheme=scheme):
                        self.assertEqual([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found], [])

    def test_copy_as_markdown(self):
        folder = self.reports["sample"]
        week = sorted(folder.glob("weeks/2*.html"))[-2].stem
        with serving(folder) as base:
            for path in ["index", f"weeks/{week}"]:
                with self.page(base, permissions=["clipboard-read", "clipboard-write"]) as page:
                    page.goto(base + path + ".html")
                    page.get_by_role("button", name="Copy as Markdown").click()
                    page.get_by_text("Copied").wait_for()
                    copied = page.evaluate("navigator.clipboard.readText()")
                    self.assertIn(f"]({base}jobs/2026-", copied)
                    self.assertNotIn("](../", copied)
                    written = (folder / f"{path}.md").read_text()
                    self.assertEqual(copied.split("\n")[0], written.split("\n")[0])
                    self.assertEqual(copied.count("\n- "), written.count("\n- "))

    def test_copy_a_job_as_markdown(self):
        folder = self.reports["sample"]
        pages = [path for path in folder.glob("jobs/2*/*.html") if "projects/" in path.with_suffix(".md").read_text()]
        written = pages[0].with_suffix(".md").read_text()
        path = pages[0].relative_to(folder).as_posix()
        with serving(folder) as base, self.page(base, permissions=["clipboard-read", "clipboard-write"]) as page:
            page.goto(base + path)
            page.get_by_role("button", name="Copy as Markdown").click()
            page.get_by_text("Copied").wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            self.assertEqual(copied.split("\n")[0], written.split("\n")[0])
            self.assertIn(f"]({base}projects/", copied)
            self.assertNotIn("[Overview]", copied)
            self.assertEqual(copied.count("\n- "), written.count("\n- "))
            self.assertNotRegex(copied, r"https://github\.com/\S+/(pull|issues)/")
        with self.page(self.base("sample")) as page:
            page.goto(self.base("sample") + path)
            self.assertEqual(page.get_by_role("button", name="Copy as Markdown").count(), 0)

    def test_markdown_that_is_not_there_is_not_copied(self):
        folder = reports.build("without-markdown", "--sample")
        page_of_job = sorted(folder.glob("jobs/2*/*.html"))[0]
        page_of_job.with_suffix(".md").unlink()
        with serving(folder) as base:
            context = self.browser.new_context()
            page = context.new_page()
            page.goto(base + page_of_job.relative_to(folder).as_posix())
            page.get_by_role("button", name="Copy as Markdown").click()
            page.get_by_text("Not copied").wait_for()
            context.close()

    def test_an_index_that_is_missing_is_said(self):
        folder = reports.build("broken", "--sample")
        (folder / "assets/search/words-0-0.js").unlink()
        with serving(folder) as base:
            context = self.browser.new_context()
            page = context.new_page()
            page.goto(base + "index.html")
            page.locator(".find input").fill("sdk")
            page.locator(".found").get_by_text("could not be loaded").wait_for()
            context.close()


class SpeedTests(BrowserTest):
    """What a person waits for the first result, which is measured and shown, and what is loaded for it."""

    def test_time_to_the_first_result(self):
        for count in [10_000, 100_000]:
            folder = reports.build(f"many-{count}", "--from", reports.saved(f"many-{count}", reports.many_jobs(count)))
            base = folder.as_uri() + "/"
            for query in ["d", "doc", "setting 77", "#9999", "e", "check page 1001", "zzzz"]:
                with self.page(base) as page:
                    page.set_default_timeout(60_000)
                    loaded = []
                    page.on("request", lambda request: loaded.append(request.url))
                    page.goto(base + "index.html")
                    waited = page.evaluate(
                        """query => new Promise(done => {
                          const input = document.querySelector('.find input');
                          const start = performance.now();
                          let first = null, early;
                          new MutationObserver(() => {
                            if (first === null && document.querySelector('.results a.title, .results .empty')) {
                              first = performance.now() - start;
                              early = [...document.scripts].map(script => script.src);
                            }
                            const said = document.querySelector('.found')?.textContent;
                            if (first !== null && said) done([first, performance.now() - start, said, early]);
                          }).observe(document.getElementById('main'), {subtree: true, childList: true, characterData: true});
                          input.focus();
                          input.value = query;
                          input.dispatchEvent(new Event('input'));
                        })""", query)
                    def size(addresses):
                        return sum((folder / url[len(base):]).stat().st_size for url in addresses if "/search" in url)
                    print(f"{count} jobs, {query!r}: first result {waited[0]:.0f} ms, all {waited[1]:.0f} ms, "
                          f"{waited[2]}, {len(loaded)} files, {size(waited[3]) / 1e6:.2f} MB before the first result, "
                          f"{size(loaded) / 1e6:.2f} MB")
                    with self.subTest(count=count, query=query):
                        self.assertLess(size(waited[3]), 1_000_000)
                        if query in ["d", "doc"]:
                            self.assertLess(size(loaded), 1_000_000)


if __name__ == "__main__":
    unittest.main()
