"""The reports that the browser looks at, made by the real program."""

import functools
import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / ".build" / "browser"
PROGRAM = pathlib.Path(os.environ.get("JOBREPORT", ROOT / ".build" / "debug" / "jobreport"))
GOLDEN = ROOT / "Tests" / "JobReportTests" / "Golden"
NOW = "1787562000"  # 2026-08-24T09:00:00Z


def build(name, *arguments, status=0):
    """Makes a report and returns its folder."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    run(*arguments, "--output", str(folder), status=status)
    return folder


def run(*arguments, status=0):
    """Runs `jobreport build`."""
    environment = {"SOURCE_DATE_EPOCH": NOW, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [str(PROGRAM), "build", *arguments], env=environment, capture_output=True, text=True)
    assert done.returncode == status, f"{arguments}: exit {done.returncode}\n{done.stderr}"
    return done


def job(number, **fields):
    """A job in the shape of the API's version 1."""
    return {
        "sessionId": f"job-{number}", "subdomain": "docs", "branch": f"agent/change-{number}",
        "haulted": True, "haultReason": "completed", "title": f"Change number {number}",
        "pullRequestLink": f"https://github.com/acme/docs/pull/{number}", "todos": [],
        "messageToUser": "Done.", "createdAt": "2026-08-19T10:00:00.000Z", **fields}


def odd_jobs():
    """Jobs that a page must survive: long, empty, of other scripts, and hostile ones."""
    long = "unbroken" * 60
    todos = [
        {"content": long, "status": "pending", "priority": "high"},
        {"content": "", "status": "completed"},
        {"content": "<img src=x onerror=alert(1)>", "status": "in_progress", "priority": long},
        {"content": "הוסף דף חדש", "status": "what"},
    ]
    table = "| a | b |\n|---|---|\n" + "".join(f"| {long} | {n} |\n" for n in range(3))
    return [
        job(1, title=long, branch=long, subdomain=long, todos=todos, messageToUser=table),
        job(2, title="", branch="", pullRequestLink="", messageToUser=""),
        job(3, title="תיקון קישורים שבורים בדף (API) 12", messageToUser="## كل شيء جاهز\n\nתודה"),
        job(4, title="<script>alert(document.domain)</script>", subdomain="<b>other</b>",
            messageToUser="<script>alert(1)</script>\n\n![x](https://example.com/x.png)\n\n"
            "[a](javascript:alert(1)) <style>body{display:none}</style>"),
        job(5, title="a\u202etxt.exe", haultReason="no_such_reason", pullRequestLink="javascript:alert(1)"),
        job(6, haulted=False, haultReason=None, pullRequestLink="", createdAt="2026-08-23T20:00:00Z"),
        job(7, haultReason="error", todos=todos, createdAt="2026-08-11T10:00:00Z",
            messageToUser="    " + long + "\n\n```\n" + long + "\n```\n\n# One\n## Two\n###### Six"),
        job(8, haultReason="github_missconfigured", createdAt="2025-12-31T23:59:59Z"),
        job(9, createdAt=None, title="No date"),
        job(10, createdAt="9999-12-30T00:00:00Z", title="\"Quotes\" & 'apostrophes' </title>"),
    ]


def many_jobs(count):
    """So many plain jobs, over a year and a half."""
    reasons = ["completed"] * 8 + ["error", "aborted"]
    for number in range(count):
        day = number * 540 // count
        month, date = 1 + day // 28 % 12, 1 + day % 28
        yield job(
            number, title=f"Document the setting {number * 7919 % 100003} of guide {number % 97}",
            subdomain=["docs", "handbook", "api"][number % 3], haultReason=reasons[number % 10],
            todos=[{"content": f"Check page {number % 1009}", "status": "completed"}],
            createdAt=f"{2025 + day // 336}-{month:02}-{date:02}T{number % 24:02}:{number % 60:02}:00.000Z")


def shared(path):
    """A file or folder of `shared/data` beside the repository; None where it is absent."""
    found = (folder / "shared" / "data" / path for folder in ROOT.parents)
    return next((place for place in found if place.exists()), None)


def saved(name, jobs):
    """Writes jobs as a saved answer."""
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"{name}.jsonl"
    with path.open("w") as file:
        for entry in jobs:
            file.write(json.dumps(entry) + "\n")
    return str(path)


def single(name, *arguments, status=0):
    """Makes a report in one file, with nothing beside it, and returns it."""
    folder = WORK / "single" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(*arguments, "--single-file", str(folder / "report.html"), status=status)
    assert [path.name for path in folder.iterdir()] == ["report.html"]
    return folder / "report.html"


@functools.cache
def all_single():
    """The reports in one file that every check looks at, by name."""
    problems = GOLDEN / "problems"
    return {
        "sample": single("sample", "--sample"),
        "problems": single("problems", "--from", str(problems / "jobs.jsonl"), status=3),
        "nothing": single("nothing", "--from", str(GOLDEN / "nothing" / "jobs.json")),
        "odd": single("odd", "--from", saved("odd", odd_jobs())),
        "paged": single("paged", "--from", saved("paged", many_jobs(420))),
    }


@functools.cache
def all_small():
    """The reports that every check looks at, by name."""
    statuses = GOLDEN / "every-status"
    problems = GOLDEN / "problems"
    nothing = GOLDEN / "nothing"
    return {
        "sample": build("sample", "--sample"),
        "every-status": build(
            "every-status", "--from", str(statuses / "jobs.json"), "--from", str(statuses / "details.jsonl")),
        "problems": build("problems", "--from", str(problems / "jobs.jsonl"), status=3),
        "nothing": build("nothing", "--from", str(nothing / "jobs.json")),
        "odd": build("odd", "--from", saved("odd", odd_jobs())),
        "links": build("links", "--from", saved("links", [
            job(1, subdomain="handbook", messageToUser="See https://example.com/a?b=1&c=2, "
                "[named](https://example.com/d) and m@example.com."),
            job(2, subdomain="documents")])),
        "paged": build("paged", "--from", saved("paged", many_jobs(420))),
    }
