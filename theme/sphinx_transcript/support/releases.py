"""The releases of the programs that a build consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import babel
import docutils
import jinja2
import markdown_it
import myst_parser
import pygments
import sphinx

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx.application import Sphinx

_PROGRAMS: tuple[ModuleType, ...] = (
    babel, docutils, jinja2, markdown_it, myst_parser, pygments, sphinx
)  # fmt: skip


def releases(app: Sphinx) -> list[tuple[str, str]]:
    """Return the name and version of each program, and of each extension loaded so far."""
    programs = [(each.__name__, str(getattr(each, "__version__", ""))) for each in _PROGRAMS]
    extensions = [(name, each.version) for name, each in app.extensions.items()]
    return sorted({*programs, *extensions})
