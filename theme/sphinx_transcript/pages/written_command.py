"""The option ``command`` of a directive as its author wrote it, with the comment at its end.

MyST reads options as YAML, in which the comment of a shell is one of YAML's, and leaves it out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.util.docutils import SphinxDirective

_OPTION = re.compile(r"\s*:?command:(?:\s+(.*))?$")
_END = re.compile(r"\s*(?:`{3,}|~{3,}|:{3,})\s*$")


def with_comments(directive: SphinxDirective) -> dict[str, str | None]:
    """Return the options of *directive*, with the comment at the end of its ``command``."""
    options: Mapping[str, str | None] = directive.options
    if "command" not in options:
        return dict(options)
    read = options["command"] or ""
    # The text of the directive; MyST-Parser 4 gives only its body, without the options.
    lines = directive.block_text.splitlines()
    written = _written(lines) or _written(_source_lines(directive))
    rest = written.removeprefix(read)
    if written.startswith(read) and rest.lstrip().startswith("#"):
        return {**options, "command": written}
    return dict(options)


def _written(lines: Iterable[str]) -> str:
    """Return the value of the first option ``command`` in *lines*, up to the end of a fence."""
    for line in lines:
        if match := _OPTION.match(line):
            return (match[1] or "").strip()
        if _END.match(line):
            break
    return ""


def _source_lines(directive: SphinxDirective) -> list[str]:
    """Return the lines of the source file from *directive* on; none if it can't be read.

    What an extension has generated may have no source.
    """
    source, line = directive.get_source_info()
    try:
        text = Path(source or "").read_text("utf-8-sig", "replace")
    except (OSError, ValueError):
        return []
    return text.splitlines()[max(line or 0, 0) :]
