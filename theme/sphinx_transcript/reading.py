"""Makes the record of a post once Sphinx has read its document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.card import Card, Status
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.excerpt import excerpt_digest, excerpt_nodes, excerpt_text, shortened
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.patterns import post_folder, slug
from sphinx_transcript.people import site_author
from sphinx_transcript.post import UNDATED, Post
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORDS_A_MINUTE = 200
# Chinese and Japanese put no spaces between words; readers take about two characters for a word.
_IDEOGRAPHS_A_WORD = 2
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_LONGEST_EXCERPT = 300
_NOT_READ = (nodes.comment, nodes.raw, nodes.Invisible)


def record_post(app: Sphinx, doctree: nodes.document) -> None:
    """Record the post that *doctree* is, when it has its title and the domain knows its card."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    card = domain.cards.get(docname)
    if card is None:
        return
    domain.note_post(_post(app.env, docname, card, doctree))
    # A post is reached through listings: that no toctree has it is no mistake.
    app.env.metadata[docname]["orphan"] = True
    section = doctree.next_node(nodes.section)
    if card.language and section is not None:
        # The class from which docutils makes the attribute `lang`.
        section["classes"].append(f"language-{card.language}")


def _post(env: BuildEnvironment, docname: str, card: Card, doctree: nodes.document) -> Post:
    excerpt = excerpt_nodes(doctree)
    return Post(
        docname=docname,
        source=source_of(env, docname),
        title=env.titles[docname].astext(),
        date=card.date,
        stamp=card.stamp if card.date else UNDATED,
        updated=card.updated,
        updated_stamp=card.updated_stamp,
        tags=card.tags,
        categories=card.categories,
        authors=card.authors or tuple(filter(None, [site_author(env.config)])),
        series=card.series,
        description=card.description,
        excerpt=shortened(card.description or excerpt_text(excerpt), _LONGEST_EXCERPT),
        excerpt_digest=excerpt_digest(excerpt),
        excerpt_links=_links_up_to(excerpt, doctree),
        excerpt_images=tuple(_images_in(excerpt)),
        image=_image(env, docname, card.image),
        is_unlisted=card.is_unlisted,
        is_pinned=card.is_pinned,
        is_draft=card.status is not Status.PUBLISHED,
        aliases=card.aliases,
        old_pages=card.old_pages,
        id=card.id,
        canonical_url=card.canonical_url,
        language=card.language,
        minutes=reading_minutes(doctree),
        key_lines=blog_domain(env).key_lines.get(docname, ()),
    )


def _images_in(excerpt: list[nodes.Node]) -> Iterator[str]:
    for part in excerpt:
        for image in part.findall(nodes.image):
            candidates: dict[str, str] = image.get("candidates", {})
            yield from candidates.values()


def _links_up_to(excerpt: list[nodes.Node], doctree: nodes.document) -> int:
    """Return how many cross-references *doctree* has up to the end of its *excerpt*."""
    inside = {id(node) for part in excerpt for node in part.findall(addnodes.pending_xref)}
    if not inside:
        return 0
    last = 0
    for count, node in enumerate(doctree.findall(addnodes.pending_xref), start=1):
        if id(node) in inside:
            last = count
    return last


def _image(env: BuildEnvironment, docname: str, given: str) -> str:
    """Return the image *given* in front matter as a path from the source folder, or as an URL."""
    relative = image_path(env, docname, given)
    if relative is None:
        message = f"image: there is no file {given!r} in the source folder; left out"
        warn(message, Subtype.FRONT_MATTER, (docname, 1))
        env.note_reread()
        return ""
    if relative and "://" not in relative:
        env.note_dependency(relative)
        env.images.add_file(docname, relative)
    return relative


def image_path(env: BuildEnvironment, docname: str, given: str) -> str | None:
    """Return the image *given* in front matter as `_image` has it; None where there is none."""
    if not given or "://" in given:
        return given
    relative, absolute = env.relfn2path(given, docname)
    path = Path(absolute)
    return relative if path.is_file() and path.is_relative_to(env.srcdir) else None


def reading_minutes(doctree: nodes.Element) -> int:
    """Return how many minutes it takes to read *doctree*, rounded up."""
    texts = doctree.findall(nodes.Text)
    content = nodes.unescape(" ".join(t for t in texts if not isinstance(t.parent, _NOT_READ)))
    ideographs = 0
    if not content.isascii():
        content, ideographs = _IDEOGRAPH.subn(" ", content)
    words = len(content.split()) + ideographs // _IDEOGRAPHS_A_WORD
    return max(1, -(-words // WORDS_A_MINUTE))


def warn_of_equal_slugs(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn where two posts have one slug, or one id in feeds: either could be meant."""
    patterns, root_doc = app.config.transcript_posts, app.config.root_doc
    first: dict[str, str] = {}
    for docname in sorted(blog_domain(env).posts):
        folder = post_folder(docname, patterns, root_doc) or ""
        name = slug(docname, folder)
        if name in first:
            other = source_of(env, first[name])
            warn(f"the slug {name!r} is also that of {other}", Subtype.SLUG, (docname, 1))
        first.setdefault(name, docname)
    ids: dict[str, str] = {}
    for docname, post in sorted(blog_domain(env).posts.items()):
        if post.id and post.id in ids:
            other = source_of(env, ids[post.id])
            warn(f"the id {post.id!r} is also that of {other}", Subtype.SLUG, (docname, 1))
        ids.setdefault(post.id, docname)
