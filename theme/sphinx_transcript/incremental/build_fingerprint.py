"""The fingerprint of a build: detects builds in which nothing changed, or only documents' text.

What a page shows follows from the documents as they were read, the configuration, the files of the
theme, and the files in the post folders. Fingerprints of these are saved beside the doctrees. If
they are equal to those of the previous build, no page has to be compared or written. If only the
fingerprint of the documents differs, only the pages of those documents do.
"""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.cards.post_cards import post_cards
from sphinx_transcript.incremental import manifest
from sphinx_transcript.incremental.change_reach import CommandInputs
from sphinx_transcript.incremental.config_digest import config_digest
from sphinx_transcript.incremental.image_names import image
from sphinx_transcript.incremental.static_checksums import static_checksums
from sphinx_transcript.post.record import Post
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_files import has_linked_files, matching_files
from sphinx_transcript.session_runs.claims import current_results
from sphinx_transcript.session_runs.script_page import script_page_name
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.html_builders import writes_pages
from sphinx_transcript.support.releases import releases
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.toctrees import inner_xml, toc_entries
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FILE_NAME = "transcript-state.json"
# The text of a tuple is made much faster than that of a dataclass.
_fields_of = attrgetter(*(each.name for each in fields(Post)))


@dataclass(frozen=True, slots=True)
class BuildFingerprint:
    """Digests of everything that a build's output depends on."""

    shared: str
    """Digest of what a page shows of other documents, and of what every page depends on."""
    documents: str
    """Digest of the times at which the documents were read."""


def fingerprint_of(app: Sphinx) -> BuildFingerprint:
    """Return the fingerprint of this build; valid only after all documents are read."""
    shared = sorted(shared_state(app).items())
    return BuildFingerprint(_digest(shared), documents_digest(app.env))


def documents_digest(env: BuildEnvironment) -> str:
    """Return a digest of the times at which the documents in *env* were read."""
    return _digest(sorted(env.all_docs.items()))


def load_fingerprint(app: Sphinx) -> BuildFingerprint | None:
    """Return the fingerprint of the previous build; None if its output is unknown or incomplete."""
    try:
        entry = _load(app)[app.builder.name]
        if entry["record"] == _digest(_manifest_bytes(app)):
            return BuildFingerprint(entry["shared"], entry["documents"])
    except (KeyError, TypeError):
        pass
    return None


def load_command_inputs(app: Sphinx) -> CommandInputs:
    """Return the inputs of commands that were saved with the fingerprint."""
    try:
        common, others = _load(app)[app.builder.name]["commands"]
        return CommandInputs(common, tuple(map(str, others)))
    except (KeyError, TypeError, ValueError):
        return CommandInputs()


def save_fingerprint(
    app: Sphinx, fingerprint: BuildFingerprint | None, inputs: CommandInputs
) -> None:
    """Save the *fingerprint* of this build; None for a build whose output is incomplete.

    Save also the *inputs* of the commands on its pages.
    """
    entry: dict[str, Any] | None = None
    if fingerprint is not None:
        commands = [inputs.common, inputs.others]
        record = _digest(_manifest_bytes(app))
        entry = {**asdict(fingerprint), "record": record, "commands": commands}
    path = _path(app)
    try:
        write_atomically(path, json.dumps({**_load(app), app.builder.name: entry}))
    except OSError:
        with suppress(OSError):
            path.unlink()  # Without it, the next build compares all pages.


def shared_state(app: Sphinx) -> dict[str, Any]:
    """Return all that a page can show besides its document's own text, each part by its name."""
    env = app.env
    domain = blog_domain(env)
    state: dict[str, Any] = {
        "releases": releases(app),
        "configuration": config_digest(app),
        "paths": sorted((name, source_path(env, name)) for name in env.found_docs),
        "titles": sorted((name, inner_xml(title)) for name, title in env.titles.items()),
        "toctrees": sorted(env.toctree_includes.items()),
        "sections": [(name, toc_entries(env, name)) for name in _toctree_entries(env)],
        "numbered toctrees": sorted(env.numbered_toctrees),
        "section numbers": sorted(env.toc_secnumbers.items()),
        "figure numbers": sorted(env.toc_fignumbers.items()),
        "images": sorted((path, sorted(users), file) for path, (users, file) in env.images.items()),
        "anchors": sorted(
            (name, sorted(data.get("myst_slugs", ()))) for name, data in env.metadata.items()
        ),
        "posts": [_fields_of(domain.posts[name]) for name in sorted(domain.posts)],
        "listings": sorted(domain.listings.items()),
        "links": sorted(domain.links.items()),
        "unpublished": sorted(domain.unpublished.items()),
        "unpublished text": sorted(domain.unpublished_stamps.items()),
        "unpublished keys": [
            (name, domain.key_lines.get(name)) for name in sorted(domain.unpublished)
        ],
        "files of posts": matching_files(app),
        "cards": sorted((name, card.path) for name, card in post_cards(app).items()),
        "links to files of posts": has_linked_files(app),
        "pages not to be indexed": sorted(domain.not_indexed),
        # The targets of cross-references.
        "domains": [
            (name, _canonical(data))
            for name, data in sorted(env.domaindata.items())
            if name != domain.name
        ],
    }
    listings = [listing for each in domain.listings.values() for listing in each]
    embedded = {path for post in domain.posts.values() for path in post.excerpt_images}
    if domain.collecting or any(listing.format == "full" for listing in listings):
        embedded = set(env.images)
        state["texts"] = sorted(domain.content_digests.items())
    # Pages that embed a post give its images their sizes.
    state["image sizes"] = [image(env, path) for path in sorted(embedded & set(env.images))]
    return state | _site_state(app)


def _toctree_entries(env: BuildEnvironment) -> list[str]:
    return sorted({name for names in env.toctree_includes.values() for name in names})


def _canonical(data: Any) -> Any:
    """Return *data* with dictionaries and sets as sorted lists, independent of insertion order."""
    if isinstance(data, dict):
        return [(key, _canonical(data[key])) for key in sorted(data, key=repr)]
    if isinstance(data, set | frozenset):
        return sorted(map(repr, data))
    if isinstance(data, list | tuple):
        return [_canonical(value) for value in data]
    if data is None or isinstance(data, str | int | float):
        return data
    # A domain's own object. If two builds pickle it differently, all pages are compared.
    return pickle.dumps(data)


def _site_state(app: Sphinx) -> dict[str, Any]:
    """Return the state of what only the builders of pages use."""
    if not writes_pages(app):
        return {}
    builder: Any = app.builder
    info = builder.build_info
    domain = blog_domain(app.env)
    return {
        "session results": current_results(app),
        # An edit of a document alone can give it a file more or less.
        "scripts": [name for name in sorted(domain.sessions) if script_page_name(app, name)],
        "build info": [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")],
        "static files": static_checksums(app),
        "templates": builder.templates.newest_template_mtime(),
        "logo": site_context(app).logo_size if is_theme_active(app) else None,
        # Commands in prompts refer to source lines of toctrees.
        "toctree sources": [
            site_context(app).source_text(name)
            for name in sorted(app.env.toctree_includes)
            if is_theme_active(app)
        ],
    }


def _digest(data: object) -> str:
    return digest(data if isinstance(data, bytes) else repr(data), 16)


def _load(app: Sphinx) -> dict[str, Any]:
    """Return the saved entries, by builder name."""
    try:
        entries = json.loads(_path(app).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE_NAME)


def _manifest_bytes(app: Sphinx) -> bytes:
    try:
        return Path(app.outdir, manifest.FILE_NAME).read_bytes()
    except OSError:
        return b""
