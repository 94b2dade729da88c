"""Converts Liquid, Jekyll's template language: https://jekyllrb.com/docs/liquid/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.highlight_blocks import fenced_block, report_options

if TYPE_CHECKING:
    from collections.abc import Callable

_HIGHLIGHT = re.compile(
    r"^(?P<indent>[ \t]*)\{%-?\s*highlight\s+(?P<language>[\w.+#-]+)"
    r"(?P<options>[^%\n]*?)-?%\}[ \t]*\n"
    r"(?P<code>.*?)^[ \t]*\{%-?\s*endhighlight\s*-?%\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<inside>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_SITE_URL = r"(?:\{\{\s*site\.(?:baseurl|url|github\.url)\s*\}\}/?)*"
_LINK_START = r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|(?:src|href)=[\"'])"
_TAG = re.compile(
    rf"{_LINK_START}{_SITE_URL}\{{%-?\s*(?P<tag>post_url|link)\s+(?P<to>[^%\n]+?)\s*-?%\}}",
    re.MULTILINE,
)
_URL_FILTER = re.compile(
    rf"{_LINK_START}\{{\{{\s*(?P<quote>[\"'])(?P<to>[^\"'\n]+)(?P=quote)\s*\|\s*"
    r"(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))"
    r"(?:\s*\|\s*prepend:\s*site\.(?:baseurl|url))?\s*\}\}",
    re.MULTILINE,
)
_SITE_PATH = re.compile(
    rf"{_LINK_START}(?:\{{\{{\s*site\.(?:baseurl|url|github\.url)\s*\}}\}})+(?P<to>/?)",
    re.MULTILINE,
)
_ANY = re.compile(r"\{%-?\s*(?P<tag>\w+)[^\n]*?%\}|\{\{(?P<value>[^\n{}]*)\}\}")


def convert_liquid(
    text: str, resolve: Callable[[str, str], str], add_note: Callable[[int, str], None]
) -> str:
    """Return *text* with code blocks for highlight, and links for post_url, link and site paths.

    *resolve* is called with a tag and its argument, and returns a link, or ''. *add_note* is called
    with the index of a line and a message about what is not converted. The number of lines stays
    the same.
    """

    def reference(match: re.Match[str]) -> str:
        link = resolve(match["tag"], match["to"])
        return f"{match['before']}{link}" if link else match[0]

    report_options(_HIGHLIGHT, text, add_note)
    raw_blocks: list[str] = []

    def placeholder(match: re.Match[str]) -> str:
        raw_blocks.append(match["inside"])
        # With the same number of lines, so that line numbers stay right.
        return f"\x01{len(raw_blocks) - 1}\x02" + "\n" * match[0].count("\n") + "\x03"

    text = _RAW.sub(placeholder, text)
    text = _HIGHLIGHT.sub(lambda match: fenced_block(match, match["language"].lower()), text)
    text = _TAG.sub(reference, text)
    text = _URL_FILTER.sub(lambda match: f"{match['before']}/{match['to'].lstrip('/')}", text)
    text = _SITE_PATH.sub(lambda match: f"{match['before']}{match['to'] or '/'}", text)
    for match in _ANY.finditer(text):
        name = f"tag {match['tag']!r}" if match["tag"] else f"value {match['value'].strip()!r}"
        if not (match["tag"] or "").startswith("end"):
            add_note(text.count("\n", 0, match.start()), f"Liquid's {name} is left as it is")
    return re.sub(r"\x01(\d+)\x02\n*\x03", lambda match: raw_blocks[int(match[1])], text)
