"""Digests of what each page of a build shows, of its own source and of other documents."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.expand import view_of
from sphinx_transcript.generated.kinds import PAGE_KINDS
from sphinx_transcript.generated.plan import paginates, plan
from sphinx_transcript.generated.render import count_command
from sphinx_transcript.head import head_everywhere
from sphinx_transcript.hierarchy import documents_below, marked_text, outline
from sphinx_transcript.html_builders import writes_pages, writes_site
from sphinx_transcript.images import image_names
from sphinx_transcript.links import shown_links
from sphinx_transcript.page_context import surroundings
from sphinx_transcript.plain_text.twin import twin_name
from sphinx_transcript.sources import source_of
from sphinx_transcript.static_files import static_checksums
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.branch import branch_of
from sphinx_transcript.theme.context import site_of
from sphinx_transcript.theme.previous_next import command_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.generated.plan import GeneratedPage
    from sphinx_transcript.listing import Format, Listing
    from sphinx_transcript.post import Post
    from sphinx_transcript.views import View


def digest(shown: object) -> str:
    """Return a short digest of *shown*, which is made of lists, strings and numbers."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def page_digests(app: Sphinx, docnames: Iterable[str]) -> dict[str, str]:
    """Return the digests of the pages of the documents *docnames*, by docname."""
    shown = _shown_on_documents(app, set(docnames) & app.env.found_docs)
    return {docname: digest(parts) for docname, parts in shown.items()}


def generated_digests(app: Sphinx) -> dict[str, str]:
    """Return the digest of each generated page, by pagename."""
    everywhere = digest(_everywhere(app))
    return {
        name: digest([everywhere, _shown_on_generated(app, page)])
        for name, page in plan(app).items()
    }


def _shown_on_generated(app: Sphinx, page: GeneratedPage) -> list[Any]:
    shown: list[Any] = [page.title, [asdict(count) for count in page.counts]]
    shown.append(count_command(app, page))
    shown.append([f"{kind}/index" in plan(app) for kind in PAGE_KINDS])
    if page.listing is not None:
        view = view_of(app, page.listing, page.page)
        shown += [asdict(page.listing), page.base, _shown_in_view(app, page.listing, view)]
    if page.term is not None and page.term.kind == "author":
        shown.append(asdict(blog_domain(app.env).blog.people.author(page.term.name)))
    return shown


def _shown_in_view(app: Sphinx, listing: Listing, view: View) -> list[Any]:
    return [
        view.page,
        view.pages,
        [
            [
                block.command,
                block.begins,
                block.is_pinned,
                block.title,
                [_shown_in_row(app, listing.format, post) for post in block.rows],
            ]
            for block in view.blocks
        ],
    ]


def _shown_in_row(app: Sphinx, form: Format, post: Post) -> list[Any]:
    row: list[Any] = [post.docname, post.title, post.is_draft]
    if form != "short":
        row += [post.date.isoformat() if post.date else "", post.minutes]
    if form in {"excerpt", "full"}:
        links = shown_links(app).get(post.docname, ())
        row.append(post.language)
        if form == "full":
            row += [blog_domain(app.env).contents.get(post.docname), links]
            row.append(image_names(app.env).get(post.docname))
        elif post.description:
            row.append(post.description)
        else:
            row += [post.excerpt_digest, links[: post.excerpt_links]]
            row.append([app.env.images.get(path, ("", ""))[1] for path in post.excerpt_images])
    return row


def _shown_on_documents(app: Sphinx, docnames: set[str]) -> dict[str, list[Any]]:
    """Return, for each of *docnames*, all that decides what its page shows."""
    domain = blog_domain(app.env)
    links, images = shown_links(app), image_names(app.env)
    numbered = {
        name for root in app.env.numbered_toctrees for name in documents_below(app.env, root)
    }
    everywhere = digest(_everywhere(app))
    shown: dict[str, list[Any]] = {
        docname: [
            everywhere,
            source_of(app.env, docname),
            domain.contents.get(docname),
            links.get(docname),
            images.get(docname),
            # Other numbers are seen by Sphinx itself, but not that there are none any more.
            docname in numbered,
        ]
        for docname in docnames
        if docname in app.env.all_docs
    }
    for docname in shown:
        for listing in domain.listings.get(docname, ()):
            pages = [None, 1] if paginates(app, docname, listing) else [None]
            shown[docname] += [
                _shown_in_view(app, listing, view_of(app, listing, page)) for page in pages
            ]
    if writes_site(app) and app.config.html_extra_path:
        for docname, parts in shown.items():
            parts.append(twin_name(app, docname) is not None)
    if writes_pages(app):
        for docname, parts in shown.items():
            if docname in domain.posts:
                parts.append(surroundings(app, domain.posts[docname]))
        for docname, relations in _relations(app).items():
            if docname in shown:
                shown[docname].append(relations)
    return shown


def _everywhere(app: Sphinx) -> list[Any]:
    """Return what all pages show."""
    config = app.config
    shown: list[Any] = [config.transcript_text_width, config.transcript_text_links]
    if in_use(app):
        site = site_of(app)
        shown += [site.has_index, [asdict(entry) for entry in site.entries]]
    shown.append(head_everywhere(app))
    if writes_pages(app):
        builder: Any = app.builder
        info = builder.build_info
        shown += [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        # The addresses of styles and scripts carry a checksum of theirs.
        shown += list(static_checksums(app))
        if not in_use(app):
            # Many themes have the whole toctree at the side of every page.
            shown += _descendants(app.env, config.root_doc)
    return shown


def _relations(app: Sphinx) -> dict[str, list[Any]]:
    """Return what each page shows of its place in toctrees: titles around it, sections below it."""
    env = app.env
    if not env.toctree_includes:
        return {}

    relations: dict[str, list[Any]] = {}
    has_branch = in_use(app)
    posts = blog_domain(env).posts
    for docname, around in env.collect_relations().items():
        relations[docname] = [[name or "", _title(env, name)] for name in around]
        if has_branch and docname not in posts:
            relations[docname] += [branch_of(app, docname), command_of(app, docname, around)]
    for docname in env.toctree_includes:
        relations.setdefault(docname, []).append(_descendants(env, docname))
    return relations


def _title(env: BuildEnvironment, docname: str | None) -> str:
    return marked_text(env.titles[docname]) if docname in env.titles else ""


def _descendants(env: BuildEnvironment, docname: str) -> list[Any]:
    """Return the documents below *docname* in toctrees, each once, with what is shown of them."""
    return [
        [name, name in env.found_docs, _title(env, name), outline(env, name)]
        for name in documents_below(env, docname)
    ]
