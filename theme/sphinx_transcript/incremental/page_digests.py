"""Digests of what each page shows, both of its own source and of other documents."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.page_kinds import PAGE_KINDS
from sphinx_transcript.incremental.config_digest import config_digest
from sphinx_transcript.incremental.image_names import image_names
from sphinx_transcript.incremental.static_checksums import static_checksums
from sphinx_transcript.pages.generated.page_body import count_command
from sphinx_transcript.pages.generated.page_plan import page_plan, paginates
from sphinx_transcript.pages.listing_transform import listing_view
from sphinx_transcript.pages.template_context import post_context_values
from sphinx_transcript.plain_text.text_page import text_page_name
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.cross_references import resolved_links
from sphinx_transcript.site.page_head import head_dependencies
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.html_builders import writes_pages, writes_site
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.toctrees import documents_below, inner_xml, toc_entries
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.previous_next_command import previous_next_command
from sphinx_transcript.theme.site_context import site_context
from sphinx_transcript.theme.toctree_branch import branch_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.blog.listing import Format, Listing
    from sphinx_transcript.blog.listing_view import ListingView
    from sphinx_transcript.pages.generated.page_plan import GeneratedPage
    from sphinx_transcript.post.record import Post


def page_digests(app: Sphinx, docnames: Iterable[str], common: str) -> dict[str, str]:
    """Return the digest of each document's page, by docname, for the documents *docnames*.

    *common* is the digest of what all pages depend on.
    """
    parts = _parts_of_documents(app, set(docnames) & app.env.found_docs, common)
    return {docname: _digest(parts[docname]) for docname in parts}


def common_digest(app: Sphinx) -> str:
    """Return the digest of what all pages depend on."""
    return _digest(_common_parts(app))


def generated_digests(app: Sphinx, common: str) -> dict[str, str]:
    """Return the digest of each generated page, by page name; *common* as for `page_digests`."""
    return {
        name: _digest([common, _parts_of_generated(app, page)])
        for name, page in page_plan(app).items()
    }


def _digest(parts: object) -> str:
    """Return a short digest of *parts*, which consist of lists, strings and numbers."""
    return digest(json.dumps(parts, ensure_ascii=False, sort_keys=True), 12)


def _parts_of_generated(app: Sphinx, page: GeneratedPage) -> list[Any]:
    """Return all that decides what the generated *page* shows."""
    parts: list[Any] = [page.title, [asdict(count) for count in page.counts]]
    parts.append(count_command(app, page))
    parts.append([f"{kind}/index" in page_plan(app) for kind in PAGE_KINDS])
    if page.listing is not None:
        view = listing_view(app, page.listing, page.page)
        parts += [asdict(page.listing), page.base, _parts_of_view(app, page.listing, view)]
    if page.term is not None and page.term.kind == "author":
        parts.append(asdict(blog_domain(app.env).blog.authors.author(page.term.name)))
    return parts


def _parts_of_view(app: Sphinx, listing: Listing, view: ListingView) -> list[Any]:
    return [
        view.page,
        view.pages,
        [
            [
                block.command,
                block.has_head,
                block.is_pinned,
                block.title,
                [_parts_of_row(app, listing.format, post) for post in block.rows],
            ]
            for block in view.blocks
        ],
    ]


def _parts_of_row(app: Sphinx, form: Format, post: Post) -> list[Any]:
    """Return all that a listing in the format *form* shows of *post*."""
    row: list[Any] = [post.docname, post.title, post.is_draft]
    if form != "short":
        row += [post.date.isoformat() if post.date else "", post.minutes]
    if form in {"excerpt", "full"}:
        links = resolved_links(app).get(post.docname, ())
        row.append(post.language)
        if form == "full":
            row += [blog_domain(app.env).content_digests.get(post.docname), links]
            row.append(image_names(app.env).get(post.docname))
        elif post.description:
            row.append(post.description)
        else:
            row += [post.excerpt_digest, links[: post.excerpt_links]]
            row.append([app.env.images.get(path, ("", ""))[1] for path in post.excerpt_images])
    return row


def _parts_of_documents(app: Sphinx, docnames: set[str], common: str) -> dict[str, list[Any]]:
    """Return, for each of *docnames*, all that decides what its page shows."""
    domain = blog_domain(app.env)
    links, images = resolved_links(app), image_names(app.env)
    parts: dict[str, list[Any]] = {
        docname: [
            common,
            source_path(app.env, docname),
            domain.content_digests.get(docname),
            links.get(docname),
            images.get(docname),
            _numbers(app.env, docname),
        ]
        for docname in docnames
        if docname in app.env.all_docs
    }
    for docname in parts:
        for listing in domain.listings.get(docname, ()):
            pages = [None, 1] if paginates(app, docname, listing) else [None]
            parts[docname] += [
                _parts_of_view(app, listing, listing_view(app, listing, page)) for page in pages
            ]
    if writes_site(app) and app.config.html_extra_path:
        for docname, values in parts.items():
            values.append(text_page_name(app, docname) is not None)
    if writes_pages(app):
        for docname, values in parts.items():
            if docname in domain.posts:
                values.append(post_context_values(app, domain.posts[docname]))
    for docname, toctree_parts in _toctree_parts(app).items():
        if docname in parts:
            parts[docname].append(toctree_parts)
    return parts


def _numbers(env: BuildEnvironment, docname: str) -> list[Any]:
    """Return the numbers of the sections, figures, tables and code blocks of *docname*."""
    return [env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)]


def _common_parts(app: Sphinx) -> list[Any]:
    """Return what all pages depend on."""
    config = app.config
    parts: list[Any] = [config_digest(app)]
    if is_theme_active(app):
        site = site_context(app)
        parts += [site.has_index, [asdict(entry) for entry in site.entries]]
    parts.append(head_dependencies(app))
    if writes_pages(app):
        builder: Any = app.builder
        info = builder.build_info
        parts += [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        # The URLs of style sheets and scripts contain their checksums.
        parts += list(static_checksums(app))
        if not is_theme_active(app):
            # Many themes show the whole toctree in the sidebar of every page.
            parts += _descendants(app.env, config.root_doc)
    return parts


def _toctree_parts(app: Sphinx) -> dict[str, list[Any]]:
    """Return what each page shows of toctrees, by docname.

    These are the titles of the previous and next page and of the parent, and the documents below.
    """
    env = app.env
    if not env.toctree_includes:
        return {}

    parts: dict[str, list[Any]] = {}
    has_branch = is_theme_active(app)
    posts = blog_domain(env).posts
    # Only pages show their relations; plain text and the one page of singlehtml do not.
    for docname, relations in env.collect_relations().items() if writes_pages(app) else ():
        parts[docname] = [[name or "", _title(env, name)] for name in relations]
        if has_branch and docname not in posts:
            parts[docname] += [
                branch_values(app, docname),
                previous_next_command(app, docname, relations),
            ]
    for docname in env.toctree_includes:
        parts.setdefault(docname, []).append(_descendants(env, docname))
    return parts


def _title(env: BuildEnvironment, docname: str | None) -> list[Any]:
    """Return the title of *docname* with its number, as links of a toctree show it."""
    if docname is None or docname not in env.titles:
        return []
    return [inner_xml(env.titles[docname]), env.toc_secnumbers.get(docname, {}).get("")]


def _descendants(env: BuildEnvironment, docname: str) -> list[Any]:
    """Return the documents below *docname* in toctrees, each once, with title and sections."""
    return [
        [
            name,
            name in env.found_docs,
            _title(env, name),
            toc_entries(env, name),
            env.toc_secnumbers.get(name),
        ]
        for name in documents_below(env, docname)
    ]
