"""Lists of jobs made from a seed, as files that jobreport reads.

The jobs of `mintlify` below have messages and checklists of the length that agents write; whole builds of many jobs are
timed with them. The list of each provider is made like the one in `Tests/Providers`, which is made up too: its jobs come
again and again with other ids, names, dates, pull requests and longer texts.

Usage: lists.py FILE COUNT [PROVIDER]
"""

import json, pathlib, random, re, sys, uuid
from datetime import datetime, timedelta, timezone

PROVIDERS = pathlib.Path(__file__).resolve().parents[1] / "Providers"

WORDS = """page guide redirect schema webhook token example section link table sample change field error
request answer value user project branch review build check note limit""".split()

NEWEST = datetime(2026, 8, 23, tzinfo=timezone.utc)

# The members that tell a job by its id, those that are its name, and those that are what its agent says.
IDS = ["sessionId", "session_id", "iid", "number", "id"]
NAMES = ["title", "name"]
TEXTS = ["messageToUser", "body", "description", "summary"]


def sentence(source, count):
    return " ".join(source.choice(WORDS) for _ in range(count)).capitalize() + "."


def message(source):
    """About 1.3 KB of what an agent writes: headings, lists, a table, code, links."""
    lines = ["I finished **%s** and opened a pull request." % sentence(source, 6), "", "### What changed", ""]
    lines += ["- Updated `%s/%s.mdx`: %s" % (source.choice(WORDS), source.choice(WORDS), sentence(source, 7))
              for _ in range(source.randint(3, 6))]
    lines += ["", "| File | Lines | Note |", "|:---|---:|:---:|"]
    lines += ["| `%s.mdx` | +%d −%d | %s |" % (source.choice(WORDS), source.randint(1, 90), source.randint(0, 40),
                                              source.choice(["new", "moved", "~~dropped~~ kept"]))
              for _ in range(source.randint(2, 6))]
    lines += ["", "### How to check", "", "```bash", "mint broken-links", "mint dev --port 3000", "```", ""]
    lines += [sentence(source, 40), "", "1. Open the [preview](https://example.com/%s)" % source.choice(WORDS),
              "2. Compare with the style guide", "   - [x] links checked", "   - [ ] screenshots", "",
              "> " + sentence(source, 14)]
    return "\n".join(lines)


def long_job(source, moment, number):
    """A job of the list that whole builds are timed with, of 2.1 KB."""
    reason = source.choices(["completed", "error", "github_missconfigured", "interrupted", "processing"],
                            [88, 5, 3, 3, 1])[0]
    # No agent works for longer than a day, and a fetch asks again about each that works.
    if reason == "processing" and NEWEST - moment > timedelta(days=1):
        reason = "completed"
    todos = [{"content": sentence(source, 6), "status": source.choice(["completed"] * 5 + ["pending"]),
              "priority": source.choice(["high", "medium", "low"]), "id": str(index)}
             for index in range(source.randint(0, 8))]
    title = sentence(source, 7)
    return {
        "sessionId": str(uuid.UUID(int=source.getrandbits(128), version=4)), "subdomain": "bench",
        "branch": "bench/" + title.lower().rstrip(".").replace(" ", "-"), "haulted": reason != "processing",
        "haultReason": reason, "messageToUser": message(source), "title": title, "todos": todos,
        "pullRequestLink": "https://github.com/acme/docs/pull/%d" % number if reason == "completed" else None,
        "userId": "user_%d" % source.randint(1, 40), "createdAt": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")}


class Pattern:
    """The list of a provider's fixture, as what other lists are made like."""

    def __init__(self, provider):
        files = list((PROVIDERS / provider).glob("*.json"))
        if len(files) != 1:
            raise LookupError("no list of '%s': Tests/Providers/%s has to have one .json file, the provider's list"
                              % (provider, provider))
        self.answer = json.loads(files[0].read_text().replace("{key}", "key"))
        self.jobs = self.find(self.answer)

    @classmethod
    def find(cls, value):
        """The list of jobs in an answer: the first one of objects, from the outside in."""
        values = [value]
        for value in values:
            if isinstance(value, list) and value and isinstance(value[0], dict):
                return value
            values += value.values() if isinstance(value, dict) else []
        raise LookupError("an answer without a list of jobs")

    def head_and_tail(self):
        """What stands before and behind the jobs of a list."""
        kept, self.jobs[:] = list(self.jobs), ["JOBS"]
        head, tail = json.dumps(self.answer).split('"JOBS"')
        self.jobs[:] = kept
        return head, tail

    def job(self, source, moment, number):
        original = self.jobs[number % len(self.jobs)]
        # The last word of an id, which addresses have too.
        token = str(next(original[name] for name in IDS if name in original)).split("-")[-1]
        text = json.dumps(self.filled(original, source, token))
        text = re.sub(r"%s|(?<=/pull/)\d+" % token, lambda found: "%s%07d" % (found[0], number), text)
        started = []

        def moved(date):
            started.append(date)
            return moment + (date - started[0])

        def text_date(found):
            date = datetime.fromisoformat(found[1] + "+00:00")
            return '"%s"' % moved(date).strftime("%Y-%m-%dT%H:%M:%SZ")

        text = re.sub(r'"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z"', text_date, text)
        return re.sub(r"\b1[789]\d{8}\b(?=[,}])", lambda found: str(int(moved(
            datetime.fromtimestamp(int(found[0]), timezone.utc)).timestamp())), text)

    def filled(self, value, source, token, name=None, depth=0):
        """The same with a name and texts of this job's own. A text keeps its beginning, which may tell the agent."""
        if isinstance(value, dict):
            return {key: self.filled(member, source, token, key, depth + 1) for key, member in value.items()}
        if isinstance(value, list):
            return [self.filled(item, source, token, name, depth + 1) for item in value]
        if not isinstance(value, str) or not value or token in value:
            return value
        if name in TEXTS:
            return value + "\n\n" + message(source)
        return sentence(source, 7) if name in NAMES and depth == 1 else value


def write(path, count, provider=None, seed=2026):
    """Writes a list, the newest first, as an API has it; and `PATH.more`, the list after one more job, which stands at
    its front. Without a provider it is of the long jobs. Each job starts seven minutes before the one that follows it."""
    source = random.Random(seed)
    if provider:
        pattern = Pattern(provider)
        head, tail = pattern.head_and_tail()
        make = pattern.job
    else:
        head, tail = '{"allSessions":[', "]}"
        make = lambda *about: json.dumps(long_job(*about))
    with open(path, "w") as file, open("%s.more" % path, "w") as more:
        newest = make(source, NEWEST + timedelta(minutes=5), count + 1)
        file.write(head)
        more.write(head + newest + ",\n")
        for index in range(count):
            text = make(source, NEWEST - timedelta(minutes=7 * index), count - index)
            for output in (file, more):
                output.write(text + (",\n" if index + 1 < count else "\n"))
        for output in (file, more):
            output.write(tail + "\n")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
