"""What stands in the head of every page for machines: canonical address, feeds, Open Graph, …."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_transcript.addresses import base_url, image_url, page_path, page_url
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.feeds.make import language_tag, people_of
from sphinx_transcript.feeds.plan import ATOM, JSON, feed_path, has_feeds, published
from sphinx_transcript.generated.plan import plan
from sphinx_transcript.head_tags import PageFacts, head_tags
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.theme.context import site_title

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.generated.plan import GeneratedPage
    from sphinx_transcript.post import Post


_TAG = re.compile(r"<[^>]+>")


def head_everywhere(app: Sphinx) -> list[Any]:
    """Return what the heads of all pages hang on that the configuration does not say."""
    return [has_feeds(app)]


def add_tags(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add tags to the *context* of every page, where every theme prints them."""
    # The builders json and pickle have no head to put them in.
    if not writes_site(app) or isinstance(app.builder, SerializingHTMLBuilder):
        return
    generated = plan(app).get(pagename) if doctree is None else None
    post = blog_domain(app.env).blog.post(pagename) if doctree is not None else None
    tags = list(_feed_links(app, context, generated))
    if doctree is not None or generated is not None:
        if context.get("pageurl"):
            context["pageurl"] = page_url(app, pagename)
        tags += _translations(app, pagename) if doctree is not None else []
        if post is not None and post.canonical_url:
            context["pageurl"] = post.canonical_url
        title = unescape(_TAG.sub("", str(context.get("title") or "")))
        facts = _post_facts(app, post) if post else _page_facts(app, pagename, title)
        tags += _without_what_is_there(app, head_tags(facts), context)
    if post is not None and (post.is_draft or post.is_unlisted):
        tags.insert(0, '<meta name="robots" content="noindex">')
    if post is not None and post.is_unlisted:
        context["sourcename"] = ""
    context["metatags"] = "\n".join([context.get("metatags") or "", *tags]).strip()


def _post_facts(app: Sphinx, post: Post) -> PageFacts:
    blog = blog_domain(app.env).blog
    return PageFacts(
        url=post.canonical_url or page_url(app, post.docname),
        title=post.title,
        site_title=site_title(app),
        description=post.excerpt,
        language=post.language or language_tag(app),
        image=image_url(app, post.image),
        kind="article",
        published=post.date.isoformat() if post.date else "",
        modified=post.updated.isoformat() if post.updated else "",
        people=people_of(app, post),
        tags=tuple(term.name for term in blog.terms_of("tag", post)),
        section=next((term.name for term in blog.terms_of("category", post)), ""),
    )


def _page_facts(app: Sphinx, pagename: str, title: str) -> PageFacts:
    return PageFacts(
        url=page_url(app, pagename),
        title=site_title(app) if pagename == app.config.root_doc else title,
        site_title=site_title(app),
        description="",
        language=language_tag(app),
        image="",
        kind="website",
    )


def _without_what_is_there(app: Sphinx, tags: list[str], context: dict[str, Any]) -> list[str]:
    """Return *tags* without a second description, and without what another extension adds."""
    present = context.get("metatags") or ""
    if 'name="description"' in present:
        tags = [tag for tag in tags if not tag.startswith('<meta name="description"')]
    if "sphinxext.opengraph" in app.extensions:
        tags = [tag for tag in tags if 'property="' not in tag and 'name="twitter:' not in tag]
    return tags


def _feed_links(app: Sphinx, context: dict[str, Any], generated: GeneratedPage | None) -> list[str]:
    if not has_feeds(app):
        return []
    title = site_title(app)
    feeds = [(ATOM, "application/atom+xml", title), (JSON, "application/feed+json", title)]
    term = generated.term if generated is not None else None
    if term is not None and any(published(app, term.posts)):
        feeds.insert(0, (feed_path(term), "application/atom+xml", f"{title}: {term.name}"))
    return [
        f'<link rel="alternate" type="{kind}" title="{escape(name)}"'
        f' href="{escape(context["pathto"](path, 1))}">'
        for path, kind, name in feeds
    ]


def _translations(app: Sphinx, pagename: str) -> list[str]:
    """Return the links to the same page in the site's other languages."""
    others: dict[str, str] = app.config.transcript_translations
    if not others or not base_url(app):
        return []
    bases = {**others, language_tag(app): base_url(app)}
    path = page_path(app, pagename)
    return [
        f'<link rel="alternate" hreflang="{escape(language)}"'
        f' href="{escape(bases[language].rstrip("/"))}/{escape(path)}">'
        for language in sorted(bases)
    ]
