"""What hostile jobs must not do, asked of the pages as Chromium reads them."""

import csv
import json
import re
import unittest

import hostile_jobs
import reports
from browsing import BrowserTest

READ = """() => {
    const all = [...document.querySelectorAll('*')];
    const message = document.querySelector('.message');
    const inside = [...message.querySelectorAll('*')];
    const text = selector => document.querySelector(selector)?.textContent ?? '';
    return {
        title: document.title, h1: text('h1'), message: message.textContent, facts: text('.facts'),
        todos: text('.todos'),
        scripts: [...document.scripts].map(s => s.getAttribute('src')),
        handlers: all.flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on') || n === 'style'),
        loaders: document.querySelectorAll(
            'img,picture,source,video,audio,iframe,frame,object,embed,base,main form,meta[http-equiv=refresh]').length,
        tags: inside.map(e => e.localName),
        hrefs: [...document.querySelectorAll('[href]')].map(e => e.getAttribute('href')),
        links: [...message.querySelectorAll('a')].map(a => [a.getAttribute('href'), a.textContent, a.rel]),
        headings: [...document.querySelectorAll('article h1, article h2')].map(e => e.textContent),
        inMessage: inside.filter(e => /^h[1-6]$/.test(e.localName)).map(e => e.localName),
        branch: [...document.querySelectorAll('.facts li')].find(e => e.textContent.startsWith('Branch:'))
            ?.textContent ?? '',
        isolated: !!document.querySelector('h1 > bdi'),
        turn: document.querySelector('nav.turn, p.crumbs')?.closest('.message, details, pre, textarea') === null,
        footer: document.querySelector('body > footer')?.getBoundingClientRect().height > 0,
        html: document.documentElement.outerHTML,
    };
}"""


