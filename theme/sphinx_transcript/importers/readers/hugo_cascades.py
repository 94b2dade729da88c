"""Front matter that pages of a Hugo site take over from sections and from the configuration.

https://gohugo.io/content-management/front-matter/#cascade
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    parse_front_matter,
    read_text,
    scalar,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from sphinx_transcript.importers.report import Report

_GLOB_PATTERNS = {"**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|"}


class Cascades:
    """Finds the values that a page takes over."""

    def __init__(self, folder: Path, configured: Any, report: Report) -> None:
        self._folder, self._configured, self._report = folder, configured, report
        self._of_section = cache(self._read_section)

    def values_for(
        self, path: PurePosixPath, content: PurePosixPath, language: str
    ) -> dict[str, Any]:
        """Return the values for the page at *path* in the folder *content*, the nearest first."""
        inside = path.relative_to(content)
        page = inside.parent if inside.stem.partition(".")[0] == "index" else inside.with_suffix("")
        values = _matching(self._configured, f"/{page}", language)
        for parent in reversed(inside.parents):
            for suffix in ("", f".{language}") if language else ("",):
                values |= _matching(
                    self._of_section(content / parent / f"_index{suffix}.md"), f"/{page}", language
                )
        return values

    def _read_section(self, file: PurePosixPath) -> Any:
        if not (self._folder / file).is_file():
            return None
        try:
            text = read_text(self._folder / file)
            return parse_front_matter(text, formats="yaml toml json").values.get("cascade")
        except SourceFileError as error:
            self._report.add(file, error.line, str(error), "file")
            return None


def _matching(cascade: Any, page: str, language: str) -> dict[str, Any]:
    """Return the values of those entries of *cascade* that are for *page*."""
    values: dict[str, Any] = {}
    for entry in _entries(cascade):
        target = entry.pop("target", None) or entry.pop("_target", None)
        if _is_target(target, page, language):
            values |= entry
    return values


def _entries(cascade: Any) -> Iterator[dict[str, Any]]:
    for entry in cascade if isinstance(cascade, list) else [cascade]:
        if isinstance(entry, dict):
            yield {str(key).lower(): value for key, value in entry.items()}


def _is_target(target: Any, page: str, language: str) -> bool:
    if not isinstance(target, dict):
        return True
    wanted = {str(key).lower(): scalar(value) for key, value in target.items()}
    of_environment = wanted.get("environment", "production")
    return (
        _matches(wanted.get("path", ""), page)
        and _matches(wanted.get("kind", ""), "page")
        and _matches(wanted.get("lang", ""), language)
        and _matches(of_environment, "production")
    )


def _matches(pattern: str, text: str) -> bool:
    """Tell whether the glob *pattern* matches *text*; an empty one matches all."""
    parts = re.split(r"(\*\*|[*?{},])", pattern.lower())
    regex = "".join(_GLOB_PATTERNS.get(part, re.escape(part)) for part in parts)
    try:
        return not pattern or re.fullmatch(regex, text.lower()) is not None
    except re.error:
        return False
