"""Measures the parts of the table that are missing, prints it, and writes it for the manual."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import reload
from benchmarks.environments import make_environments
from benchmarks.table.fragment import FRAGMENT, format_fragment
from benchmarks.table.parts import BY_NAME, MAX_TABLE_POSTS, PARTS
from benchmarks.table.store import Measured, current_settings, load, save

if TYPE_CHECKING:
    import argparse

    from benchmarks.table.parts import Part
    from benchmarks.table.store import Settings


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``--table`` to *parser*."""
    parser.add_argument(
        "--part",
        nargs="+",
        choices=BY_NAME,
        metavar="NAME",
        help=f"with --table: measure only these parts, again: {', '.join(BY_NAME)}",
    )
    parser.add_argument(
        "--fragment",
        type=Path,
        default=FRAGMENT,
        metavar="FILE",
        help="with --table: the file to write (the one that the manual includes)",
    )


def run(options: argparse.Namespace) -> int:
    """Measure what *options* ask for, and return the exit status.

    Without ``--part``, these are the parts that were not measured with the same sources and
    settings before. The file is written when all parts are there.
    """
    if options.posts > MAX_TABLE_POSTS:
        print(f"--table measures at most {MAX_TABLE_POSTS:,} posts", file=sys.stderr)
        return 2
    folder = options.workdir / "table"
    settings = current_settings(options.posts, options.repeat)
    for part in PARTS:
        is_asked = (
            part.name in options.part if options.part else not load(folder, part.name, settings)
        )
        if is_asked:
            save(folder, part.name, _measure(part, options.workdir, settings))
    loaded = {part.name: load(folder, part.name, settings) for part in PARTS}
    measured = {name: each for name, each in loaded.items() if each}
    text = format_fragment(measured)
    print(text)
    if missing := [name for name in loaded if name not in measured]:
        print(f"Nothing is written: not measured yet: {', '.join(missing)}", file=sys.stderr)
        return 0
    options.fragment.write_text(text, "utf-8")
    print(f"Written: {options.fragment}", file=sys.stderr)
    return 0


def _measure(part: Part, workdir: Path, settings: Settings) -> Measured:
    start = time.monotonic()
    names = [competitor.name for competitor in part.competitors]
    environments = make_environments(workdir, names, reload.COMPETITORS)
    runs = part.measure(workdir, environments, settings.posts, settings.rounds)
    versions = {name: each.main_versions() for name, each in environments.items()}
    seconds = time.monotonic() - start
    print(f"The part {part.name} took {seconds / 60:.1f} minutes", file=sys.stderr, flush=True)
    return Measured(settings, versions, runs)
