"""Files of compiled templates: one beside the doctrees, and one beside Python's own byte code.

The second serves the first build of each site. To compile the templates takes a quarter of the
processor time of a small site's first build. The file is written where Python writes the code of
this module, and under the same conditions: see
https://docs.python.org/3/library/sys.html#sys.dont_write_bytecode
"""

from __future__ import annotations

import importlib.util
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

_MAX_SHARED = 300
"""More are code of templates that somebody has edited again and again."""
_KNOWN_PACKAGES = frozenset(
    {"_operator", "_rcssmin", "_rjsmin", "builtins", "jinja2", "markupsafe", "sphinx"}
)


def read(path: Path, settings: str) -> dict[str, bytes]:
    """Return the code in the file *path* by its key; none where it has other *settings*."""
    # What a damaged pickle raises is not limited.
    with suppress(Exception):
        content = path.read_bytes()
        if content[:16] == _mark(content[16:]):
            saved_settings, saved = pickle.loads(content[16:])  # noqa: S301 (as Sphinx does)
            if saved_settings == settings:
                return dict(saved)
    return {}


def write(path: Path, settings: str, codes: Mapping[str, bytes]) -> None:
    """Write *codes* to the file *path*, if it can be written."""
    content = pickle.dumps((settings, {key: codes[key] for key in sorted(codes)}))
    # Builds of several sites may write the same file.
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            temporary.write_bytes(_mark(content) + content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _mark(content: bytes) -> bytes:
    return digest(content, 8).encode()


def shared_file(environment: Environment) -> Path | None:
    """Return the file for the templates of all sites; None where *environment* may not use it.

    Jinja computes filters of constants when it compiles. Two sites may have different filters of
    the same name.
    """
    functions = [*environment.filters.values(), *environment.tests.values()]
    packages = {str(getattr(each, "__module__", "")).partition(".")[0] for each in functions}
    if not packages <= _KNOWN_PACKAGES | {__name__.partition(".")[0]}:
        return None
    try:
        module = Path(importlib.util.cache_from_source(__file__))
    except NotImplementedError:
        return None
    return module.with_name(f"transcript-templates.{sys.implementation.cache_tag}.pickle")


def write_shared(path: Path, settings: str, added: Mapping[str, bytes]) -> None:
    """Add the codes *added* to the shared file *path*, if Python would write its own there."""
    if not sys.dont_write_bytecode and path.parent.is_dir():
        codes = {**read(path, settings), **added}
        write(path, settings, codes if len(codes) <= _MAX_SHARED else added)
