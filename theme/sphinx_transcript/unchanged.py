"""Knows a build in which nothing has changed, so that such a one costs next to nothing.

Whatever a page shows follows from the documents as they were read, the configuration, the files
of the theme and those in the post folders. A fingerprint of all that is kept beside the doctrees;
where it is still the same, there is nothing to compare and nothing to write.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript import output_folder
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.html_builders import writes_pages
from sphinx_transcript.post_files import matching_files
from sphinx_transcript.static_files import static_checksums

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE_NAME = "transcript-state.json"


def fingerprint(app: Sphinx) -> str:
    """Return a digest of all that the pages of this build and the files beside them hang on."""
    import sphinx_transcript  # noqa: PLC0415 (which imports this module)

    env = app.env
    domain = blog_domain(env)
    builder: Any = app.builder
    parts: list[Any] = [
        sphinx_transcript.__version__,
        sorted(env.all_docs.items()),
        sorted(env.found_docs),
        sorted(domain.unpublished.items()),
        sorted(domain.unpublished_stamps.items()),
        [(name, domain.key_lines.get(name)) for name in sorted(domain.unpublished)],
        matching_files(app),
        _record_bytes(app),
    ]
    if writes_pages(app):
        info = builder.build_info
        parts += [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        parts += [list(static_checksums(app)), builder.templates.newest_template_mtime()]
        parts += [_listing(Path(app.confdir, name)) for name in app.config.html_extra_path]
    else:
        parts += [app.config.transcript_text_width, app.config.transcript_text_links]
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def is_unchanged(app: Sphinx, files: list[str]) -> bool:
    """Tell whether the last build left all as this one would, and its *files* are still there."""
    before = _load(app).get(app.builder.name)
    return (
        before is not None
        and before == fingerprint(app)
        and all(Path(app.outdir, name).is_file() for name in files)
    )


def note(app: Sphinx, *, is_complete: bool) -> None:
    """Note the state that this build leaves; none where *is_complete* is false."""
    states = {**_load(app), app.builder.name: fingerprint(app) if is_complete else None}
    path = _path(app)
    temporary = path.with_name(f"{FILE_NAME}.new")
    try:
        temporary.write_text(json.dumps(states), "utf-8")
        temporary.replace(path)
    except OSError:
        path.unlink(missing_ok=True)  # The next build looks at everything.


def _load(app: Sphinx) -> dict[str, str | None]:
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