class HostileTests(BrowserTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sets = {}
        for name, jobs in [("own", hostile_jobs.own()), ("shared", hostile_jobs.shared())]:
            if not jobs:
                continue
            path = reports.saved(f"hostile-{name}", [job for _, job in jobs])
            folder = reports.WORK / f"hostile-{name}"
            done = reports.run("--from", path, "--output", str(folder), "--force", status=3)
            lines = [json.loads(line) for line in (folder / "data/jobs.jsonl").read_text().splitlines()]
            cls.sets[name] = (folder, jobs, {line["id"]: line for line in lines}, done)

    def test_own_jobs(self):
        self.check_all("own")

    def test_jobs_of_shared_data(self):
        if "shared" not in self.sets:
            self.skipTest("needs shared/data/hostile-jobs.json")
        self.assertEqual(len(self.sets["shared"][1]), 37)
        self.check_all("shared")

    def test_every_attempt_has_a_job_of_our_own(self):
        checks = {name[len("check_"):].replace("_", "-") for name in dir(self) if name.startswith("check_")}
        self.assertEqual(checks - {"all"}, set(hostile_jobs.OWN))

    def check_all(self, name):
        folder, jobs, lines, done = self.sets[name]
        base = folder.as_uri() + "/"
        for attempt, job in jobs:
            with self.subTest(attempt=attempt):
                line = lines.get(re.sub(r"mint_\w+", "mint_[redacted]", job["sessionId"]))
                if attempt == "id-empty":
                    self.check_id_empty(folder, done)
                    continue
                self.assertIsNotNone(line, "the job is in the report")
                path = folder / line["page"]
                self.assertRegex(line["page"], r"\Ajobs/(\d{4}-\d\d|undated)/[a-z0-9-]+\.html\Z")
                with self.page(base) as page:
                    page.goto(base + line["page"])
                    read = page.evaluate(READ)
                self.line, self.done = line, done
                self.assert_harmless(read)
                markdown = path.with_suffix(".md").read_text()
                self.read, self.job, self.markdown, self.folder = read, job, markdown, folder
                getattr(self, "check_" + attempt.replace("-", "_"))()

    def assert_harmless(self, read):
        """What no page may hold, whatever its job tried."""
        self.assertEqual(read["handlers"], [])
        self.assertEqual(read["loaders"], 0)
        self.assertEqual(read["scripts"], ["../../assets/report.js"])
        allowed = r"(https?://|mailto:|(\.\./)*[A-Za-z0-9./-]+(\.html|\.css|\.js|\.svg|\.xml|\.json|\.md|\.jsonl|\.csv)\Z|#)"
        for href in read["hrefs"]:
            self.assertRegex(href, r"\A" + allowed)
        for href, _, rel in read["links"]:
            self.assertRegex(href, r"\A(https?://|mailto:)")
            self.assertEqual(rel, "noopener noreferrer nofollow")
        self.assertEqual([h for h in read["inMessage"] if h < "h3"], [])
        # Our own headings stand once each, and no other of their level. Todos that are all done stand behind the message.
        own = [re.sub(r" \d+ of \d+ done\Z", "", heading) for heading in read["headings"][1:]]
        todos = self.line["todos"]
        is_done = all(todo["status"] in ("completed", "cancelled") for todo in todos)
        self.assertEqual(own, ["Message"] if not todos else ["Message", "Todos"] if is_done else ["Todos", "Message"])
        self.assertTrue(read["footer"] and read["turn"])
        self.assertNotRegex(read["html"], "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069]")

    def check_raw_script(self):
        self.assertIn("<script>", self.read["message"])

    def check_title_html(self):
        self.assertEqual(self.read["h1"], self.job["title"])
        self.assertTrue(self.read["title"].startswith(self.job["title"]))

    def check_generic_type_vanishes(self):
        self.assertIn("Promise<void>", self.read["message"])
        self.assertIn("Promise<void>", self.markdown.replace("\\", ""))

    def check_js_link_plain(self):
        self.assertEqual(self.read["links"], [])
        self.assertIn("alert(1)", self.read["message"])

    check_data_html_link = lambda self: self.assertEqual(self.read["links"], [])
    check_protocol_relative = lambda self: self.assertEqual(self.read["links"], [])

    def check_tracking_pixel(self):
        self.assertEqual(len(self.read["links"]), 1)
        self.assertNotIn("![", self.markdown)

    def check_title_image(self):
        self.assertEqual(self.read["h1"], self.job["title"])
        self.assertNotIn("![", self.markdown)

    def check_userinfo_homograph(self):
        # What is left as a link leads to where its text says.
        for href, text, _ in self.read["links"]:
            self.assertEqual(href, text)
        for host in ["evil.example", "g%D1%96thub.com"]:
            self.assertIn(host, self.read["message"])

    def check_pr_link_breaks_out(self):
        line = next(l for l in self.markdown.splitlines() if " · opened " in l)
        self.assertEqual(len(re.findall(r"(?<!\\)\]\(", line)), 1)

    def check_title_backslash_end(self):
        self.assertEqual(self.read["h1"], self.job["title"])
        base = self.folder.as_uri() + "/"
        with self.page(base) as page:
            page.goto(base + "jobs/index.html")
            shown = page.get_by_role("link", name=self.job["title"], exact=True)
            self.assertIn(self.line["page"].split("/")[-1], shown.first.get_attribute("href"))

    def check_branch_newline(self):
        self.assertNotIn("\n", self.read["branch"].strip())
        self.assertEqual(len(re.findall(r"^- \*\*Branch:\*\* `[^`]*`$", self.markdown, re.M)), 1)

    def check_unclosed_fence(self):
        self.assertIn("pre", self.read["tags"])
        self.assertRegex(self.markdown, r"\n---\n\n\[Overview\]\(.*\n\Z")

    def check_unclosed_details(self):
        # It ends with the message: what stands behind is in no fold, as assert_harmless sees.
        self.assertEqual(self.read["tags"].count("details"), 1)
        self.assertRegex(self.markdown, r"</details>\n(?:.*\n)*---\n\n\[Overview\]\(")

    def check_setext_underline(self):
        self.assertRegex(self.markdown, r"\n## Message\n\n(?!=|-{3})")

    def check_heading_spoof(self):
        self.assertGreater(len(self.read["inMessage"]), 0)

    def check_table_pipe_title(self):
        # Code in a title is shown as code.
        self.assertEqual(self.read["h1"], self.job["title"].replace("`|`", "|"))
        base = self.folder.as_uri() + "/"
        with self.page(base) as page:
            for path in ["index.html", "jobs/index.html"]:
                page.goto(base + path)
                widths = page.evaluate(
                    """() => [...document.querySelectorAll('table')].map(table => [...new Set(
                    [...table.rows].map(row => [...row.cells].reduce((n, c) => n + c.colSpan, 0)))])""")
                for width in widths:
                    self.assertEqual(len(width), 1, f"{path}: rows of {width} cells")
        for block in (self.folder / "index.md").read_text().split("\n\n"):
            rows = [l for l in block.splitlines() if l.startswith("|")]
            self.assertLessEqual(len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}), 1)

    check_branch_option = lambda self: self.assertIn(self.job["branch"], self.read["facts"])

    def check_todo_unknown_status(self):
        todo = self.job["todos"][0]
        self.assertIn(todo["content"], self.read["todos"])
        self.assertIn(todo["status"], self.read["todos"])

    def check_dates(self):
        self.assertTrue(self.line["page"].startswith("jobs/undated/"))
        problems = json.loads((self.folder / "report.json").read_text())["problems"]
        reasons = [problem["reason"] for problem in problems if problem["id"] == self.line["id"]]
        self.assertTrue(any("'createdAt' is no date" in reason for reason in reasons), reasons)

    check_mentions = lambda self: self.assertEqual(self.read["links"], [])

    def check_emoji_mermaid_math(self):
        self.assertIn("\\href{javascript:alert(1)}", self.read["message"])
        self.assertFalse({"svg", "math", "canvas"} & set(self.read["tags"]))
        self.assertIn("graph", self.read["message"])

    def check_bidi_override(self):
        self.assertTrue(self.read["isolated"])
        self.assertIn("⟦U+202E⟧", self.read["h1"])

    def check_tag_chars(self):
        self.assertIn("⟦hidden text: ", self.read["message"])
        self.assertNotRegex(self.read["html"], "[\U000e0000-\U000e007f]")

    def check_ansi_escape(self):
        self.assertNotRegex(self.done.stdout + self.done.stderr, "[\x00-\x09\x0b-\x1f\x7f-\x9f]")

    def check_workflow_command(self):
        self.assertNotRegex(self.done.stdout + self.done.stderr, r"(?m)^\s*::|##\[|##vso\[")

    def check_id_traversal(self):
        self.assertEqual([p for p in self.folder.parent.glob("*outside*")], [])

    check_id_backslash = check_id_traversal

    def check_id_index(self):
        self.assertIn('data-page="jobs"', (self.folder / "jobs/index.html").read_text())

    def check_id_nfc(self):
        self.assertRegex(self.line["page"], r"--[0-9a-f]{16}\.html\Z")

    check_id_nul = check_id_nfc

    def check_id_empty(self, folder, done):
        problems = json.loads((folder / "report.json").read_text())["problems"]
        self.assertIn("a job without an id", str([p for p in problems if p["id"] is None]))
        self.assertIn("a job without an id", done.stderr)

    def check_id_duplicate_a(self):
        self.assertEqual(self.read["h1"], self.line["title"])

    def check_script_json_break(self):
        kinds = []
        for path in (self.folder / "assets/search").glob("*.js"):
            text = path.read_text()
            self.assertNotRegex(text, "</script|<!--|[\u2028\u2029]")
            with self.page("about:") as page:
                rows = page.evaluate(
                    "text => { let got; new Function('jobreport', text)((_, rows) => got = rows); return got; }", text)
            # The first words of the files of a segment, else lines.
            if re.fullmatch(r"words-\d+\.js", path.name):
                self.assertTrue(all(isinstance(word, str) for word in rows))
            elif path.name != "index.js":
                self.assertIsInstance(rows, str)
            if path.name.startswith("rows-"):
                for row in rows.strip().splitlines():
                    json.loads(row)
            kinds.append(path.name.split("-")[0])
        self.assertLessEqual({"rows", "words"}, set(kinds))

    def check_csv_formula(self):
        with (self.folder / "data/jobs.csv").open(newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    self.assertNotRegex(cell, r"\A[=+\-@\t\r]")

    check_template_braces = lambda self: self.assertEqual(self.read["h1"], self.job["title"])

    def check_token_in_message(self):
        self.assertIn("mint_[redacted]", self.read["message"])
        shown = self.done.stdout + self.done.stderr
        for path in self.folder.rglob("*"):
            if path.is_file():
                # What is kept for the next run is no text.
                shown += path.read_text("latin-1")
        self.assertNotRegex(shown, r"mint_[A-Za-z0-9_]{16,}")


if __name__ == "__main__":
    unittest.main()
