"""Warnings and output of a build, and the search for a marker in its files."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Build

MARKER = "qzmarker"
"""A word that occurs only in content that must not be published."""

FIRST_FILES = {
    "singlehtml": "index.html", "epub": "index.xhtml", "latex": "asite.tex",
    "text": "index.txt", "transcript": "index.txt", "man": "asite.1",
}  # fmt: skip
"""The file of the root document, by builder, for builders that write no folder of web pages."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def build_warnings(build: Build) -> list[str]:
    """Return the warnings of *build*, without colours: one per line, but for diffs."""
    found: list[str] = []
    for line in build.warning_lines:
        text = _COLOUR.sub("", line)
        if found and text.startswith(("+", "-")):
            found[-1] += f"\n{text}"
        elif text.strip():
            found.append(text)
    return found


def assert_one_warning(build: Build, source: str, line: int, subtype: str, text: str = "") -> None:
    """Check that *build* gave one warning, located at *line* of *source*, that contains *text*."""
    found = build_warnings(build)
    assert len(found) == 1, found
    assert f"/src/{source}:{line}: WARNING: " in found[0]
    assert found[0].endswith(f"[transcript.{subtype}]")
    assert text in found[0]


def post_count_line(build: Build) -> str:
    """Return the line of the output that counts the posts."""
    lines = [_COLOUR.sub("", line) for line in build.status.splitlines()]
    (found,) = [line for line in lines if re.match(r"\d+ posts?(;|$)", line)]
    return found


def files_containing(build: Build, word: str = MARKER) -> list[str]:
    """Return the files of the output folder with *word* in their name or content."""
    return [
        name
        for name, data in _contents(build)
        if word in name.lower() or word.encode() in data.lower()
    ]


def relative_paths(folder: Path, *, without: str = "build") -> list[str]:
    """Return the relative paths of everything in *folder* except its subfolder *without*."""
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return sorted(path.as_posix() for path in paths if path.parts[0] != without)


def _contents(build: Build) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file of *build*, with compressed content unpacked."""
    for name, data in build.files().items():
        yield name, data
        if name.endswith("objects.inv"):
            yield name, zlib.decompress(data.split(b"zlib.\n", 1)[1])
        elif zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}/{part}", archive.read(part)) for part in archive.namelist())
