#!/usr/bin/env python3
"""Times whole builds of jobreport over jobs made from a seed, beside the floor measured in the same run.

The floor is what any program would do for the same report, in C, on one thread (floor.c). CPU is user and system time
together, of the whole process. How the rows are read stands in README.md.

The files lie in memory, where there is a file system in it with room; --folder names another place. Rows that there is
no room for are left out.
"""

import argparse, contextlib, datetime, json, os, pathlib, platform, shutil, statistics, subprocess, sys, tempfile, textwrap, time

import lists

MEMORY = "/dev/shm"

# What a row needs for each job while it runs, measured: two lists, the report, and archives; then the program's memory.
FOLDER_BYTES = 28_000
MEMORY_BYTES = 4_000

MARKS = ("<!-- measured -->", "<!-- /measured -->")


# Where, and whether there is room

def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def free_memory():
    """Bytes that programs can still have, where the system tells; tmpfs is part of them."""
    try:
        with open("/proc/meminfo") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))
    except (OSError, StopIteration):
        return None


def lies_in_memory(folder):
    return pathlib.Path(folder).resolve().is_relative_to(MEMORY)


def room(folder, free_memory=free_memory):
    """How many jobs there is room for in a folder: half a gigabyte is left to others."""
    spare = shutil.disk_usage(folder).free - (1 << 29)
    jobs = spare // FOLDER_BYTES
    memory = free_memory() if lies_in_memory(folder) else None
    if memory is not None:
        jobs = min(jobs, (memory - (1 << 29)) // (FOLDER_BYTES + MEMORY_BYTES))
    return max(0, jobs)


def place(asked, least, fallback, memory=MEMORY):
    """The folder to work in, and a sentence about it."""
    if asked:
        return asked, "Working in '%s'." % asked
    if not (os.path.isdir(memory) and os.access(memory, os.W_OK)):
        reason = "there is no '%s'" % memory
    elif room(memory) < least:
        reason = "'%s' has no room for %s jobs" % (memory, format(least, ","))
    else:
        return memory, "Working in memory, in '%s'." % memory
    return fallback, ("Working in '%s', as %s: on a disk, the writing of files hides much of what is measured."
                      % (fallback, reason))


# One run

def run(arguments, environment=None):
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env={**os.environ, "SOURCE_DATE_EPOCH": "1787562000", **(environment or {})})
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("%s: exit %d\n%s" % (" ".join(arguments), process.returncode, errors))
    # Kilobytes, but on macOS bytes.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start, "memory": memory}


def size(folder):
    files = total = 0
    for path, _, names in os.walk(folder):
        files += len(names)
        total += sum(os.path.getsize(os.path.join(path, name)) for name in names)
    return files, total


def median(runs):
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


# Rows

class Table:
    """The rows of one list: what is printed, and kept for the guide."""

    def __init__(self, what, report):
        self.what, self.report, self.rows = what, report, {}

    def add(self, name, figures):
        self.rows[name] = figures
        to = {other: figures["cpu"] / self.rows[other]["cpu"] for other in ("floor", "full") if other in self.rows}
        files, total = size(self.report)
        print("| %s | %s | %s | %s | %.2f s | %.2f s | %s | %s | %.1f MB |" % (
            self.what, name, "%.2f" % to["floor"], "%.2f" % to["full"] if "full" in to else "",
            figures["cpu"], figures["wall"], megabytes(figures["memory"]), format(files, ","), total / 1e6), flush=True)


def megabytes(bytes):
    return "" if bytes is None else "%.0f MB" % (bytes / 1e6)


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


def measure_floor(options, report, copy, jobs):
    shutil.rmtree(copy, ignore_errors=True)
    cpu, wall = subprocess.check_output([options.floor, report, copy, jobs]).split()[:2]
    return {"cpu": float(cpu), "wall": float(wall), "memory": None}


def measure(count, options, folder, provider=None):
    """The rows of a list of so many jobs."""
    jobs, report, copy = (os.path.join(folder, name) for name in ("jobs.json", "report", "copy"))
    # In a process of its own: what a process begins with, its parent's size, counts as its peak.
    subprocess.run([sys.executable, "-B", lists.__file__, jobs, str(count)] + ([provider] if provider else []), check=True)
    table = Table("%s of %s" % (format(count, ","), provider) if provider else format(count, ","), report)
    table.bytes = os.path.getsize(jobs) / count
    build = [options.program, "build", "--quiet", "--output", report]
    runs = options.runs if count < 300_000 else 1

    def fresh():
        shutil.rmtree(report, ignore_errors=True)
        return run(build + ["--from", jobs])

    # In turns, as a machine may be faster or slower a minute later.
    pairs = [(fresh(), measure_floor(options, report, copy, jobs)) for _ in range(runs)]
    floors = [floor for _, floor in pairs]
    table.add("floor", {key: statistics.median(floor[key] for floor in floors) if key != "memory" else None
                        for key in floors[0]})
    table.add("full", median([full for full, _ in pairs]))
    table.add("nothing changed", median([run(build + ["--from", jobs]) for _ in range(runs)]))
    table.add("one more job", run(build + ["--from", jobs + ".more"]))
    table.add("one job less", run(build + ["--from", jobs]))
    if not provider and count < 300_000:
        measure_sources(table, options, folder, build, jobs)
    return table


