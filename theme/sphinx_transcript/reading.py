"""Makes the record of a post once Sphinx has read its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.patterns import post_folder, slug
from sphinx_transcript.post import Card, Post
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    import datetime as dt

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WORDS_A_MINUTE = 200
# Chinese and Japanese put no spaces between words; readers take about two characters for a word.
_IDEOGRAPHS_A_WORD = 2
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_NOT_READ = (nodes.comment, nodes.raw, nodes.Invisible)


def record_post(app: Sphinx, doctree: nodes.document) -> None:
    """Record the post that *doctree* is, when it has its title and the domain knows its card."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    card = domain.cards.get(docname)
    if card is None or card.date is None:
        return
    domain.note_post(_post(app.env, docname, card, card.date, doctree))
    # A post is reached through listings: that no toctree has it is no mistake.
    app.env.metadata[docname]["orphan"] = True


def _post(
    env: BuildEnvironment, docname: str, card: Card, date: dt.date, doctree: nodes.document
) -> Post:
    return Post(
        docname=docname,
        source=source_of(env, docname),
        title=env.titles[docname].astext(),
        date=date,
        stamp=card.stamp,
        updated=card.updated,
        updated_stamp=card.updated_stamp,
        tags=card.tags,
        authors=card.authors,
        description=card.description,
        minutes=reading_minutes(doctree),
        key_lines=blog_domain(env).key_lines.get(docname, ()),
    )


def reading_minutes(doctree: nodes.Element) -> int:
    """Return how many minutes it takes to read *doctree*, rounded up."""
    words = 0
    for text in doctree.findall(nodes.Text):
        if not isinstance(text.parent, _NOT_READ):
            content = text.astext()
            ideographs = len(_IDEOGRAPH.findall(content))
            words += len(_IDEOGRAPH.sub(" ", content).split()) + ideographs // _IDEOGRAPHS_A_WORD
    return max(1, -(-words // WORDS_A_MINUTE))


def warn_of_equal_slugs(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn where two posts have one slug: links by slug could mean either of them."""
    patterns, root_doc = app.config.transcript_posts, app.config.root_doc
    first: dict[str, str] = {}
    for docname in sorted(blog_domain(env).posts):
        folder = post_folder(docname, patterns, root_doc) or ""
        name = slug(docname, folder)
        if name in first:
            other = source_of(env, first[name])
            warn(f"the slug {name!r} is also that of {other}", Subtype.SLUG, (docname, 1))
        first.setdefault(name, docname)
