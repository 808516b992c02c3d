"""What the documents hold: the pictures of the README, and the JSON Schema of a job's line."""

import copy
import hashlib
import json
import os
import struct
import subprocess
import unittest
import zlib

import jsonschema

import reports
from browsing import BrowserTest

DOCS = reports.ROOT / "docs"
# Of each, its page, and the width that the page is laid out for.
PICTURES = {
    "overview.png": ("index.html", 1100),
    "job.png": ("jobs/2026-08/edd2f581-24f3-4fa3-b4aa-d35700b5bbe9.html", 960),
}
SIZE = (1100, 920)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(picture):
    """The chunks of a PNG (https://www.w3.org/TR/png-3/#5Chunk-layout): their kinds and contents."""
    assert picture.startswith(SIGNATURE)
    place = len(SIGNATURE)
    while place < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, place)
        yield kind, picture[place + 8:place + 8 + length]
        place += length + 12


def chunk(kind, content):
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", zlib.crc32(kind + content))


def smaller(picture):
    """The picture in 256 colours, which a page has hardly more of: a third of its bytes."""
    return subprocess.run(
        ["pngquant", "--speed", "1", "--quality", "60-95", "-"], input=picture, capture_output=True, check=True).stdout


def marked(picture, mark):
    """The picture with a text that says what it shows."""
    return SIGNATURE + b"".join(
        (chunk(b"tEXt", b"Source\0" + mark.encode()) if kind == b"IEND" else b"") + chunk(kind, content)
        for kind, content in chunks(picture))


class PictureTests(BrowserTest):
    def test_they_show_the_sample_of_today(self):
        """`make pictures` takes them. What a page says is compared, as each system draws letters its own way."""
        folder = reports.build("documents", "--sample")
        base = folder.as_uri() + "/"
        together = 0
        for name, (path, width) in PICTURES.items():
            scale = SIZE[0] / width
            viewport = {"width": width, "height": round(SIZE[1] / scale)}
            with self.page(base, viewport=viewport, device_scale_factor=scale, color_scheme="light") as page:
                page.goto(base + path)
                words = " ".join(page.inner_text("body").split())
                mark = hashlib.sha256(words.encode()).hexdigest()
                if os.environ.get("RECORD_PICTURES") == "1":
                    (DOCS / name).write_bytes(marked(smaller(page.screenshot()), mark))
            picture = (DOCS / name).read_bytes()
            together += len(picture)
            with self.subTest(name):
                found = list(chunks(picture))
                self.assertIn((b"tEXt", b"Source\0" + mark.encode()), found, "run make pictures")
                self.assertEqual(struct.unpack_from(">I", found[0][1])[0], SIZE[0])
        self.assertLessEqual(together, 120_000)


def strict(schema):
    """The schema where each key is there, and no other."""
    schema = copy.deepcopy(schema)
    if "properties" in schema:
        schema["additionalProperties"] = False
        for value in schema["properties"].values():
            value.update(strict(value))
    if "items" in schema:
        schema["items"] = strict(schema["items"])
    return schema


class JobLineTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads((DOCS / "job-line.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(cls.schema)

    def validator(self, schema):
        return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)

    def test_it_describes_every_line_that_is_written(self):
        states = [
            {"id": str(number), "provider": "mintlify", "status": "completed", "pullRequests": [
                {"url": f"https://github.com/acme/docs/pull/{number}", "state": state, **more}]}
            for number, (state, more) in enumerate([
                ("merged", {"createdAt": "2026-08-20T10:00:00Z", "endedAt": "2026-08-21T10:00:00Z",
                            "mergedBy": "kim", "additions": 3, "deletions": 0}),
                ("open", {"checks": "failing"}), ("draft", {}), ("closed", {}), ("not-visible", {})])
        ]
        made = {**reports.all_small(), "states": reports.build("states", "--from", reports.saved("states", states))}
        schema = strict(self.schema)
        schema["required"] = list(schema["properties"])
        validator = self.validator(schema)
        seen = 0
        for name, folder in made.items():
            for number, line in enumerate((folder / "data" / "jobs.jsonl").read_text().splitlines(), 1):
                with self.subTest(report=name, line=number):
                    self.assertEqual([error.message for error in validator.iter_errors(json.loads(line))], [])
                    seen += 1
        # Of answers of every provider, and of what other tools print.
        folder = reports.ROOT / "Tests" / "Providers"
        for path in sorted([*folder.glob("*/jobs.jsonl"), *folder.glob("tools/*.jsonl")]):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                with self.subTest(report=str(path.relative_to(folder)), line=number):
                    self.assertEqual([error.message for error in validator.iter_errors(json.loads(line))], [])
                    seen += 1
        self.assertGreater(seen, 450)
        self.assertIn('"state":"not-visible"', (made["states"] / "data" / "jobs.jsonl").read_text())

    def test_what_it_refuses(self):
        job = {"id": "1", "provider": "a", "status": "completed"}
        validator = self.validator(self.schema)
        self.assertTrue(validator.is_valid(job))
        for wrong in [
            {"id": ""}, {"id": 1}, {"provider": None}, {"status": "done"}, {"createdAt": "yesterday"},
            {"pullRequests": [{"url": "docs#3"}]}, {"pullRequests": [{}]}, {"todos": "one"},
            {"pullRequests": [{"url": "https://a.example/1", "state": "hidden"}]}, {"message": ["a"]},
        ]:
            with self.subTest(wrong):
                self.assertFalse(validator.is_valid({**job, **wrong}))
        for name in job:
            self.assertFalse(validator.is_valid({key: value for key, value in job.items() if key != name}))


if __name__ == "__main__":
    unittest.main()
