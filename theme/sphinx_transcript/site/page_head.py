"""Adds tags for machines to the head of each page: canonical URL, feeds, Open Graph, …."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_transcript.addresses.urls import (
    absolute_url,
    base_url,
    file_url,
    image_url,
    page_path,
    page_url,
)
from sphinx_transcript.cards.card import HEIGHT, WIDTH
from sphinx_transcript.cards.post_cards import post_cards
from sphinx_transcript.config.site_settings import language_tag, site_title
from sphinx_transcript.feeds.feed_files import ATOM, JSON, feed_path, feed_posts, has_feeds
from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import description_of
from sphinx_transcript.site.head_tags import IMAGE, PageMetadata, head_tags
from sphinx_transcript.site.present_tags import PresentTags
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.web_addresses import is_web_address, web_address
from sphinx_transcript.theme.page_titles import page_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.pages.generated.page_plan import GeneratedPage
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.support.page_events import Page


_PROPERTY = re.compile(r"og:[\w:.-]+")


def head_dependencies(app: Sphinx) -> list[Any]:
    """Return what the head of every page depends on, apart from the configuration."""
    return [has_feeds(app)]


def add_tags(page: Page) -> None:
    """Add tags to the value ``metatags`` of the page context, which every theme writes."""
    if page.doctree is not None and blog_domain(page.app.env).is_unlisted(page.name):
        page.context["sourcename"] = ""
    # The builders json and pickle write no head.
    if not writes_site(page.app) or isinstance(page.app.builder, SerializingHTMLBuilder):
        return
    generated = page_plan(page.app).get(page.name) if page.doctree is None else None
    post = blog_domain(page.app.env).blog.post(page.name) if page.doctree is not None else None
    given = str(page.context.get("metatags") or "")
    is_hidden = post is not None and (post.is_draft or post.is_unlisted)
    if is_hidden:
        # First of all: whatever fails below, a search engine does not list this page.
        page.context["metatags"] = f'<meta name="robots" content="noindex">\n{given}'
    present = PresentTags(given)
    present.drop_repeated()
    tags = list(_feed_links(page.app, page.context, generated))
    if page.context.get("pageurl"):
        page.context["pageurl"] = page_url(page.app, page.name)
    if page.doctree is not None or generated is not None:
        tags += _translations(page.app, page.name) if page.doctree is not None else []
        if post is not None and post.canonical_url:
            page.context["pageurl"] = post.canonical_url
        title = page_title(page)
        metadata = (
            _post_metadata(page.app, post) if post else _page_metadata(page.app, page.name, title)
        )
        canonical = _canonical_url(present)
        if canonical:
            page.context["pageurl"] = canonical
            metadata = replace(metadata, url=canonical)
        metadata = _with_tags_of_author(page, metadata, present)
        tags += _without_duplicates(page.app, head_tags(metadata), present)
    if "canonical link" in present:
        page.context["pageurl"] = ""
    if is_hidden:
        tags.insert(0, present.forbid_indexing())
    # Other themes write it as the language of the page.
    page.context["language"] = language_tag(page.app)
    page.context["metatags"] = "\n".join(filter(None, [present.html, *tags])).strip()


def _post_metadata(app: Sphinx, post: Post) -> PageMetadata:
    from sphinx_transcript.feeds.entries import people_of

    blog = blog_domain(app.env).blog
    card = post_cards(app).get(post.docname)
    # Where drawing failed, there is a warning and no file.
    has_card = card is not None and Path(app.outdir, card.path).is_file()
    return PageMetadata(
        url=post.canonical_url or page_url(app, post.docname),
        title=post.title,
        site_title=site_title(app),
        description=description_of(app, post),
        language=post.language or language_tag(app),
        image=file_url(app, card.path) if card and has_card else image_url(app, post.image),
        image_size=(WIDTH, HEIGHT) if has_card else None,
        image_alt=card.alt if card and has_card else "",
        kind="article",
        published=post.date.isoformat() if post.date else "",
        modified=post.updated.isoformat() if post.updated else "",
        people=people_of(app, post),
        tags=tuple(term.label for term in blog.terms_of("tag", post)),
        section=next((term.label for term in blog.terms_of("category", post)), ""),
        open_graph=tuple(_open_graph(app, post.docname)),
    )


def _page_metadata(app: Sphinx, pagename: str, title: str) -> PageMetadata:
    return PageMetadata(
        url=page_url(app, pagename),
        title=site_title(app) if pagename == app.config.root_doc else title,
        site_title=site_title(app),
        description="",
        language=language_tag(app),
        image="",
        kind="website",
        open_graph=tuple(_open_graph(app, pagename)),
    )


def _open_graph(app: Sphinx, pagename: str) -> Iterator[tuple[str, str]]:
    """Yield the page's own properties of Open Graph, by the keys of sphinxext-opengraph.

    See https://sphinxext-opengraph.readthedocs.io. A path to an image is no address: that of a
    post is in its record already.
    """
    for key, value in app.env.metadata.get(pagename, {}).items():
        is_address = key != "og:image" or is_web_address(str(value))
        if _PROPERTY.fullmatch(key) and isinstance(value, str) and value and is_address:
            yield key, " ".join(value.split())


def _canonical_url(present: PresentTags) -> str:
    """Return the address in a meta tag ``canonical`` of the author; '' if there is no valid one."""
    given = present.content("canonical")
    return web_address(given) if is_web_address(given) else ""


def _with_tags_of_author(page: Page, metadata: PageMetadata, present: PresentTags) -> PageMetadata:
    """Return *metadata* with what the author's own tags say instead, for the other tags."""
    if description := present.content("description"):
        metadata = replace(metadata, description=description)
    image = present.content(IMAGE)
    if not image:
        return metadata
    url = absolute_url(page.app, image, page.name)
    return replace(metadata, image=url, image_size=None, image_alt="")


