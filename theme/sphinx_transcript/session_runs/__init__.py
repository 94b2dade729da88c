"""Sessions that are checked: the directive, the builder that runs them, and recorded results.

Marked blocks of documents come in; warnings, reports and recorded results go out. Nothing here runs
a command unless a user asks for it by name: no build of pages does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the directive, the builder and the handlers."""
