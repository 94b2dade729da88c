"""Liquid, Jekyll's template language, in the text of a post: https://jekyllrb.com/docs/liquid/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importing.markdown_code import fence_for

if TYPE_CHECKING:
    from collections.abc import Callable

_HIGHLIGHT = re.compile(
    r"^(?P<indent>[ \t]*)\{%-?\s*highlight\s+(?P<language>[\w.+#-]+)"
    r"(?P<options>[^%\n]*?)-?%\}[ \t]*\n"
    r"(?P<code>.*?)^[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<inside>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_SITE = r"(?:\{\{\s*site\.(?:baseurl|url|github\.url)\s*\}\}/?)*"
_BEFORE = r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|(?:src|href)=[\"'])"
_TAG = re.compile(
    rf"{_BEFORE}{_SITE}\{{%-?\s*(?P<tag>post_url|link)\s+(?P<to>[^%\n]+?)\s*-?%\}}", re.MULTILINE
)
_FILTERED = re.compile(
    rf"{_BEFORE}\{{\{{\s*(?P<quote>[\"'])(?P<to>[^\"'\n]+)(?P=quote)\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))"
    r"(?:\s*\|\s*prepend:\s*site\.(?:baseurl|url))?\s*\}\}",
    re.MULTILINE,
)
_SITE_PATH = re.compile(
    rf"{_BEFORE}(?:\{{\{{\s*site\.(?:baseurl|url|github\.url)\s*\}}\}})+(?P<to>/?)", re.MULTILINE
)
_ANY = re.compile(r"\{%-?\s*(?P<tag>\w+)[^\n]*?%\}|\{\{(?P<value>[^\n{}]*)\}\}")


def convert_liquid(
    text: str, find: Callable[[str, str], str], say: Callable[[int, str], None]
) -> str:
    """Return *text* with code blocks for highlight, and links for post_url, link and site paths.

    *find* takes a tag and what it names, and returns a link, or ''; *say* takes the index of
    a line and what is left as it is there. No line is added and none taken.
    """

    def reference(match: re.Match[str]) -> str:
        link = find(match["tag"], match["to"])
        return f"{match['before']}{link}" if link else match[0]

    for match in _HIGHLIGHT.finditer(text):
        if match["options"].strip():
            say(
                text.count("\n", 0, match.start()),
                f"options of highlight are left out: {match['options'].strip()}",
            )
    raws: list[str] = []

    def keep(match: re.Match[str]) -> str:
        raws.append(match["inside"])
        # As many lines as before, so that an offset is on the same one.
        return f"\x01{len(raws) - 1}\x02" + "\n" * match[0].count("\n") + "\x03"

    text = _RAW.sub(keep, text)
    text = _HIGHLIGHT.sub(_code_block, text)
    text = _TAG.sub(reference, text)
    text = _FILTERED.sub(lambda match: f"{match['before']}/{match['to'].lstrip('/')}", text)
    text = _SITE_PATH.sub(lambda match: f"{match['before']}{match['to'] or '/'}", text)
    for match in _ANY.finditer(text):
        name = f"tag {match['tag']!r}" if match["tag"] else f"value {match['value'].strip()!r}"
        if not (match["tag"] or "").startswith("end"):
            say(text.count("\n", 0, match.start()), f"Liquid's {name} is left as it is")
    return re.sub(r"\x01(\d+)\x02\n*\x03", lambda match: raws[int(match[1])], text)


def _code_block(match: re.Match[str]) -> str:
    fence = f"{match['indent']}{fence_for(match['code'])}"
    return f"{fence}{match['language'].lower()}\n{match['code']}{fence}"
