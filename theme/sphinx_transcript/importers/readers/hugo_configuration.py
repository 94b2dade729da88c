"""The configuration of a Hugo site: https://gohugo.io/configuration/introduction/."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.post_fields import text_list
from sphinx_transcript.importers.readers.configuration import read_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.report import Report

_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[-_. ]*(?P<slug>.*)", re.DOTALL)
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_FILES = [
    f"{folder}{name}{suffix}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for suffix in _SUFFIXES
]
# Keys that may have a file of their own in config/_default.
_SPLIT_KEYS = ("params", "permalinks", "languages", "module", "cascade", "frontmatter")


def read_configuration(folder: Path, report: Report) -> dict[str, Any]:
    """Return the configuration of the site in *folder*, with its keys in lower case."""
    name = next((name for name in _FILES if (folder / name).is_file()), "")
    if not name:
        report.add(
            "hugo.toml", 1, "no configuration: the site's address is not known", "configuration"
        )
        return {}
    config = _read(folder, name, report)
    for key in _SPLIT_KEYS:
        for suffix in _SUFFIXES:
            name = f"config/_default/{key}{suffix}"
            if (folder / name).is_file():
                config[key] = _read(folder, name, report)
    languages = dict(_as_dict(config.get("languages")))
    for path in sorted((folder / "config/_default").glob("languages.*")):
        # Each language may have a file of its own, such as languages.fr.toml.
        code = path.stem.removeprefix("languages.")
        if path.suffix in _SUFFIXES and code != path.stem and path.is_file():
            languages[code] = _read(folder, f"config/_default/{path.name}", report)
    return config | {"languages": languages} if languages else config


def date_in_name(config: dict[str, Any], name: str, *, has_date: bool) -> tuple[str, str]:
    """Return the date and the slug in the *name* of a file, where *config* takes them from there.

    Both are '' elsewhere, and where the date in the front matter counts first, if it *has_date*.
    https://gohugo.io/configuration/front-matter/#tokens
    """
    settings = {key.lower(): value for key, value in _as_dict(config.get("frontmatter")).items()}
    sources = [each.lower() for each in text_list(settings.get("date"))]
    match = _DATED_NAME.fullmatch(name)
    if match is None or ":filename" not in sources or (has_date and sources[0] != ":filename"):
        return "", ""
    return match["date"], match["slug"]


def _read(folder: Path, name: str, report: Report) -> dict[str, Any]:
    return read_mapping(folder, name, report, PurePosixPath(name).suffix)


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
