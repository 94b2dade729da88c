"""Posts that are neither Markdown nor reStructuredText, made Markdown by pandoc where it is.

https://pandoc.org/MANUAL.html#general-options
"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMATS = {
    # Divisions and spans have no like in Markdown: what is in them stays.
    ".html": "html-native_divs-native_spans",
    ".htm": "html-native_divs-native_spans",
    ".org": "org",
    ".textile": "textile",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".ad": "asciidoc",
}
_TIMEOUT = 60
# Pandoc would escape a template's tags, and leave out or fetch what a page embeds.
_OPENING = re.compile(
    r"(?P<liquid>\{%-?\s*highlight\b)|(?P<shortcode>\{\{[<%]\s*highlight\b)"
    r"|(?P<output>\{\{)|(?P<tag>\{%)"
    r"|<(?P<element>iframe|video|audio|object|script|svg)\b",
    re.IGNORECASE,
)
_CLOSINGS = {
    "liquid": re.compile(r"\{%-?\s*endhighlight\s*-?%\}"),
    "shortcode": re.compile(r"\{\{[<%]\s*/\s*highlight\s*[%>]\}\}"),
    "output": re.compile(r"\}\}"),
    "tag": re.compile(r"%\}"),
}
# What is longer is no tag, but text with braces in it.
_LONGEST_TAG = 2000
_LONGEST_ELEMENT = 20_000


def is_other_format(suffix: str) -> bool:
    """Tell whether a file with *suffix* is in a format that pandoc may read."""
    return suffix.lower() in _FORMATS


def to_markdown(text: str, suffix: str) -> str:
    """Return *text*, from a file with *suffix*, as Markdown.

    The tags of templates, and what HTML embeds, stay as they are. Raises SourceFileError where
    pandoc is missing, cannot read the format, or fails.
    """
    source_format = _FORMATS[suffix.lower()]
    name = source_format.partition("-")[0]
    program = shutil.which("pandoc")
    if program is None:
        raise SourceFileError(
            f"posts in {name} are converted where pandoc is installed; not converted", 1
        )
    if name not in _input_formats(program):
        raise SourceFileError(f"this pandoc does not read {name}; not converted", 1)
    spans = list(_kept_spans(text))
    # Letters and digits alone are no markup in any format.
    mark = "kept"
    while mark in text:
        mark += "x"

    parts, last = [], 0
    for number, (start, end) in enumerate(spans):
        parts += [text[last:start], f"{mark}{number}z"]
        last = end
    markdown = _run(program, source_format, "".join([*parts, text[last:]]))
    return re.sub(rf"{mark}(\d+)z", lambda match: text[slice(*spans[int(match[1])])], markdown)


def _kept_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each part of *text* that pandoc does not see."""
    next_closing: dict[str, int] = {}
    """Where each kind of closing is next, so that no part is searched twice."""
    at = 0
    while (match := _OPENING.search(text, at)) is not None:
        at = match.end()
        kinds = [name for name in _CLOSINGS if match[name]]
        # A tag for code that never ends is one like any other.
        kinds = {"liquid": ["liquid", "tag"], "shortcode": ["shortcode", "output"]}.get(
            kinds[0] if kinds else "", kinds or [match["element"].lower()]
        )
        for kind in kinds:
            if next_closing.get(kind, -1) < match.end():
                pattern = _CLOSINGS.get(kind) or re.compile(rf"</{kind}\s*>", re.IGNORECASE)
                closing = pattern.search(text, match.end())
                next_closing[kind] = closing.end() if closing else len(text) + _LONGEST_ELEMENT + 1
            end = next_closing[kind]
            if end - match.start() <= (
                _LONGEST_TAG if kind in {"tag", "output"} else _LONGEST_ELEMENT
            ):
                yield match.start(), end
                at = end
                break


@cache
def _input_formats(program: str) -> frozenset[str]:
    result = subprocess.run(  # noqa: S603 (the program that the user has installed)
        [program, "--list-input-formats"], capture_output=True, check=False, timeout=_TIMEOUT
    )
    return frozenset(result.stdout.decode("utf-8", "replace").split())


def _run(program: str, source_format: str, text: str) -> str:
    # In its sandbox, pandoc reads no file that a post names.
    command = [program, "--sandbox", f"--from={source_format}", "--to=gfm", "--wrap=preserve"]
    try:
        result = subprocess.run(  # noqa: S603
            command, input=text.encode("utf-8"), capture_output=True, check=False, timeout=_TIMEOUT
        )
    except subprocess.TimeoutExpired as error:
        raise SourceFileError(f"pandoc took over {_TIMEOUT} s; not converted", 1) from error
    if result.returncode:
        reason = (result.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason"])[0]
        raise SourceFileError(f"pandoc says: {reason}; not converted", 1)
    return result.stdout.decode("utf-8")