def measure_sources(table, options, folder, build, jobs):
    """The rows over HTTP and with an archive."""
    report = table.report
    if options.sample_api:
        with sample_api(options, jobs) as environment:
            shutil.rmtree(report)
            table.add("full, over HTTP", run(build, environment))
    archive = os.path.join(folder, "jobs.sqlite")
    fetch = [options.program, "fetch", "--quiet", "--archive"]
    stored = build + ["--offline", "--archive", archive]
    table.add("fetch into an archive", run(fetch + [archive, "--from", jobs]))
    shutil.rmtree(report)
    table.add("full, from an archive", run(stored))
    table.add("nothing changed, from an archive", run(stored))
    run(fetch + [archive, "--from", jobs + ".more"])
    table.add("one more job, from an archive", run(stored))
    table.add("archive verify", run([options.program, "archive", "verify", "--archive", archive]))
    if options.sample_api:
        nightly = os.path.join(folder, "nightly.sqlite")
        with sample_api(options, jobs) as environment:
            run(fetch + [nightly], environment)
            table.add("fetch with nothing new", run(fetch + [nightly], environment))


# The guide

def guide(by_count, by_provider, about):
    """The tables of the guide."""
    def ratio(table, name):
        return "%.1f" % (table.rows[name]["cpu"] / table.rows["floor"]["cpu"]) if name in table.rows else ""

    lines = [about, ""]
    if by_count:
        largest = by_count[-1]
        names = list(dict.fromkeys(name for table in by_count for name in table.rows))
        lines += ["| run | %s | peak memory |" % " | ".join(
            "%s jobs" % table.what if table is by_count[0] else table.what for table in by_count),
            "|---|%s---:|" % ("---:|" * len(by_count))]
        for name in names[1:]:
            last = next(table for table in reversed(by_count) if name in table.rows)
            memory = megabytes(last.rows[name]["memory"]) + ("" if last is largest else " at %s" % last.what)
            lines.append("| %s | %s | %s |" % (name, " | ".join(ratio(table, name) for table in by_count), memory))
    if by_provider:
        lines += ["", "Lists of %s jobs of each provider, in the shape that its API has:"
                  % by_provider[0][1].what.split()[0], "",
                  "| provider | a job's JSON | full | nothing changed | one more job | peak memory |",
                  "|---|---:|---:|---:|---:|---:|"]
        lines += ["| %s | %.1f KB | %s | %s | %s | %s |" % (
            provider, table.bytes / 1000, ratio(table, "full"), ratio(table, "nothing changed"),
            ratio(table, "one more job"), megabytes(table.rows["full"]["memory"])) for provider, table in by_provider]
    return "\n".join(lines) + "\n"


def about(folder, load, runs):
    """One paragraph on what it was measured with."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = "%s %s" % (platform.system(), platform.release())
    now = datetime.date.today()
    busy = (" Other programs were at work meanwhile (a load of %.1f when it began), which makes figures larger."
            % load if load > 0.5 else "")
    text = "Processor time as a multiple of the floor's, on a machine with %d processors (%s, %s), %s, on %d %s; %s.%s" % (
        os.cpu_count(), system, platform.machine(), "in memory" if lies_in_memory(folder) else "on a disk",
        now.day, now.strftime("%B %Y"), "the middle one of %d runs" % runs if runs > 1 else "one run each", busy)
    return textwrap.fill(text, 128)


def write_guide(path, text):
    page = pathlib.Path(path)
    head, rest = page.read_text().split(MARKS[0] + "\n")
    tail = rest.split(MARKS[1])[1]
    page.write_text(head + MARKS[0] + "\n" + text + MARKS[1] + tail)


def providers(program):
    """The ids of the providers that the program has."""
    listed = subprocess.check_output([program, "providers"], text=True)
    return [line.split()[1].rstrip(",") for line in listed.splitlines() if line.startswith("provider ")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("floor")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1_000, 10_000, 100_000, 300_000],
                        help="how many jobs there are in the rows of many jobs")
    parser.add_argument("--provider-jobs", type=int, default=10_000,
                        help="how many there are in each provider's list; 0 leaves these rows out")
    parser.add_argument("--sample-api", default=None, help="the program that serves jobs over HTTP")
    parser.add_argument("--folder", default=None, help="where to work, instead of memory")
    parser.add_argument("--runs", type=int, default=3, help="of how many runs the middle one counts")
    parser.add_argument("--guide", default=None, help="the page whose tables are written anew")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    own = str(pathlib.Path(options.floor).resolve().parent)
    folder, sentence = place(options.folder, min(options.jobs + [options.provider_jobs]), own)
    say(sentence)
    print("| jobs | run | CPU to floor | to full | CPU | wall | peak memory | files | size |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|")
    wanted = [(count, None) for count in sorted(options.jobs)]
    if options.provider_jobs:
        wanted += [(options.provider_jobs, provider) for provider in providers(options.program)]
    by_count, by_provider = [], []
    for count, provider in wanted:
        fitting = room(folder)
        if count > fitting:
            say("Left out %s jobs%s: '%s' has room for %s now." % (
                format(count, ","), " of %s" % provider if provider else "", folder, format(fitting, ",")))
            continue
        with tempfile.TemporaryDirectory(dir=folder, prefix="jobreport-bench-") as work:
            table = measure(count, options, work, provider)
        if provider:
            by_provider.append((provider, table))
        else:
            by_count.append(table)
    text = guide(by_count, by_provider, about(folder, load, options.runs))
    print("\n" + text)
    if options.guide:
        write_guide(options.guide, text)


if __name__ == "__main__":
    main()
