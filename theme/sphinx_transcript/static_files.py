"""Checksums of style sheets and scripts, which pages have in the addresses of these."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

_STYLES = (".css", ".js", ".jinja", "_t")


def static_checksums(app: Sphinx) -> Iterable[str]:
    """Yield the name and checksum of each file that the theme or the project brings."""
    builder: Any = app.builder
    theme_folders = builder.theme.get_theme_dirs() if builder.theme else []
    entries = [Path(folder, "static") for folder in theme_folders]
    entries += [Path(app.confdir, entry) for entry in app.config.html_static_path]
    for entry in entries:
        for path in [entry] if entry.is_file() else sorted(entry.rglob("*")):
            if path.name.endswith(_STYLES) and path.is_file():
                yield f"{path.name} {hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()}"
