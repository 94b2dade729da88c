"""Which posts a build publishes: settled before Sphinx reads a document.

To Sphinx a draft is a document like any other, and would leave its traces in the search index,
the inventory and the copied sources. So what is not to be published is taken out of the set of
documents while that can still be done, and one that an earlier build published is removed.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_transcript.card import Card, Status
from sphinx_transcript.dates import day_of, load_zone
from sphinx_transcript.domain import BlogRecords, blog_domain
from sphinx_transcript.front_matter import FrontMatterError
from sphinx_transcript.links import with_other_files
from sphinx_transcript.messages import Problem, Subtype, warn
from sphinx_transcript.post_source import read_post
from sphinx_transcript.shell import key_lines

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def build_day(zone: tzinfo) -> date:
    """Return today in *zone*, or the day of SOURCE_DATE_EPOCH where that is set.

    See https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        now = datetime.now(UTC)
    return now.astimezone(zone).date()


def seal_unpublished(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take documents that can't be read and posts that are not to be published out of the build."""
    domain = blog_domain(env)
    zone, today = _zone_and_day(app)
    domain.begin_build()
    changed |= (_replaced(env, domain) | (with_other_files(app) & env.found_docs)) - added
    # A preview has drafts, and the day on which one is published comes by itself.
    changed |= {name for name, post in domain.posts.items() if post.is_draft} & env.found_docs
    changed -= added
    for docname in sorted(added | changed):
        _sort_out(app, domain, docname, zone, today)
    for docname, post in domain.posts.items():
        is_early = post.date is not None and day_of(post.date, zone) > today
        if is_early and app.config.transcript_drafts and docname in env.found_docs:
            changed |= {docname} - added  # It was published, and is to be shown as a draft.
        elif is_early and not post.is_draft and docname in env.found_docs:
            domain.unpublished.setdefault(docname, Status.SCHEDULED)
            domain.key_lines.setdefault(docname, post.key_lines)
            domain.unpublished_stamps.setdefault(docname, post.stamp)
    if any(domain.hides(name) != domain.is_unlisted(name) for name in changed | added):
        # Toctrees that name posts by a pattern leave unlisted ones out.
        for docname in (env.glob_toctrees & env.found_docs) - added - changed:
            changed.add(docname)
            _sort_out(app, domain, docname, zone, today)
    for docname in domain.unpublished:
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
        env.project.docnames.discard(docname)
    for docname, children in env.toctree_includes.items():
        # What stands before and after in a toctree is another document now.
        if not removed.isdisjoint(children) and docname in env.found_docs - added:
            changed.add(docname)
            _sort_out(app, domain, docname, zone, today)
    for docname in removed:
        # By default the doctrees lie in the output folder, and hold the whole text.
        Path(env.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
    return []


def examine_rest(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Look at the documents that are to be read for other reasons than that they changed.

    Sphinx reads those with globbed toctrees, and other extensions may ask for some.
    """
    domain = blog_domain(env)
    zone, today = _zone_and_day(app)
    for docname in list(docnames):
        if docname not in domain.signatures_now:
            _sort_out(app, domain, docname, zone, today)
        if docname in domain.unpublished:
            docnames.remove(docname)


def record_source(app: Sphinx, doctree: nodes.document) -> None:
    """Record which state of its source file, and of files it includes, a document was read from."""
    env = app.env
    domain = blog_domain(env)
    docname = env.docname
    if docname in domain.signatures_now:
        domain.signatures[docname] = domain.signatures_now[docname]
    path = env.doc2path(docname)
    known = domain.contents_now.get(docname)
    if known is None or domain.signatures_now.get(docname) != _signature(str(path)):
        known = _content_digest(path)
    found = [known]
    for name in sorted(str(name) for name in env.dependencies.get(docname, ())):
        found.append(_content_digest(Path(env.srcdir, name)))
    domain.contents[docname] = _digest(b"".join(found)).hex()


def _content_digest(path: Path) -> bytes:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return b"-"


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=8).digest()


def _replaced(env: BuildEnvironment, domain: BlogRecords) -> set[str]:
    """Return the documents whose file is another than the one that was read.

    Sphinx asks whether a file is newer, and overlooks one that was put in its place with the
    time of an older one.
    """
    known = domain.signatures
    return {
        docname
        for docname in env.found_docs
        if docname in known and known[docname] != _signature(_last_path(env, domain, docname))
    }


def _signature(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)  # noqa: PTH116 (asked for each document of each build)
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _last_path(env: BuildEnvironment, domain: BlogRecords, docname: str) -> str:
    """Return the file that *docname* was read from, if it is a post; else the one that it has."""
    post = domain.posts.get(docname)
    if post is None:
        return str(env.doc2path(docname))
    return os.path.join(env.srcdir, post.source)  # noqa: PTH118


def _zone_and_day(app: Sphinx) -> tuple[tzinfo, date]:
    zone = load_zone(app.config.transcript_timezone)
    return zone, build_day(zone)


def _sort_out(app: Sphinx, domain: BlogRecords, docname: str, zone: tzinfo, today: date) -> None:
    """Note what the document *docname* says of itself, and whether it is published."""
    domain.signatures_now[docname] = _signature(str(app.env.doc2path(docname)))
    card = _examine(app, domain, docname, zone, today)
    if card is None:
        return
    if card.status is Status.PUBLISHED or (
        app.config.transcript_drafts and card.status is not Status.UNREADABLE
    ):
        domain.cards[docname] = card
        return
    domain.unpublished[docname] = card.status
    if card.date is not None:
        domain.unpublished_stamps[docname] = card.stamp


def _examine(
    app: Sphinx, domain: BlogRecords, docname: str, zone: tzinfo, today: date
) -> Card | None:
    """Return the card of the post *docname*; None for an ordinary page that can be read."""
    env = app.env
    path = env.doc2path(docname)
    try:
        content = path.read_bytes()
        domain.contents_now[docname] = _digest(content)
        text = content.decode(app.config.source_encoding)
    except UnicodeDecodeError as error:
        if docname == app.config.root_doc:
            return None  # Sphinx can't build without it, and says so.
        line = error.object[: error.start].count(b"\n") + 1
        encoding = app.config.source_encoding.removesuffix("-sig").upper()
        message = (
            f"not {encoding} text: byte 0x{error.object[error.start]:02x} "
            "can't be read; the page is left out (save the file as UTF-8)"
        )
        warn(message, Subtype.ENCODING, (docname, line))
        return Card(Status.UNREADABLE)
    except OSError:
        return None  # Sphinx, which reads it next, reports it.
    filetype = get_filetype(app.config.source_suffix, path)
    try:
        source = read_post(app.config, docname, text, filetype)
        if source is None:
            return None
    except FrontMatterError as error:
        problem = Problem(f"{error}; the post is not published", Subtype.FRONT_MATTER, error.line)
        card, problems = Card(Status.UNREADABLE), [problem]
    else:
        card, problems = source.card(path.name, zone, today)
        if source.ablog is not None:
            domain.ablog[docname] = source.ablog
    # To grep a byte order mark is the beginning of the first line.
    mark = "\ufeff" if content.startswith(codecs.BOM_UTF8) else ""
    domain.key_lines[docname] = key_lines(mark + text.removeprefix(mark))
    for problem in problems:
        warn(problem.message, problem.subtype, (docname, problem.line))
    return card
