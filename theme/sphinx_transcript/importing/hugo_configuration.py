"""The configuration of a site that Hugo makes: https://gohugo.io/configuration/introduction/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.importing.metadata import MetadataError, mapping, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importing.records import Report

_FILES = [
    f"{folder}{name}{suffix}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for suffix in (".toml", ".yaml", ".yml", ".json")
]
# Keys that may have a file of their own in config/_default.
_PARTS = ("params", "permalinks", "languages")


def read_configuration(folder: Path, report: Report) -> dict[str, Any]:
    """Return the configuration of the site in *folder*, by the keys in lower case."""
    found = next((name for name in _FILES if (folder / name).is_file()), "")
    if not found:
        report.add("hugo.toml", 1, "no configuration: the site's address is not known")
        return {}
    config = _read(folder, found, report)
    for part in _PARTS:
        for suffix in (".toml", ".yaml", ".yml", ".json"):
            name = f"config/_default/{part}{suffix}"
            if (folder / name).is_file():
                config[part] = _read(folder, name, report)
    return config


def _read(folder: Path, name: str, report: Report) -> dict[str, Any]:
    path = folder / name
    try:
        return mapping(read_text(path), path.suffix)
    except MetadataError as error:
        report.add(name, error.line, str(error))
        return {}
