"""Front matter defaults of Jekyll: https://jekyllrb.com/docs/configuration/front-matter-defaults/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.source_front_matter import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath


def front_matter_defaults(config: Mapping[str, Any], path: PurePosixPath) -> dict[str, Any]:
    """Return the front matter defaults in the configuration for the file *path*."""
    values: dict[str, Any] = {}
    defaults = config.get("defaults")
    for entry in defaults if isinstance(defaults, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        given = entry.get("values") if isinstance(entry, dict) else None
        if not isinstance(scope, dict) or not isinstance(given, dict):
            continue
        folder = scalar(scope.get("path")).strip("/")
        is_for_posts = scalar(scope.get("type")) in {"", "posts"}
        if is_for_posts and (not folder or f"{path}/".startswith(f"{folder}/")):
            values |= {key.lower(): value for key, value in given.items()}
    return values
