"""The folder of a site, found from a path that a user gives, and the output folder of a build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    from pathlib import Path


def find_site(start: Path) -> Path:
    """Return the folder with conf.py: *start*, a usual folder below it, or one above it.

    Raises CommandError where there is none, with the status 2 where *start* is no folder.
    """
    start = start.resolve()
    if not start.is_dir():
        raise CommandError(f"{start} is no folder", 2)
    for folder in (start, start / "docs", start / "source", start / "docs/source", *start.parents):
        if (folder / "conf.py").is_file():
            return folder
    raise CommandError(
        f"there is no conf.py in {start} or above it; 'sphinx-transcript init' makes a site"
    )


def refuse_source_folder(output: Path, site: Path) -> None:
    """Raise CommandError where the folder *output* contains sources of *site*."""
    resolved = output.resolve()
    is_inside = resolved.is_relative_to(site) and resolved != site
    # Sphinx writes .buildinfo: the folder is the output of an earlier build, whatever is in it.
    if is_inside and not (resolved / ".buildinfo").exists():
        sources = (path for suffix in (".md", ".rst") for path in resolved.rglob(f"*{suffix}"))
        found = next(sources, None)
    else:
        found = site / "conf.py" if site.is_relative_to(resolved) else None
    if found is not None:
        raise CommandError(
            f"the output folder {display_path(output)} holds the sources, such as "
            f"{display_path(found)}; it needs to be one of its own"
        )


def create_output_folder(output: Path) -> None:
    """Create the folder *output* if it is missing; raise CommandError if it can't be written to."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"the folder {output} can't be made: {error.strerror}") from error
    if not os.access(output, os.W_OK):
        raise CommandError(f"the folder {output} can't be written to; --output names another")
