"""Compares the files of builds and the modification times of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

_GENERATED = {"genindex", "search", "404"}


def page_times(build: Build) -> dict[str, int]:
    """Return the modification time of each document's page, in nanoseconds, by docname."""
    times = {
        _docname(build, path): path.stat().st_mtime_ns for path in build.outdir.rglob("*.html")
    }
    return {
        name: time
        for name, time in times.items()
        if name not in _GENERATED
        and not name.startswith(("archive/", "author/", "tag/", "post/page/", "post/index"))
    }


def _docname(build: Build, path: Path) -> str:
    return path.relative_to(build.outdir).with_suffix("").as_posix()


def assert_same_files(build: Build, clean: Build, when: str) -> None:
    """Check that *build* and *clean* have equal files; a failure names those that differ.

    *when* is added to the message of a failure.
    """
    files, expected = build.files(), clean.files()
    assert sorted(files) == sorted(expected), when
    assert [name for name in files if files[name] != expected[name]] == [], when
