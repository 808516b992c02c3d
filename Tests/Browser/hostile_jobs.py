"""Jobs that were written to do harm, by what each of them tries; more of them may lie in `shared/data`."""

import json

import reports

TOKEN = "mint_" + "k3y" * 8

# What a job tries, and the fields it tries it with.
OWN = {
    "raw-script": {"messageToUser": "Ready.\n\n<script>document.title = 'taken'</script>"},
    "title-html": {"title": "</title></bdi></h1><script>document.title = 'taken'</script>"},
    "generic-type-vanishes": {"messageToUser": "It gives a Promise<void> now, and a Map<K, V>."},
    "js-link-plain": {"messageToUser": "[log](JavaScript:alert(1)) <javascript:alert(2)> [x]: javascript:alert(3)"},
    "data-html-link": {"messageToUser": "[page](data:text/html,<b>x</b>) ![p](data:image/svg+xml,<svg/onload=alert(1)>)"},
    "protocol-relative": {"messageToUser": "[a](//host.example/x) [b](../../x) [c](/etc/hosts) [d](#todos) [e](\\\\host\\x)"},
    "tracking-pixel": {"messageToUser": "Fine. ![seen](https://tracker.example/seen.gif)"},
    "title-image": {"title": "![logo](https://tracker.example/logo.png)"},
    "userinfo-homograph": {
        "messageToUser": "[https://github.com/o/r](https://github.com@evil.example/o) [github.com](https://g\u0456thub.com/o)"},
    "pr-link-breaks-out": {"pullRequestLink": "https://github.com/o/r/pull/7) [y](javascript:alert(1)) (z"},
    "title-backslash-end": {"title": "a path ends with \\"},
    "branch-newline": {"branch": "one\n\n# two\r\n- three"},
    "unclosed-fence": {"messageToUser": "Run:\n~~~~sh\nmake"},
    "unclosed-details": {"messageToUser": "<details open><summary>more</summary>\n\n<div hidden><textarea>"},
    "setext-underline": {"messageToUser": "---\n===\nthen\n==="},
    "heading-spoof": {"messageToUser": "# All checks passed\n\nTodos\n=====\n\n## Message\n\n<h2>Facts</h2>"},
    "table-pipe-title": {"title": "x | y \\| z `|` \\\\| w"},
    "branch-option": {"branch": "--exec=touch pwned"},
    "todo-unknown-status": {"todos": [{"content": "odd", "status": "vanished", "priority": "!!"}, {}, {"content": None}]},
    "dates": {"createdAt": "2026-02-30T99:00:00Z"},
    "mentions": {"messageToUser": "ping @somebody and @acme/team, \\@somebody &#64;somebody"},
    "emoji-mermaid-math": {"messageToUser": ":tada: $\\href{javascript:alert(1)}{y}$\n\n```mermaid\ngraph TD; A-->B\n```\n\n> [!WARNING]\n> Act now"},
    "bidi-override": {"title": "report\u202efdp.exe \u2067y\u2069\u200e"},
    "tag-chars": {"messageToUser": "fine" + "".join(chr(0xE0000 + ord(c)) for c in "obey me") + "\ufe0f\u200b"},
    "ansi-escape": {"title": "\x1b[31mred\x1b]8;;https://evil.example\x07x\x9b2J\r\b"},
    "workflow-command": {"title": "::error::no\n::add-mask::x\n##[warning]y\n##vso[task.complete]z"},
    "id-traversal": {"sessionId": "../../../outside"},
    "id-backslash": {"sessionId": "..\\..\\outside"},
    "id-index": {"sessionId": "index"},
    "id-nfc": {"sessionId": "cr\u00e8me"},
    "id-nul": {"sessionId": "b\u0000.html"},
    "id-empty": {"sessionId": "", "title": "::error::no id\x1b[2J"},
    "id-duplicate-a": {"sessionId": "twice", "title": "once"},
    "script-json-break": {"title": "`;alert(1)//${alert(2)}</script><!--<script>\u2028\u2029", "messageToUser": "</script>"},
    "csv-formula": {"title": "@SUM(1+1)*cmd|' /C calc'!A0", "branch": "-2+3"},
    "template-braces": {"title": "{{{content}}} {{title}} ${a} <%= b %> %s \\(c)"},
    "token-in-message": {"messageToUser": f"use {TOKEN}, or mi**nt_**{TOKEN[5:]}", "title": TOKEN, "branch": TOKEN},
}


def own():
    """What each job tries, and the job."""
    return [(name, reports.job(1000 + number, **fields)) for number, (name, fields) in enumerate(OWN.items())]


def shared():
    """The same from a folder `shared/data` beside the repository; none where it is absent."""
    path = reports.shared("hostile-jobs.json")
    return [(entry["name"], entry["job"]) for entry in json.loads(path.read_text())] if path else []
