"""Front matter defaults of Jekyll: https://jekyllrb.com/docs/configuration/front-matter-defaults/."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.source_front_matter import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath


def front_matter_defaults(config: Mapping[str, Any], path: PurePosixPath) -> dict[str, Any]:
    """Return the front matter defaults in the configuration for the file *path*."""
    found: list[tuple[int, bool, dict[str, Any]]] = []
    defaults = config.get("defaults")
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        given = entry.get("values") if isinstance(entry, dict) else None
        if not isinstance(scope, dict) or not isinstance(given, dict):
            continue
        folder = scalar(scope.get("path")).strip("/")
        is_for_posts = "type" not in scope or scalar(scope["type"]) in {"", "posts"}
        if is_for_posts and _is_below(path, folder):
            values = {key.lower(): value for key, value in given.items()}
            found.append((len(folder), "type" in scope, values))
    # The longest path counts, then a scope with a type, then the one that stands last.
    return {key: value for *_, each in sorted(found, key=_rank) for key, value in each.items()}


def _rank(found: tuple[int, bool, dict[str, Any]]) -> tuple[int, bool]:
    return found[:2]


def _is_below(path: PurePosixPath, folder: str) -> bool:
    """Tell whether *path* is *folder* or below it; in each part of *folder*, * is any text."""
    wanted = folder.split("/") if folder else []
    return len(wanted) <= len(path.parts) and all(map(fnmatchcase, path.parts, wanted))