def _without_duplicates(app: Sphinx, tags: list[str], present: PresentTags) -> list[str]:
    """Return *tags* without those that are *present*, and without tags of another extension.

    sphinxext-opengraph writes its own, but not always an image.
    """
    tags = present.without_duplicates(tags)
    if IMAGE in present:
        tags = [tag for tag in tags if not _is_image(tag)]
    if "sphinxext.opengraph" in app.extensions:
        images = [tag for tag in tags if _is_image(tag)] if "og:title" in present else []
        if images and "twitter:card" not in present:
            images.append('<meta name="twitter:card" content="summary_large_image">')
        tags = [tag for tag in tags if 'property="' not in tag and 'name="twitter:' not in tag]
        tags = [*images, *tags]
    return tags


def _is_image(tag: str) -> bool:
    return tag.startswith(f'<meta property="{IMAGE}')


def _feed_links(app: Sphinx, context: dict[str, Any], generated: GeneratedPage | None) -> list[str]:
    """Return links to the site's feeds and to the feed of a generated page's term."""
    if not has_feeds(app):
        return []
    title = site_title(app)
    feeds = [(ATOM, "application/atom+xml", title), (JSON, "application/feed+json", title)]
    term = generated.term if generated is not None else None
    if term is not None and any(feed_posts(app, term.posts)):
        feeds.insert(0, (feed_path(term), "application/atom+xml", f"{title}: {term.label}"))
    return [
        f'<link rel="alternate" type="{kind}" title="{escape(name)}"'
        f' href="{escape(context["pathto"](quote(path), 1))}">'
        for path, kind, name in feeds
    ]


def _translations(app: Sphinx, pagename: str) -> list[str]:
    """Return links to the same page in all languages of the site."""
    translations: dict[str, str] = app.config.transcript_translations
    if not translations or not base_url(app):
        return []
    bases = {**translations, language_tag(app): base_url(app)}
    path = page_path(app, pagename)
    return [
        f'<link rel="alternate" hreflang="{escape(language)}"'
        f' href="{escape(bases[language].rstrip("/"))}/{escape(path)}">'
        for language in sorted(bases)
    ]
