"""What a repository has beside a site: other documents, and lists that get the site's lines."""

from __future__ import annotations

import codecs
import os
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

USUAL_PATTERNS = (
    "_build",
    "README*",
    "**/README*",
    "LICENSE*",
    "LICENCE*",
    "COPYING*",
    "NOTICE*",
    "AUTHORS*",
    "CHANGELOG*",
    "CHANGES*",
    "CODE_OF_CONDUCT*",
    "CONTRIBUTING*",
    "GOVERNANCE*",
    "SECURITY*",
    "SUPPORT*",
    "AGENTS.md",
    "CLAUDE.md",
    ".github",
    ".gitlab",
    ".nox",
    ".pytest_cache",
    ".tox",
    ".venv",
    "venv",
    "node_modules",
    "**/node_modules",
)
"""Patterns for the documents that repositories have beside a site, whether there are any or not."""

_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SUFFIXES = (".md", ".rst")
_PINNED = ("sphinx-transcript", "sphinx", "myst-parser")
_REQUIREMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def other_documents(folder: Path, posts: str) -> list[str]:
    """Return the files and folders in *folder* that are or hold documents, as exclude patterns.

    These are there before the site is made. The folder *posts* is not among them, nor is what
    `USUAL_PATTERNS` match.
    """
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [
        # In brackets, a bracket would make Python warn of the pattern. Surrogates stand for bytes
        # that are not UTF-8.
        re.sub("[*?[\ud800-\udfff]", "?", name)
        for name in names
        if name != posts and any(_documents(folder, name))
    ]


def _documents(folder: Path, name: str) -> Iterator[str]:
    """Yield the paths of the documents that *name*, a file or folder in *folder*, is or holds."""
    is_usual = Matcher(USUAL_PATTERNS)
    if name.endswith(_SUFFIXES) and not is_usual(name):
        yield name
    for parent, folders, files in os.walk(folder / name):
        path = Path(parent).relative_to(folder).as_posix()
        if is_usual(path):
            folders.clear()
            continue
        paths = (f"{path}/{each}" for each in files if each.endswith(_SUFFIXES))
        yield from (each for each in paths if not is_usual(each))


def enclosing_repository(folder: Path) -> Path | None:
    """Return the root of the repository of git that *folder* is in, but for *folder* itself."""
    folder = folder.resolve()
    roots = (each for each in (folder, *folder.parents) if (each / ".git").exists())
    root = next(roots, folder)
    return None if root == folder else root


def requirements() -> list[str]:
    """Return the packages of a site as pip reads them: at their versions here, or a later patch."""
    return [f"{name}~={_release(metadata.version(name))}" for name in _PINNED]


def _release(version: str) -> str:
    """Return *version* with three parts, so that ``~=`` allows patch releases alone."""
    public = version.partition("+")[0]
    return f"{public}.0" if re.fullmatch(r"\d+\.\d+", public) else public


def missing_lines(content: bytes, wanted: str, key: Callable[[str], str]) -> list[str]:
    """Return the lines of *wanted*, but for comments, that the file with *content* lacks.

    Two lines are the same if *key* returns the same for them.
    """
    there = {key(line) for line in _decoded(content)[0].splitlines()}
    lines = [line for line in wanted.splitlines() if line and not line.startswith("#")]
    return [line for line in lines if key(line) not in there]


def with_lines(content: bytes, lines: Sequence[str]) -> bytes:
    """Return *content*, that of a text file, with *lines* at its end."""
    text, encoding = _decoded(content)
    end = "\r\n" if "\r\n" in text else "\n"
    separator = end if text and not text.endswith("\n") else ""
    return content + (separator + "".join(line + end for line in lines)).encode(encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text in *content*, and its encoding: pip accepts those with a byte order mark."""
    # PowerShell writes UTF-16 where the output of a command is redirected to a file.
    for mark, encoding in _ENCODINGS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding
    return content.decode("utf-8", "replace"), "utf-8"


def _package(requirement: str) -> str:
    """Return the name of the package in *requirement*, normalised as packages' names are."""
    found = _REQUIREMENT_NAME.match(requirement.strip())
    # https://packaging.python.org/en/latest/specifications/name-normalization/
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else requirement


EXTENDED: dict[str, Callable[[str], str]] = {
    ".gitignore": lambda line: line.strip().strip("/"),
    "requirements.txt": _package,
}
"""The files that get the lines they lack where they are there already, with the keys of lines."""
