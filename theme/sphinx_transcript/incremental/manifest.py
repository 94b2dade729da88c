"""The manifest of an output folder: which files earlier builds wrote there, and page digests.

Sphinx never removes the page of a deleted document, so a draft that was published by mistake would
stay online. The manifest is kept in the output folder because it describes that folder only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import writes_pages
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE_NAME = ".transcript.json"
_VERSION = 4
_OTHER_BUILDERS = frozenset(
    {"latex", "pseudoxml", "singlehtml", "texinfo", "text", "transcript", "xml"}
)
_FIELDS = ("digests", "generated", "pages", "assets", "extra", "foreign", "common", "indices")
_FILE_FIELDS = ("pages", "assets", "extra", "foreign", "indices")
"""The fields that list files. They mean the same in all versions; digests do not."""
SITE = ""
"""The key in `Manifest.pages` of files that belong to no page: feeds, redirects, the sitemap."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of an output folder."""

    digests: dict[str, str] = field(default_factory=dict)
    """Digests of what the page of each document shows, by docname; see `dependencies`."""
    generated: dict[str, str] = field(default_factory=dict)
    """Digests of what each generated page shows, by page name."""
    pages: dict[str, list[str]] = field(default_factory=dict)
    """The files of each page, by page name, as paths relative to the output folder."""
    assets: list[str] = field(default_factory=list)
    """Images and downloads."""
    extra: list[str] = field(default_factory=list)
    """Files of ``html_extra_path``."""
    foreign: list[str] = field(default_factory=list)
    """The pages that other extensions generate, such as those of ``sphinx.ext.viewcode``."""
    common: str = ""
    """Digest of what all pages depend on."""
    indices: list[str] = field(default_factory=list)
    """The pages of the general index and of the domain indices."""


def register(app: Sphinx) -> None:
    """Register the handler that excludes the manifest from EPUB books."""
    app.connect("builder-inited", _exclude_from_epub)


def _exclude_from_epub(app: Sphinx) -> None:
    # The builder ``epub`` packs every file in its output folder.
    if app.builder.name == "epub":
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, FILE_NAME]


def has_manifest(app: Sphinx) -> bool:
    """Tell whether the builder keeps a manifest, because later builds add to its folder."""
    return writes_pages(app) or app.builder.name in _OTHER_BUILDERS


def load_manifest(app: Sphinx) -> Manifest:
    """Return the manifest of this builder; an empty one, with a warning, if it can't be read."""
    try:
        fields = _load_manifests(app).get(app.builder.name)
        return Manifest(**fields) if fields else Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        warn(f"{FILE_NAME} can't be read, all pages are written anew: {error}", Subtype.STATE)
        return Manifest()


def save_manifest(app: Sphinx, manifest: Manifest) -> None:
    """Save *manifest* in the output folder, beside those of other builders."""
    fields = {name: getattr(manifest, name) for name in _FIELDS}
    manifests = _other_manifests(app) | {app.builder.name: fields}
    data = {"version": _VERSION, "builders": dict(sorted(manifests.items()))}
    try:
        write_atomically(Path(app.outdir, FILE_NAME), json.dumps(data, ensure_ascii=False) + "\n")
    except OSError as error:
        warn(f"{FILE_NAME} can't be written: {error}", Subtype.STATE)


def _load_manifests(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the fields of the manifests of all builders that share the output folder.

    Those that another release wrote have only the lists of files. Without digests all pages are
    written anew, and what is left of deleted documents and drafts can still be removed.
    """
    try:
        data = json.loads(Path(app.outdir, FILE_NAME).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    builders = data["builders"].items()
    if data["version"] == _VERSION:
        return {builder: {name: fields[name] for name in _FIELDS} for builder, fields in builders}
    return {
        builder: {name: fields[name] for name in _FILE_FIELDS if name in fields}
        for builder, fields in builders
    }


def _other_manifests(app: Sphinx) -> dict[str, dict[str, Any]]:
    try:
        return _load_manifests(app)
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # load_manifest has already given a warning.
