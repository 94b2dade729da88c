"""Knows builds in which nothing has changed, or nothing but the body of some documents.

Whatever a page shows follows from the documents as they were read, the configuration, the files
of the theme and those in the post folders. Fingerprints of that are kept beside the doctrees:
where all is the same, there is nothing to compare and nothing to write; where only documents'
own text is another, nothing but their own pages.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript import output_folder
from sphinx_transcript.config_values import VALUES
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.hierarchy import marked_text, outline
from sphinx_transcript.html_builders import writes_pages
from sphinx_transcript.post_files import matching_files
from sphinx_transcript.sources import source_of
from sphinx_transcript.state_files import replace_text
from sphinx_transcript.static_files import static_checksums
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.context import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FILE_NAME = "transcript-state.json"


@dataclass(frozen=True, slots=True)
class State:
    """Fingerprints of what a build has before it."""

    shared: str
    """Of all that a page shows of other documents, and of what all pages hang on."""
    documents: str
    """Of which state of its source each document was read from."""


def state_of(app: Sphinx) -> State:
    """Return the fingerprints of this build; to be asked for once all documents are read."""
    return State(_digest(_shared(app)), _digest(sorted(app.env.all_docs.items())))


def noted(app: Sphinx) -> State | None:
    """Return the state that the last build left complete; None where there is none to go by."""
    try:
        entry = _load(app)[app.builder.name]
        if entry["record"] == _digest(_record_bytes(app)):
            return State(entry["shared"], entry["documents"])
    except (KeyError, TypeError):
        pass
    return None


def note(app: Sphinx, state: State | None) -> None:
    """Note that this build leaves *state* complete, and that none is known where it is None."""
    entry = None
    if state is not None:
        entry = {**asdict(state), "record": _digest(_record_bytes(app))}
    path = _path(app)
    try:
        replace_text(path, json.dumps({**_load(app), app.builder.name: entry}))
    except OSError:
        path.unlink(missing_ok=True)  # The next build looks at everything.


def _shared(app: Sphinx) -> list[Any]:
    import sphinx_transcript  # noqa: PLC0415 (which imports this module)

    env = app.env
    domain = blog_domain(env)
    parts: list[Any] = [
        sphinx_transcript.__version__,
        [repr(app.config[name]) for name in VALUES],
        sorted((name, source_of(env, name)) for name in env.found_docs),
        sorted((name, marked_text(title)) for name, title in env.titles.items()),
        sorted(env.toctree_includes.items()),
        [(name, outline(env, name)) for name in _in_toctrees(env)],
        sorted(env.numbered_toctrees),
        sorted(env.toc_secnumbers.items()),
        sorted(env.toc_fignumbers.items()),
        sorted((path, sorted(users), name) for path, (users, name) in env.images.items()),
        sorted((name, sorted(data.get("myst_slugs", ()))) for name, data in env.metadata.items()),
        sorted(domain.posts.items()),
        sorted(domain.listings.items()),
        sorted(domain.links.items()),
        sorted(domain.unpublished.items()),
        sorted(domain.unpublished_stamps.items()),
        [(name, domain.key_lines.get(name)) for name in sorted(domain.unpublished)],
        matching_files(app),
    ]
    if any(listing.format == "full" for each in domain.listings.values() for listing in each):
        parts.append(sorted(domain.contents.items()))
    # What references find.
    parts += [
        _settled(data) for name, data in sorted(env.domaindata.items()) if name != domain.name
    ]
    return parts + _surroundings(app)


def _in_toctrees(env: BuildEnvironment) -> list[str]:
    return sorted({name for names in env.toctree_includes.values() for name in names})


def _settled(data: Any) -> Any:
    """Return *data* with all in it in an order that hangs on its content alone."""
    if isinstance(data, dict):
        return [(key, _settled(data[key])) for key in sorted(data, key=repr)]
    if isinstance(data, set | frozenset):
        return sorted(map(repr, data))
    if isinstance(data, list | tuple):
        return [_settled(value) for value in data]
    if data is None or isinstance(data, str | int | float):
        return data
    # A domain's own object: where two builds pickle it in two ways, all pages are looked at.
    return pickle.dumps(data)


def _surroundings(app: Sphinx) -> list[Any]:
    """Return the configuration, and what files there are besides the documents."""
    config = app.config
    if not writes_pages(app):
        return [config.transcript_text_width, config.transcript_text_links]
    builder: Any = app.builder
    info = builder.build_info
    return [
        getattr(info, "config_hash", ""),
        getattr(info, "tags_hash", ""),
        list(static_checksums(app)),
        builder.templates.newest_template_mtime(),
        # Commands in pages name the lines of toctrees.
        [site_of(app).text_of(name) for name in sorted(app.env.toctree_includes) if in_use(app)],
        [_listing(Path(app.confdir, name)) for name in config.html_extra_path],
    ]


def _digest(data: object) -> str:
    text = data if isinstance(data, bytes) else repr(data).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def _load(app: Sphinx) -> dict[str, Any]:
    try:
        states = json.loads(_path(app).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return states if isinstance(states, dict) else {}


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE_NAME)


def _record_bytes(app: Sphinx) -> bytes:
    try:
        return Path(app.outdir, output_folder.FILE_NAME).read_bytes()
    except OSError:
        return b""


def _listing(entry: Path) -> list[str]:
    return sorted(path.as_posix() for path in entry.rglob("*")) if entry.is_dir() else [str(entry)]
