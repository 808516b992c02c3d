"""What `make bench` measures and where, without measuring anything."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import bench
import lists

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "debug" / "jobreport"


class ListTests(unittest.TestCase):
    def read(self, path, folder):
        """The lines of the report that the program makes of a list, in which nothing is missing or unread."""
        run = subprocess.run(
            [PROGRAM, "build", "--quiet", "--from", path, "--output", folder / "report"],
            capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": "1787562000"})
        self.assertEqual((run.returncode, run.stderr), (0, ""), path)
        jobs = [json.loads(line) for line in (folder / "report/data/jobs.jsonl").read_text().splitlines()]
        self.assertEqual([job["unread"] for job in jobs if job["unread"]], [])
        return jobs

    def test_each_provider_has_a_list_that_is_read(self):
        providers = bench.providers(PROGRAM)
        self.assertIn("mintlify", providers)
        for provider in [None] + providers:
            with self.subTest(provider), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / "list.json"
                lists.write(path, 50, provider)
                jobs = self.read(path, path.parent)
                self.assertEqual({job["provider"] for job in jobs}, {provider or "mintlify"})
                self.assertEqual(len({job["id"] for job in jobs}), 50)
                urls = [pull["url"] for job in jobs for pull in job["pullRequests"]]
                self.assertTrue(urls and len(set(urls)) == len(urls), provider)
                dates = [job["createdAt"] for job in jobs]
                self.assertEqual(dates[-2:], ["2026-08-22T23:53:00Z", "2026-08-23T00:00:00Z"])
                more = self.read(str(path) + ".more", path.parent)
                self.assertEqual(more[:-1], jobs)
                self.assertEqual(more[-1]["createdAt"], "2026-08-23T00:05:00Z")

    def test_a_provider_without_a_list(self):
        with self.assertRaises(LookupError) as error:
            lists.Pattern("nowhere")
        self.assertEqual(
            str(error.exception),
            "no list of 'nowhere': Tests/Providers/nowhere has to have one .json file, the provider's list")


class PlaceTests(unittest.TestCase):
    def test_places(self):
        with tempfile.TemporaryDirectory() as memory:
            for (asked, least, folder), wanted in [
                (("/else", 1, memory), ("/else", "Working in '/else'.")),
                ((None, 1, memory), (memory, "Working in memory, in '%s'." % memory)),
                ((None, 10**9, memory),
                 ("own", "Working in 'own', as '%s' has no room for 1,000,000,000 jobs: on a disk, the writing of files "
                         "hides much of what is measured." % memory)),
                ((None, 1, memory + "/none"),
                 ("own", "Working in 'own', as there is no '%s/none': on a disk, the writing of files hides much of what "
                         "is measured." % memory)),
            ]:
                self.assertEqual(bench.place(asked, least, "own", memory=folder), wanted)

    def test_what_lies_in_memory_takes_the_memory_of_programs(self):
        with tempfile.TemporaryDirectory() as folder:
            on_disk = bench.room(folder, free_memory=lambda: 0)
            self.assertEqual(on_disk > 0, not bench.lies_in_memory(folder))
        if os.path.isdir(bench.MEMORY):
            self.assertEqual(bench.room(bench.MEMORY, free_memory=lambda: 1 << 20), 0)
            self.assertLessEqual(bench.room(bench.MEMORY, free_memory=lambda: (1 << 29) + 32_000_000), 1000)


class GuideTests(unittest.TestCase):
    def table(self, what, **cpu):
        table = bench.Table(what, None)
        table.bytes = 2000
        for name, seconds in cpu.items():
            table.rows[name.replace("_", " ")] = {"cpu": seconds, "wall": 1, "memory": 40_000_000 * seconds}
        return table

    def test_the_tables(self):
        text = bench.guide(
            [self.table("1,000", floor=1, full=3, archive_verify=0.5), self.table("10,000", floor=2, full=5)],
            [("acme", self.table("500 of acme", floor=1, full=4, nothing_changed=1, one_more_job=2))], "About.")
        self.assertEqual(text, """\
About.

| run | 1,000 jobs | 10,000 | peak memory |
|---|---:|---:|---:|
| full | 3.0 | 2.5 | 200 MB |
| archive verify | 0.5 |  | 20 MB at 1,000 |

Lists of 500 jobs of each provider, in the shape that its API has:

| provider | a job's JSON | full | nothing changed | one more job | peak memory |
|---|---:|---:|---:|---:|---:|
| acme | 2.0 KB | 4.0 | 1.0 | 2.0 | 160 MB |
""")
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            page.write_text("# Speed\n<!-- measured -->\nold\n<!-- /measured -->\nrest\n")
            bench.write_guide(page, text)
            self.assertEqual(
                page.read_text(), "# Speed\n<!-- measured -->\n" + text + "<!-- /measured -->\nrest\n")

    def test_the_page_of_the_guide_has_the_marks(self):
        page = (ROOT / "docs" / "speed.md").read_text()
        self.assertEqual([page.count(mark) for mark in bench.MARKS], [1, 1])


if __name__ == "__main__":
    unittest.main()
