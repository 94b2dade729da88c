"""Hugo's shortcodes in the text of a post: https://gohugo.io/content-management/shortcodes/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importing.markdown_code import fence_for

if TYPE_CHECKING:
    from collections.abc import Callable

_HIGHLIGHT = re.compile(
    r"^(?P<indent>[ \t]*)\{\{[<%]\s*highlight\s+\"?(?P<language>[\w+#.-]+)\"?"
    r"(?P<options>[^\n]*?)\s*[>%]\}\}[ \t]*\n"
    r"(?P<code>.*?)^[ \t]*\{\{[<%]\s*/\s*highlight\s*[>%]\}\}[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_REFERENCE = re.compile(
    r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)"
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"`]?(?P<to>[^\s\"`]+)[\"`]?\s*[>%]\}\}>?",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\{\{(?P<sign>[<%])/\*(?P<inside>.*?)\*/(?P<end>[>%])\}\}", re.DOTALL)
_ANY = re.compile(r"\{\{(?P<sign>[<%])(?!/\*)\s*(?P<name>/?\s*[\w./-]+)[^\n]*?[>%]\}\}")


def convert_shortcodes(
    text: str, find: Callable[[str], str], say: Callable[[int, str], None]
) -> str:
    """Return *text* with code blocks for highlight, and links for ref and relref.

    *find* takes what these name and returns a link, or ''; *say* takes the index of
    a line and what is left as it is there. No line is added and none taken.
    """

    def reference(match: re.Match[str]) -> str:
        link = find(match["to"])
        return f"{match['before'].removesuffix('<')}{link}" if link else match[0]

    for match in _HIGHLIGHT.finditer(text):
        if match["options"].strip():
            say(
                text.count("\n", 0, match.start()),
                f"options of highlight are left out: {match['options'].strip()}",
            )
    text = _REFERENCE.sub(reference, _HIGHLIGHT.sub(_code_block, text))
    for match in _ANY.finditer(text):
        name = match["name"].replace(" ", "")
        if not name.startswith("/"):
            say(text.count("\n", 0, match.start()), f"the shortcode {name!r} is left as it is")
    return _ESCAPED.sub(
        lambda match: f"{{{{{match['sign']}{match['inside']}{match['end']}}}}}", text
    )


def _code_block(match: re.Match[str]) -> str:
    fence = f"{match['indent']}{fence_for(match['code'])}"
    return f"{fence}{match['language']}\n{match['code']}{fence}"
