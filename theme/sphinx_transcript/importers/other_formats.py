"""Posts that are neither Markdown nor reStructuredText, made Markdown by pandoc where it is.

https://pandoc.org/MANUAL.html#general-options
"""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFileError

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
_KEPT = re.compile(
    r"\{%-?\s*highlight\b.{0,20000}?\bendhighlight\s*-?%\}"
    r"|\{\{[<%]\s*highlight\b.{0,20000}?/\s*highlight\s*[%>]\}\}"
    r"|\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}"
    r"|<(?P<tag>iframe|video|audio|object|script|svg)\b[^>]{0,2000}>.{0,20000}?</(?P=tag)\s*>",
    re.DOTALL | re.IGNORECASE,
)


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
    kept: list[str] = []
    # Letters and digits alone are no markup in any format.
    mark = "kept"
    while mark in text:
        mark += "x"

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"{mark}{len(kept) - 1}z"

    markdown = _run(program, source_format, _KEPT.sub(keep, text))
    return re.sub(rf"{mark}(\d+)z", lambda match: kept[int(match[1])], markdown)


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
