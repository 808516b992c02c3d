"""The workflows of the repository and of its documents, held against the schemas of those who read them and against
zizmor's rules; and the action that installs a release, against a server of releases on loopback."""

import hashlib
import http.server
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import unittest

from ruamel.yaml import YAML

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / ".build" / "workflows"
TOOLS = pathlib.Path(sys.executable).parent
ACTION = ROOT / ".github" / "actions" / "jobreport"
USE = "OWNER/jobreport/.github/actions/jobreport@v1"


def documents():
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def blocks():
    """The fenced YAML blocks of the documents: where each stands, and its text."""
    for document in documents():
        for number, text in enumerate(re.findall(r"^```yaml\n(.*?)^```", document.read_text(), re.S | re.M), 1):
            yield f"{document.stem}-{number}", text


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)


class WorkflowTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Writes each block of the documents as the file that a person makes of it."""
        shutil.rmtree(WORK, ignore_errors=True)
        cls.gitHub, cls.gitLab = WORK / ".github" / "workflows", WORK / "gitlab"
        cls.gitHub.mkdir(parents=True)
        cls.gitLab.mkdir()
        for name, text in blocks():
            content = YAML(typ="safe").load(text)
            if "jobs" in content:
                (cls.gitHub / f"{name}.yml").write_text(text)
            elif any(isinstance(part, dict) and "script" in part for part in content.values()):
                (cls.gitLab / f"{name}.yml").write_text(text)
        cls.files = sorted((ROOT / ".github" / "workflows").glob("*.yml")) + sorted(cls.gitHub.glob("*.yml"))

    def succeeds(self, *command):
        done = run(*command)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_github_reads_them(self):
        self.assertGreaterEqual(len(self.files), 6)
        self.succeeds(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *self.files)
        self.succeeds(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION / "action.yml")

    def test_gitlab_reads_them(self):
        files = sorted(self.gitLab.glob("*.yml"))
        self.assertEqual(len(files), 1)
        self.succeeds(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", *files)

    def test_a_release_that_is_named_is_this_one(self):
        source = (ROOT / "Sources" / "ReportKit" / "Site" / "Site.swift").read_text()
        version = re.search(r'static let text = "(.*)"', source).group(1)
        for file in self.gitLab.glob("*.yml"):
            named = re.findall(r"releases/download/v([^/\s]+)|jobreport_([^_]+)_amd64", file.read_text())
            self.assertEqual({one or other for one, other in named}, {version})

    def test_they_are_secure(self):
        self.succeeds(
            TOOLS / "zizmor", "--offline", "--no-progress", "--strict-collection",
            "--config", ROOT / ".github" / "zizmor.yml", *self.files, ACTION / "action.yml")

    def test_each_that_runs_jobreport_installs_it_first(self):
        seen = 0
        for file in sorted(self.gitHub.glob("*.yml")):
            for job in YAML(typ="safe").load(file.read_text())["jobs"].values():
                if any("jobreport " in step.get("run", "") for step in job["steps"]):
                    self.assertEqual(job["steps"][0].get("uses"), USE, file)
                    seen += 1
        self.assertGreaterEqual(seen, 3)


class Releases(http.server.BaseHTTPRequestHandler):
    """A repository with two releases; `files` holds what can be downloaded."""

    files = {}

    def do_GET(self):
        if self.path == "/acme/jobreport/releases/latest":
            self.send_response(302)
            self.send_header("Location", "/acme/jobreport/releases/tag/v0.2.0")
            self.end_headers()
            return
        content = self.files.get(self.path.removeprefix("/acme/jobreport/releases/"))
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content or b"")

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


def archive(version, system):
    """A release's archive, with a program that only tells its version."""
    name = f"jobreport-{version}-{system}"
    program = f"#!/bin/sh\necho 'jobreport {version}'\n".encode()
    bytes_ = io.BytesIO()
    with tarfile.open(fileobj=bytes_, mode="w:gz") as tar:
        member = tarfile.TarInfo(f"{name}/bin/jobreport")
        member.size, member.mode = len(program), 0o755
        tar.addfile(member, io.BytesIO(program))
    return f"{name}.tar.gz", bytes_.getvalue()


class ActionTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        files = {"tag/v0.2.0": b"the page of the release"}
        for version in ["0.1.0", "0.2.0", "0.3.0"]:
            sums = ""
            for system in ["linux-x86_64", "linux-arm64", "macos-arm64"]:
                name, content = archive(version, system)
                sums += f"{hashlib.sha256(content).hexdigest()}  {name}\n"
                # Version 0.3.0 is not what its checksums say.
                files[f"download/v{version}/{name}"] = content + (b"more" if version == "0.3.0" else b"")
            files[f"download/v{version}/SHA256SUMS"] = sums.encode()
        # A checksum that is not there is not one that fits.
        name, content = archive("0.4.0", "linux-x86_64")
        files[f"download/v0.4.0/{name}"], files["download/v0.4.0/SHA256SUMS"] = content, b""
        cls.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Served", (Releases,), {"files": files}))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def install(self, **environment):
        """Runs the action's step, and returns what it printed, what it set and the path it added."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name in ["path", "output"]:
                (folder / name).touch()
            done = subprocess.run(
                [ACTION / "install.sh"], capture_output=True, text=True,
                env={
                    "PATH": os.environ["PATH"], "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64",
                    "RUNNER_TEMP": str(folder), "GITHUB_PATH": str(folder / "path"),
                    "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_REPOSITORY": "else/where",
                    "GITHUB_SERVER_URL": f"http://127.0.0.1:{self.server.server_address[1]}",
                    "ACTION_REPOSITORY": "acme/jobreport", "VERSION": "latest", **environment})
            added = (folder / "path").read_text().strip()
            says = run(pathlib.Path(added) / "jobreport").stdout if added else ""
            return done, (folder / "output").read_text(), says

    def test_it_installs_the_release_that_fits(self):
        for environment, version in [
            ({}, "0.2.0"), ({"VERSION": "0.1.0"}, "0.1.0"), ({"VERSION": "v0.1.0"}, "0.1.0"),
            ({"RUNNER_ARCH": "ARM64"}, "0.2.0"), ({"RUNNER_OS": "macOS", "RUNNER_ARCH": "ARM64"}, "0.2.0"),
            ({"ACTION_REPOSITORY": "", "GITHUB_REPOSITORY": "acme/jobreport"}, "0.2.0"),
        ]:
            with self.subTest(environment):
                done, output, says = self.install(**environment)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertEqual(output, f"version={version}\n")
                self.assertEqual(says, f"jobreport {version}\n")

    def test_it_installs_nothing_else(self):
        for environment, reason in [
            ({"VERSION": "0.3.0"}, "is not the file that SHA256SUMS of version 0.3.0 names; nothing was installed"),
            ({"VERSION": "0.4.0"}, "is not the file that SHA256SUMS of version 0.4.0 names; nothing was installed"),
            ({"VERSION": "9.9.9"}, "could not download jobreport-9.9.9-linux-x86_64.tar.gz of version 9.9.9"),
            ({"VERSION": "../../x"}, "'../../x' is not a version"),
            ({"VERSION": "1.0.0\n::set-env"}, "is not a version"),
            ({"RUNNER_OS": "Windows"}, "there is no release for the system 'Windows'"),
            ({"RUNNER_ARCH": "ARM"}, "there is no release for the processor 'ARM'"),
            ({"ACTION_REPOSITORY": "acme/other"}, "could not ask"),
        ]:
            with self.subTest(environment):
                done, output, says = self.install(**environment)
                self.assertEqual((done.returncode, output, says), (1, "", ""))
                self.assertIn("::error title=jobreport::", done.stdout)
                self.assertIn(reason, done.stdout)


if __name__ == "__main__":
    unittest.main()
