"""The bodies of the pages of posts, taken out of the files that the last build has written.

A post shows its neighbours and its related posts below its text. Where only these change, the text
need not be rendered again: it stands in the file of the page. A digest of each body is recorded
when a page is written, and a body is only taken out of a file if it has that digest.

The records are lines of a file beside the doctrees. They have no names and no text in them, for
that folder may be where a site is put online from, and a post may be withdrawn. The processes of a
parallel build append to the file, so that each leaves the records of its pages.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.incremental.page_participants import keeps_bodies
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import known_excerpt
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.html_builders import output_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page

_FIELDS = 6
_TAGS = ("", '<meta name="viewport" content="width=device-width, initial-scale=1" />\n')
"""What docutils writes into the head of a document without tags of its author."""
_FITS_NO_BODY = ("0", "-", "-", "0", "0")
_DIGITS = 12
"""The size of a digest, in bytes."""
_ARTICLE = re.compile("<article[^>]*>")
_FEW_LINES = 20
"""The body begins with one of so many lines after the start of the article."""
_DESCRIPTION = re.compile('<meta name="description" content="([^"]*)"')
_BYTES_OF_RECORD = 160
"""The file is made anew where it has more of them for each document."""


@dataclass(frozen=True, slots=True)
class PageBody:
    """What the page of a post shows that is made of its doctree."""

    html: str
    excerpt: str | None
    """The text of the excerpt; None if it is not known."""
    has_maths: bool
    tags: str
    """The tags in the head."""


def note_body(page: Page) -> None:
    """Record the body of the page of a post, before any handler changes it.

    A body that may not be taken out of the file leaves a record too, which fits no body: a record
    of an earlier build would still fit it.
    """
    app, context = page.app, page.context
    if page.keeps_body or page.name not in blog_domain(app.env).posts:
        return
    body, tags = context.get("body"), context.get("metatags") or ""
    # The author's own tags for the head stand nowhere else.
    if tags in _TAGS and isinstance(body, str) and body and keeps_bodies(app):
        excerpt = known_excerpt(app, page.name)
        fields = (
            str(len(body)),
            digest(body, _DIGITS),
            "-" if excerpt is None else digest(excerpt, _DIGITS),
            str(int(bool(context.get("has_maths_elements")))),
            str(_TAGS.index(tags)),
        )
    else:
        fields = _FITS_NO_BODY
    with suppress(OSError):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        file = os.open(_path(app), flags, 0o666)
        try:
            # In one piece, as other processes do.
            os.write(file, f"{digest(page.name, _DIGITS)} {' '.join(fields)}\n".encode("ascii"))
        finally:
            os.close(file)


def kept_bodies(app: Sphinx, docnames: Iterable[str]) -> dict[str, PageBody]:
    """Return the body in the file of each of *docnames*, where it is what was recorded."""
    records = _load(app)
    bodies = {}
    for docname in docnames:
        record = records.get(digest(docname, _DIGITS))
        if record and (body := _body_in_file(app, docname, record)):
            bodies[docname] = body
    return bodies


def shorten_records(app: Sphinx) -> None:
    """Drop records that later ones have replaced, where the file has become too long."""
    path = _path(app)
    try:
        if path.stat().st_size > _BYTES_OF_RECORD * (len(app.env.found_docs) + 100):
            lines = [" ".join(record) for record in _load(app).values()]
            write_atomically(path, "".join(f"{line}\n" for line in lines))
    except OSError:
        with suppress(OSError):
            path.unlink()


def _body_in_file(app: Sphinx, docname: str, record: list[str]) -> PageBody | None:
    _, length, body_digest, excerpt_digest, has_maths, tags = record
    path = Path(app.outdir, output_name(app, docname))
    try:
        with path.open(encoding=app.config.html_output_encoding, newline="") as stream:
            text = stream.read()
    except (OSError, ValueError, LookupError):
        return None
    size = int(length)
    for start in _starts(text):
        body = text[start : start + size]
        if len(body) == size and digest(body, _DIGITS) == body_digest:
            excerpt = _excerpt_in(text, excerpt_digest)
            return PageBody(body, excerpt, has_maths == "1", _TAGS[int(tags)])
    return None


def _starts(text: str) -> Iterator[int]:
    """Yield the starts of the lines in *text* that may be the first one of the body."""
    for article in _ARTICLE.finditer(text):
        start = article.end()
        for _ in range(_FEW_LINES):
            yield start
            start = text.find("\n", start) + 1
            if not start:
                break


def _excerpt_in(text: str, excerpt_digest: str) -> str | None:
    found = _DESCRIPTION.search(text)
    excerpt = unescape(found[1]) if found else ""
    return excerpt if digest(excerpt, _DIGITS) == excerpt_digest else None


def _load(app: Sphinx) -> dict[str, list[str]]:
    """Return the fields of the last record of each document, by the first one."""
    try:
        lines = _path(app).read_text("ascii").splitlines()
    except (OSError, ValueError):
        return {}
    records = [line.split(" ") for line in lines]
    return {record[0]: record for record in records if _is_sound(record)}


def _is_sound(record: list[str]) -> bool:
    return len(record) == _FIELDS and record[1].isdecimal() and record[-1] in {"0", "1"}


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"transcript-bodies-{app.builder.name}.txt")
