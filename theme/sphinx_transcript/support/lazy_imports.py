"""Packages with regular expressions that take long to compile, and are rarely used."""

from __future__ import annotations

import re
import sys
from importlib import import_module

from sphinx_transcript.support.lazy_patterns import lazy_pattern


def import_with_lazy_patterns(name: str) -> None:
    """Import the package *name*; its regular expressions are compiled when it uses them.

    It may only use methods of its patterns. Nothing is done where it is imported already.
    """
    if name in sys.modules:
        return
    given, re.compile = re.compile, lazy_pattern  # type: ignore[assignment]
    try:
        import_module(name)
    except ImportError:
        return  # Whoever needs it reports that.
    finally:
        re.compile = given
