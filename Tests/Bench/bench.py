#!/usr/bin/env python3
"""Times whole builds of jobreport over jobs made from a seed, beside the floor measured in the same run.

The floor is libcmark over the Markdown of the same job pages plus the writing of the same files, in C, on
one thread (floor.c). CPU is user and system time together, of the whole process; the ratio is CPU to that.

Usage: bench.py PROGRAM FLOOR [--jobs N ...] [--sample-api PROGRAM] [--folder DIR] [--runs N]
"""

import argparse, contextlib, json, os, random, shutil, statistics, subprocess, sys, tempfile, time, uuid
from datetime import datetime, timedelta

WORDS = """page guide redirect schema webhook token example section link table sample change field error
request answer value user project branch review build check note limit""".split()


def sentence(random, count):
    return " ".join(random.choice(WORDS) for _ in range(count)).capitalize() + "."


def message(random):
    """About 1.3 KB of what an agent writes: headings, lists, a table, code, links."""
    lines = ["I finished **%s** and opened a pull request." % sentence(random, 6), "", "### What changed", ""]
    lines += ["- Updated `%s/%s.mdx`: %s" % (random.choice(WORDS), random.choice(WORDS), sentence(random, 7))
              for _ in range(random.randint(3, 6))]
    lines += ["", "| File | Lines | Note |", "|:---|---:|:---:|"]
    lines += ["| `%s.mdx` | +%d −%d | %s |" % (random.choice(WORDS), random.randint(1, 90), random.randint(0, 40),
                                              random.choice(["new", "moved", "~~dropped~~ kept"]))
              for _ in range(random.randint(2, 6))]
    lines += ["", "### How to check", "", "```bash", "mint broken-links", "mint dev --port 3000", "```", ""]
    lines += [sentence(random, 40), "", "1. Open the [preview](https://example.com/%s)" % random.choice(WORDS),
              "2. Compare with the style guide", "   - [x] links checked", "   - [ ] screenshots", "",
              "> " + sentence(random, 14)]
    return "\n".join(lines)


def job(random, moment, number):
    reason = random.choices(["completed", "error", "github_missconfigured", "interrupted", "processing"],
                            [88, 5, 3, 3, 1])[0]
    todos = [{"content": sentence(random, 6), "status": random.choice(["completed"] * 5 + ["pending"]),
              "priority": random.choice(["high", "medium", "low"]), "id": str(index)}
             for index in range(random.randint(0, 8))]
    title = sentence(random, 7)
    return {
        "sessionId": str(uuid.UUID(int=random.getrandbits(128), version=4)), "subdomain": "bench",
        "branch": "bench/" + title.lower().rstrip(".").replace(" ", "-"), "haulted": reason != "processing",
        "haultReason": reason, "messageToUser": message(random), "title": title, "todos": todos,
        "pullRequestLink": "https://github.com/acme/docs/pull/%d" % number if reason == "completed" else None,
        "userId": "user_%d" % random.randint(1, 40), "createdAt": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


def write_jobs(path, count, seed=2026):
    """Newest first, as the API lists them; one more job for the run after, at the front."""
    source = random.Random(seed)
    start = datetime(2026, 8, 23)
    with open(path, "w") as file, open(path + ".more", "w") as more:
        newest = json.dumps(job(source, start + timedelta(minutes=5), count + 1))
        file.write('{"allSessions":[')
        more.write('{"allSessions":[' + newest + ",\n")
        for index in range(count):
            text = json.dumps(job(source, start - timedelta(minutes=7 * index), count - index))
            for output in (file, more):
                output.write(text + (",\n" if index + 1 < count else ""))
        for output in (file, more):
            output.write("]}\n")


def run(arguments, environment=None):
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env={**os.environ, "SOURCE_DATE_EPOCH": "1787562000", **(environment or {})})
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("%s: exit %d\n%s" % (" ".join(arguments), process.returncode, errors))
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start,
            "memory": usage.ru_maxrss / 1024}


def size(folder):
    files = [os.path.join(path, name) for path, _, names in os.walk(folder) for name in names]
    return len(files), sum(os.path.getsize(file) for file in files)


def row(count, what, figures, floor, report):
    files, total = size(report)
    print("| %s | %s | %.2f s | %.2f s | %.0f MB | %s | %.1f MB | %.2f |" % (
        format(count, ","), what, figures["cpu"], figures["wall"], figures["memory"], format(files, ","),
        total / 1e6, figures["cpu"] / floor["cpu"]), flush=True)


def median(runs):
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


@contextlib.contextmanager
def sample_api(options, jobs):
    """Serves the jobs on loopback; gives the environment that a client needs."""
    server = subprocess.Popen([options.sample_api, "--jobs", jobs], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    try:
        lines = [server.stdout.readline() for _ in range(3)]
        yield dict(line.removeprefix("export ").strip().replace("'", "").split("=", 1) for line in lines)
    finally:
        server.terminate()
        server.wait()


def fetch(options, archive):
    return [options.program, "fetch", "--quiet", "--archive", archive]


def bench(count, options, folder):
    jobs, report, copy = (os.path.join(folder, name) for name in ("jobs.json", "report", "copy"))
    write_jobs(jobs, count)
    build = [options.program, "build", "--quiet", "--output", report]

    def fresh():
        shutil.rmtree(report, ignore_errors=True)
        return run(build + ["--from", jobs])

    full = median([fresh() for _ in range(options.runs)])
    floors = []
    for _ in range(options.runs):
        shutil.rmtree(copy, ignore_errors=True)
        cpu, wall, _, _ = subprocess.check_output([options.floor, report, copy]).split()
        floors.append({"cpu": float(cpu), "wall": float(wall), "memory": 0})
    floor = median(floors)
    row(count, "floor (C, one thread)", floor, floor, report)
    row(count, "full", full, floor, report)
    unchanged = median([run(build + ["--from", jobs]) for _ in range(options.runs)])
    row(count, "unchanged", unchanged, floor, report)
    row(count, "one more job", run(build + ["--from", jobs + ".more"]), floor, report)
    if options.sample_api:
        with sample_api(options, jobs) as environment:
            shutil.rmtree(report)
            row(count, "full, over HTTP", run(build, environment), floor, report)
    archive = os.path.join(folder, "jobs.sqlite")
    stored = build + ["--offline", "--archive", archive]
    row(count, "fetch into an archive", run(fetch(options, archive) + ["--from", jobs]), floor, report)
    shutil.rmtree(report)
    row(count, "full, from it", run(stored), floor, report)
    row(count, "unchanged, from it", run(stored), floor, report)
    run(fetch(options, archive) + ["--from", jobs + ".more"])
    row(count, "one more job, from it", run(stored), floor, report)
    row(count, "verify it", run([options.program, "archive", "verify", "--archive", archive]), floor, report)
    if options.sample_api:
        nightly = os.path.join(folder, "nightly.sqlite")
        with sample_api(options, jobs) as environment:
            run(fetch(options, nightly), environment)
            row(count, "fetch, nothing new", run(fetch(options, nightly), environment), floor, report)
    for path in (report, copy):
        shutil.rmtree(path, ignore_errors=True)
    print("| %s | unchanged to full | %.2f | %.2f | | | | |" % (
        format(count, ","), unchanged["cpu"] / full["cpu"], unchanged["wall"] / full["wall"]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("floor")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--sample-api", default=None)
    parser.add_argument("--folder", default=None)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print("| jobs | run | CPU | wall | peak memory | files | size | CPU to floor |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    for count in options.jobs:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            bench(count, options, folder)


main()
