"""What a build said, and what it left of a document: for the tests of several files."""

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

WORD = "qzmarker"
"""A word that no test has but in what is to leave no trace."""

FIRST_FILES = {
    "singlehtml": "index.html", "epub": "index.xhtml", "latex": "asite.tex",
    "text": "index.txt", "transcript": "index.txt", "man": "asite.1",
}  # fmt: skip
"""Where builders other than those of web pages put the first document of the tests' site."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def complaints(build: Build) -> list[str]:
    """Return the warnings of *build*, without colours."""
    return [_COLOUR.sub("", line) for line in build.warning_lines if _COLOUR.sub("", line).strip()]


def assert_one_warning(build: Build, source: str, line: int, subtype: str, words: str = "") -> None:
    """Check that *build* gave one warning: at that *line* of *source*, and with those *words*."""
    found = complaints(build)
    assert len(found) == 1, found
    assert f"/src/{source}:{line}: WARNING: " in found[0]
    assert found[0].endswith(f"[transcript.{subtype}]")
    assert words in found[0]


def closing_line(build: Build) -> str:
    """Return the line that says how many posts there are."""
    lines = [_COLOUR.sub("", line) for line in build.status.splitlines()]
    (found,) = [line for line in lines if re.match(r"\d+ posts?(;|$)", line)]
    return found


def traces(build: Build, word: str = WORD) -> list[str]:
    """Return the files in the output folder that have *word* in their name or their content."""
    return [
        name
        for name, data in _contents(build)
        if word in name.lower() or word.encode() in data.lower()
    ]


def listing(folder: Path, *, without: str = "build") -> list[str]:
    """Return the names of all that is in *folder*, but for its folder *without*."""
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return sorted(path.as_posix() for path in paths if path.parts[0] != without)


def _contents(build: Build) -> Iterator[tuple[str, bytes]]:
    """Yield the files of *build* and what those hold that are compressed."""
    for name, data in build.files().items():
        yield name, data
        if name.endswith("objects.inv"):
            yield name, zlib.decompress(data.split(b"zlib.\n", 1)[1])
        elif zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((f"{name}/{part}", archive.read(part)) for part in archive.namelist())
