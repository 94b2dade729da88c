"""Where the configuration of a Sphinx project with ABlog is, and what built the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.readers.configuration import text_setting

if TYPE_CHECKING:
    from pathlib import Path

_SOURCE_FOLDERS = ("", "docs", "source", "docs/source")


def project_root(folder: Path) -> str:
    """Return the folder of conf.py, relative to the blog's *folder*; '' if there is none."""
    for each in _SOURCE_FOLDERS:
        if (folder / each / "conf.py").is_file():
            return each
    # Any other folder whose conf.py names the extension.
    for pattern in ("*/conf.py", "*/*/conf.py"):
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and b"ablog" in path.read_bytes():
                return path.parent.relative_to(folder).as_posix()
    return ""


def site_builder(folder: Path, settings: dict[str, Any]) -> str:
    """Return 'html' or 'dirhtml' if the *settings*, or a file, say which built it; else ''."""
    builder = text_setting(settings, "ablog_builder")
    for name in (".readthedocs.yaml", ".readthedocs.yml"):
        path = folder / name
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            match = re.search(r"^\s+builder:\s*[\"']?(\w+)", text, re.MULTILINE)
            builder = match[1] if match else "html"
    return builder if builder in {"html", "dirhtml"} else ""
