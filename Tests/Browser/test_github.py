"""Holds messages against what GitHub makes of them: cmark-gfm, a sanitizer with GitHub's published list of elements
(https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/sanitization_filter.rb), and alerts.

Every description in the optional folder `shared/data/agents` is compared word by word and tag by tag. What differs has
one of the reasons below.
"""

import difflib
import html.parser
import json
import re
import unittest

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options

import reports

ELEMENTS = set(
    "h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot "
    "blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption "
    "abbr bdo cite dfn mark small source span time wbr input".split())
ATTRIBUTES = {
    "*": {"align", "alt", "id", "name", "open", "start", "title", "checked", "type"},
    "a": {"href"}, "img": {"src"}, "source": {"srcset"}}
ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.I)

# Tags that are compared; the others only hold words here or there.
COMPARED = set(
    "h br b i strong em a pre code ins del sup sub p ol ul li table tr td th blockquote kbd hr details summary alert".split())


class Reader(html.parser.HTMLParser):
    """Reads HTML as a list of words and tags, in order."""

    def __init__(self):
        super().__init__()
        self.tokens = []
        self.links = []
        self.skipped = 0
        self.lists = []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        if tag in ("svg", "script", "style"):
            self.skipped += tag not in ("img",)
        if tag == "img":
            alt = " ".join((attributes.get("alt") or "").split())
            if self.links and self.links[-1]:
                self.word(alt or "image")
            else:
                self.tokens.append("<a>")
                self.word("image: " + (alt or attributes.get("src") or ""))
                self.tokens.append("</a>")
            return
        if tag == "input":
            return self.word("☑" if "checked" in attributes else "☐")
        if tag == "div" and "language" in classes:
            self.skipped += 1
            self.lists.append("language")
            return
        if tag == "div" and "alert" in classes:
            self.lists.append("alert")
            self.tokens.append("<alert>")
            return
        if tag == "div":
            self.lists.append("div")
            return
        if tag == "a":
            self.links.append(bool(attributes.get("href")))
            if not self.links[-1]:
                return
        name = "h" if re.fullmatch("h[1-6]", tag) else tag
        if name in COMPARED:
            self.tokens.append(f"<{name}>")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag in ("svg", "script", "style"):
            self.skipped -= 1
            return
        if tag == "div":
            kind = self.lists.pop() if self.lists else "div"
            if kind == "language":
                self.skipped -= 1
            if kind == "alert":
                self.tokens.append("</alert>")
            return
        if tag == "a" and not (self.links and self.links.pop()):
            return
        name = "h" if re.fullmatch("h[1-6]", tag) else tag
        if name in COMPARED and name not in ("br", "hr"):
            self.tokens.append(f"</{name}>")

    def handle_data(self, data):
        if not self.skipped:
            self.word(data)

    def word(self, text):
        self.tokens += text.split()


def tokens(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.tokens


def github(body):
    """What GitHub shows of a description, as far as it is known."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    drawn = cmarkgfm.markdown_to_html_with_extensions(
        body, options=options, extensions=["table", "autolink", "strikethrough", "tasklist"])
    clean = nh3.clean(drawn, tags=ELEMENTS, attributes=ATTRIBUTES, link_rel=None, strip_comments=True)
    # A quote whose first line is a mark is an alert.
    return re.sub(
        r"<blockquote>\s*<p>\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*?(?:<br>)?(?:\n|</p>)(.*?)</blockquote>",
        lambda m: f"<div class=alert><p>{m[1].capitalize()}</p><p>{m[2]}</div>", clean, flags=re.S | re.I)


def messages(folder):
    """The message of each job of a report, by its id, as HTML."""
    found = {}
    for page in folder.glob("jobs/2*/*.html"):
        text = page.read_text()
        start = text.index('<div class="message">') + len('<div class="message">')
        depth = 1
        for match in re.finditer(r"<(/?)div\b", text[start:]):
            depth += -1 if match[1] else 1
            if depth == 0:
                found[page.stem] = text[start:start + match.start()]
                break
    return found


def descriptions():
    """The descriptions of the pull requests in `shared/data/agents`, by file and number."""
    folder = reports.shared("agents")
    for path in sorted(folder.glob("*.json")) if folder else []:
        data = json.loads(path.read_text())
        requests = data if isinstance(data, list) else next(v for v in data.values() if isinstance(v, list))
        for request in requests:
            if (request.get("body") or "").strip():
                yield f"{path.stem} {request['number']}", request["body"]


TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def without_tags(words):
    """Words without what looks like a tag, without the tags that were read, and without space, which may stand beside both."""
    text = " ".join(word for word in words if not re.fullmatch(r"</?[a-z]+>", word))
    return "".join(TAG.sub("", text).split())


def reason(theirs, ours):
    """Why a piece of a description is not the same; None when there is no reason."""
    if not set(theirs + ours) - {"<p>", "</p>", "☐", "☑"}:
        return "text in a block of HTML is a paragraph, and the box of a task stands in its paragraph"
    # Links to addresses that no policy allows, such as those of an editor.
    linked = [word for word in theirs if word not in ("<a>", "</a>")]
    shown = " ".join(ours)
    if linked == ours or not linked and re.fullmatch(r"\( <code> \S+ </code> \)\S*|\(|\( <code> \S+|</code> \)\S*", shown):
        return "a link that may not be one is text, with its address"
    if without_tags(theirs) == without_tags(ours):
        if "<pre>" in ours:
            return "a block of HTML that begins with another element is the code it is"
        return "a tag that GitHub drops, or that lacks its partner, is text"
    return None


class GitHubTest(unittest.TestCase):
    def test_descriptions_read_as_on_github(self):
        bodies = list(descriptions())
        if not bodies:
            self.skipTest("there is no shared/data/agents beside the repository")
        source = reports.WORK / "descriptions.json"
        source.parent.mkdir(parents=True, exist_ok=True)
        jobs = [reports.job(number, messageToUser=body) for number, (_, body) in enumerate(bodies)]
        for job in jobs:
            # Without a repository short references are text.
            job["pullRequestLink"] = ""
        source.write_text(json.dumps({"allSessions": jobs}))
        drawn = messages(reports.build("descriptions", "--from", str(source)))
        reasons, unexplained, same = {}, [], 0
        for number, (name, body) in enumerate(bodies):
            theirs, ours = tokens(github(body)), tokens(drawn[f"job-{number}"])
            same += theirs == ours
            compared = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
            for kind, a, b, c, d in [] if theirs == ours else compared.get_opcodes():
                if kind == "equal":
                    continue
                why = reason(theirs[a:b], ours[c:d])
                reasons[why] = reasons.get(why, 0) + 1
                if why is None:
                    unexplained.append(f"{name}: {' '.join(theirs[a:b])!r} became {' '.join(ours[c:d])!r}")
        print(f"\n{same} of {len(bodies)} descriptions are the same; the others differ in")
        for why, count in sorted(reasons.items(), key=lambda entry: -entry[1]):
            print(f"  {count:4} {why}")
        self.assertEqual(unexplained, [])


if __name__ == "__main__":
    unittest.main()
