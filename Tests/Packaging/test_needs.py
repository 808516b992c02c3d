"""packaging/needs.sh, on machines made of stand-ins for the commands that it calls."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Each prints what it was called with; `$HERE` is what the machine has installed.
STAND_INS = {
    "apt-get": 'echo "apt-get $*"',
    "brew": 'if [ "$1" = list ]; then for name in $HERE; do echo "$name 1.0"; done; else echo "brew $*"; fi',
    "dpkg-query": 'for name in $HERE; do echo "installed $name"; done',
    "id": "echo $USER_ID",
    "sudo": 'echo "sudo $*"; "$@"',
    "swift": ":",
}
BUILD = (
    "make git ca-certificates g++ libncurses-dev libxml2-dev zlib1g-dev tzdata pkg-config libcmark-dev "
    "libcurl4-openssl-dev libsqlite3-dev libssl-dev")
WITHOUT_CMARK = BUILD.replace(" libcmark-dev", "")
SAYS = "Installing what build needs and this machine lacks: libcmark-dev"
UPDATE = "apt-get update -qq"
INSTALL = "apt-get install -y -qq --no-install-recommends libcmark-dev"
ASKED = "env DEBIAN_FRONTEND=noninteractive " + INSTALL


class NeedsTests(unittest.TestCase):
    def needs(self, *parts, commands, here="", user=0, **environment):
        """Runs the script where only these commands are, and returns its status and what it printed."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name in commands:
                (folder / name).write_text(f"#!/bin/sh\n{STAND_INS[name]}\n")
                (folder / name).chmod(0o755)
            for name in ["env", "grep", "sed", "sh"]:
                (folder / name).symlink_to(next(
                    path for place in ["/usr/bin", "/bin"] if (path := pathlib.Path(place) / name).exists()))
            done = subprocess.run(
                [ROOT / "packaging" / "needs.sh", *parts], capture_output=True, text=True,
                env={"PATH": str(folder), "HERE": here, "USER_ID": str(user), **environment})
            self.assertEqual(done.stdout, "")
            return done.returncode, done.stderr.splitlines()

    def test_a_machine_is_given_what_it_lacks_and_nothing_else(self):
        debian, mac = ["apt-get", "dpkg-query", "id", "swift"], ["brew", "id", "swift"]
        for name, machine, expected in [
            ("nothing is missing", dict(commands=debian, here=BUILD), (0, [])),
            ("root", dict(commands=debian, here=WITHOUT_CMARK), (0, [SAYS, UPDATE, INSTALL])),
            ("root, and sudo is there", dict(commands=[*debian, "sudo"], here=WITHOUT_CMARK),
             (0, [SAYS, UPDATE, INSTALL])),
            ("a person", dict(commands=[*debian, "sudo"], here=WITHOUT_CMARK, user=1000),
             (0, [SAYS, "sudo " + UPDATE, UPDATE, "sudo " + ASKED, INSTALL])),
            ("Homebrew", dict(commands=mac, here="pkgconf"),
             (0, ["Installing what build needs and this machine lacks: cmark", "brew install --quiet cmark"])),
            ("Homebrew, nothing is missing", dict(commands=mac, here="cmark pkgconf"), (0, [])),
            ("neither", dict(commands=["id", "swift"]),
             (0, ["packaging/needs.sh: neither apt nor brew is here, so nothing is installed; the lists in this "
                  "file name what is needed"])),
            ("no Swift", dict(commands=["apt-get", "dpkg-query", "id"]),
             (1, ["packaging/needs.sh: there is no 'swift'; install Swift 6.2 or later: "
                  "https://www.swift.org/install/"])),
        ]:
            with self.subTest(name):
                self.assertEqual(self.needs("build", **machine), expected)

    def test_without_root_and_sudo_it_says_what_to_run(self):
        status, says = self.needs(
            "build", commands=["apt-get", "dpkg-query", "id", "swift"], here=WITHOUT_CMARK, user=1000)
        self.assertEqual(
            (status, says),
            (1, [SAYS, "packaging/needs.sh: installing takes root, and there is no sudo; run as root: apt-get update && "
                 "apt-get install -y --no-install-recommends libcmark-dev"]))

    def test_a_part_that_is_not_there_is_an_error(self):
        self.assertEqual(
            self.needs("biuld", commands=["apt-get", "dpkg-query"]),
            (64, ["packaging/needs.sh: there is no part 'biuld'; name build, test, browser, pictures, workflows or package"]))


if __name__ == "__main__":
    unittest.main()
