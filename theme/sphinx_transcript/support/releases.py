"""The releases of the programs that a build consists of."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PROGRAMS = ("babel", "docutils", "jinja2", "markdown_it", "myst_parser", "pygments", "sphinx")
_ASSIGNMENT = '__version__ = "'


def releases(app: Sphinx) -> list[tuple[str, str]]:
    """Return the name and version of each program, and of each extension loaded so far."""
    programs = [(name, _release_of(name)) for name in _PROGRAMS]
    extensions = [(name, each.version) for name, each in app.extensions.items()]
    return sorted({*programs, *extensions})


@cache
def _release_of(name: str) -> str:
    # The import of markdown_it takes 3 % of a build that reads no document.
    release = None if name in sys.modules else _written_release(name)
    return release or str(getattr(import_module(name), "__version__", ""))


def _written_release(name: str) -> str | None:
    """Return the version of the package *name* that its file gives, without an import."""
    spec = find_spec(name)
    try:
        text = Path(spec.origin or "").read_text("utf-8") if spec else ""
    except (OSError, ValueError):
        return None
    lines = [line for line in text.splitlines() if line.startswith(_ASSIGNMENT)]
    return lines[0].removeprefix(_ASSIGNMENT).partition('"')[0] if len(lines) == 1 else None
