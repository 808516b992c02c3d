"""make install and make uninstall, with a stand-in for the build."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = [
    "bin/jobreport", "share/bash-completion/completions/jobreport", "share/fish/vendor_completions.d/jobreport.fish",
    "share/man/man1/jobreport.1", "share/zsh/site-functions/_jobreport"]


class InstallTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # The makefile alone: what it calls is a stand-in, and a real program is there to be stripped.
        shutil.copy(ROOT / "Makefile", self.folder)
        (self.folder / "packaging").mkdir()
        (self.folder / "home").mkdir()
        (self.folder / "programs").mkdir()
        shutil.copy("/bin/sh", self.folder / "programs" / "jobreport")
        for name, text in [
            ("swift", 'case "$*" in *--show-bin-path*) echo programs ;; esac'),
            ("packaging/needs.sh", ":"),
            ("packaging/share.sh", "".join(
                f'mkdir -p "$(dirname "$3/{file[6:]}")" && : > "$3/{file[6:]}"\n' for file in FILES[1:])),
        ]:
            (self.folder / name).write_text(f"#!/bin/sh\n{text}\n")
            (self.folder / name).chmod(0o755)

    def make(self, *words):
        return subprocess.run(
            ["make", "--no-print-directory", "SWIFT=./swift", *words], cwd=self.folder, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "HOME": str(self.folder / "home")})

    def files(self, folder):
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())

    def test_it_installs_into_the_folder_that_is_named_and_removes_it_again(self):
        for words, place in [
            (["PREFIX=~/.local"], "home/.local"),
            (["PREFIX=~"], "home"),
            ([f"PREFIX={self.folder}/a  folder"], "a  folder"),
            ([f"PREFIX={self.folder}/it's \"here\""], "it's \"here\""),
            ([f"DESTDIR={self.folder}/stage 1", "PREFIX=/usr"], "stage 1/usr"),
            (["DESTDIR=~/stage", "PREFIX=/usr"], "home/stage/usr"),
            ([f"PREFIX={self.folder}/a~/b"], "a~/b"),
        ]:
            with self.subTest(words):
                folder = self.folder / place
                done = self.make("install", *words)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(
                    done.stdout.splitlines()[-1],
                    f"Installed {folder}/bin/jobreport, with its man page and completions.")
                self.assertEqual(self.files(folder), FILES)
                self.assertEqual(self.make("uninstall", *words).returncode, 0)
                self.assertEqual(self.files(folder), [])

    def test_the_folder_of_somebody_else_is_refused(self):
        for target in ["install", "uninstall"]:
            with self.subTest(target):
                done = self.make(target, "PREFIX=~somebody/.local")
                self.assertEqual(done.returncode, 2)
                self.assertIn("'~somebody/.local' begins with '~'; give the folder's whole path", done.stderr)
