"""Converts Hugo's shortcodes: https://gohugo.io/content-management/shortcodes/."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.highlight_blocks import fenced_block, report_options

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
_ESCAPED = re.compile(r"\{\{(?P<open>[<%])/\*(?P<inside>.*?)\*/(?P<close>[>%])\}\}", re.DOTALL)
_ANY = re.compile(r"\{\{(?P<open>[<%])(?!/\*)\s*(?P<name>/?\s*[\w./-]+)[^\n]*?[>%]\}\}")


def convert_shortcodes(
    text: str, resolve: Callable[[str], str], add_note: Callable[[int, str], None]
) -> str:
    """Return *text* with code blocks for highlight, and links for ref and relref.

    *resolve* is called with the argument of ref or relref, and returns a link, or ''. *add_note* is
    called with the index of a line and a message about what is not converted. The number of lines
    stays the same.
    """

    def reference(match: re.Match[str]) -> str:
        link = resolve(match["to"])
        return f"{match['before'].removesuffix('<')}{link}" if link else match[0]

    report_options(_HIGHLIGHT, text, add_note)
    text = _HIGHLIGHT.sub(lambda match: fenced_block(match, match["language"]), text)
    text = _REFERENCE.sub(reference, text)
    for match in _ANY.finditer(text):
        name = match["name"].replace(" ", "")
        if not name.startswith("/"):
            line = text.count("\n", 0, match.start())
            add_note(line, f"the shortcode {name!r} is left as it is")
    return _ESCAPED.sub(
        lambda match: f"{{{{{match['open']}{match['inside']}{match['close']}}}}}", text
    )
