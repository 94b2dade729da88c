"""Builds the sites that are searched, with the Python and the checkout that run the benchmark."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from benchmarks import competitors
from benchmarks.environments import ROOT
from benchmarks.measure import measure
from benchmarks.search.corpus import write_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Cost


def build_example(workdir: Path) -> Path:
    """Build the example site, and return the output folder."""
    folder = workdir / "search" / "example"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    build(ROOT / "example_site", folder)
    return folder / "output"


def build_corpus(workdir: Path, posts: int) -> Path:
    """Build the generated blog of *posts* posts, and return its folder.

    A blog that was built before is brought up to date.
    """
    folder = workdir / "search" / f"corpus-{posts}"
    source = folder / "source"
    if not source.is_dir():
        write_corpus(source / "post", posts)
        (source / "conf.py").write_text(competitors.TRANSCRIPT.conf, "utf-8")
        (source / "index.md").write_text(competitors.TRANSCRIPT.index, "utf-8")
    print(f"Building {posts:,} posts; the first time takes minutes", file=sys.stderr, flush=True)
    build(source, folder, "-j", "2")
    return folder


def build(source: Path, folder: Path, *options: str) -> Cost:
    """Build *source* by the builder html into *folder*, and return the cost."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options]
    command += ["-d", str(folder / "doctrees"), str(source), str(folder / "output")]
    return measure(command, folder / "build.log")
