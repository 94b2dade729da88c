"""Builds the sites that are searched, with the Python and the checkout that run the benchmark."""

from __future__ import annotations

import functools
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import competitors
from benchmarks.environments import ROOT
from benchmarks.measure import measure
from benchmarks.search.chosen_words import choose_queries
from benchmarks.search.corpus import write_corpus
from benchmarks.search.documents import read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Cost
    from benchmarks.search.chosen_words import Choice
    from benchmarks.search.documents import Document

_STOP_WORDS = re.compile(r'"(\w+)"')


@dataclass(frozen=True, slots=True)
class LargeBlog:
    """A generated blog, and what is searched for in it."""

    output: Path
    documents: list[Document]
    choices: list[Choice]


def build_example(workdir: Path) -> Path:
    """Build the example site, and return the output folder."""
    folder = workdir / "search" / "example"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    build(ROOT / "example_site", folder)
    return folder / "output"


@functools.cache
def large_blog(workdir: Path, posts: int) -> LargeBlog:
    """Build the generated blog of *posts* posts, or bring it up to date, and return it."""
    folder = workdir / "search" / f"corpus-{posts}"
    source, output = folder / "source", folder / "output"
    if not source.is_dir():
        write_corpus(source / "post", posts)
        (source / "conf.py").write_text(competitors.TRANSCRIPT.conf, "utf-8")
        (source / "index.md").write_text(competitors.TRANSCRIPT.index, "utf-8")
    print(
        f"Building {posts:,} posts; the first time takes a quarter of an hour",
        file=sys.stderr,
        flush=True,
    )
    # Not in parallel: Sphinx would keep the doctrees of all posts that wait to be written.
    build(source, folder)
    documents = read_documents(output)
    language_data = (output / "_static" / "language_data.js").read_text("utf-8")
    stop_words = frozenset(_STOP_WORDS.findall(language_data.split(";")[0]))
    return LargeBlog(output, documents, choose_queries(documents, stop_words))


def build(source: Path, folder: Path, *options: str) -> Cost:
    """Build *source* by the builder html into *folder*, and return the cost."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options]
    command += ["-d", str(folder / "doctrees"), str(source), str(folder / "output")]
    return measure(command, folder / "build.log")
