"""Sphinx's search for the message catalogue of a document, in those folders alone that exist.

Sphinx looks for a catalogue of each document that it reads, by several paths in each folder of
``locale_dirs``. Most sites have no translations, and no such folder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def init_existing(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function like *original*, Sphinx's `init` of ``sphinx.locale``."""

    def init(locale_dirs: Iterable[Any], *arguments: Any, **named: Any) -> Any:
        # None is the folder of the system.
        existing = [each for each in locale_dirs if not each or os.path.isdir(each)]  # noqa: PTH112
        return original(existing, *arguments, **named)

    return init
