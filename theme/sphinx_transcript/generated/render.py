"""The body of a generated page, as the HTML of any theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.embed import is_relative
from sphinx_transcript.expand import view_of
from sphinx_transcript.generated.kinds import PAGE_KINDS
from sphinx_transcript.generated.plan import (
    GeneratedPage,
    kind_title,
    page_names,
    plan,
)
from sphinx_transcript.nodes import make_prompt, term_rows
from sphinx_transcript.post_files import post_files
from sphinx_transcript.rows import Place, listing_nodes
from sphinx_transcript.theme.active import shows_prompts
from sphinx_transcript.translations import text
from sphinx_transcript.views import page_count

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def render_body(app: Sphinx, page: GeneratedPage) -> str:
    """Return the HTML that *page* has in the place of a document's."""
    title = nodes.title("", head_title(app, page))
    section = nodes.section("", title, ids=["listing"])
    if page.listing is not None:
        about = _about(app, page)
        section += about
        view = view_of(app, page.listing, page.page)
        names = page_names(page.base, app.config.root_doc, view.pages)
        place = Place(app, page.pagename, is_generated=True)
        section += listing_nodes(place, page.listing, view, names, heads=bool(about))
    else:
        section += _counts(app, page)
    if page.base not in app.env.found_docs:
        section += _other_pages(app, page)
    return to_html(app, page.pagename, [section])


def _other_pages(app: Sphinx, page: GeneratedPage) -> list[nodes.Node]:
    """Return links to the pages that have the posts by tag, by year, …."""
    links: list[nodes.Node] = []
    for kind in PAGE_KINDS[1:]:
        if f"{kind}/index" in plan(app) and f"{kind}/index" != page.pagename:
            uri = app.builder.get_relative_uri(page.pagename, f"{kind}/index")
            link = nodes.reference("", kind_title(kind), refuri=uri, internal=True)
            dot = nodes.inline("", "· ", classes=["dot"])
            links.append(nodes.inline("", "", *([dot] if links else []), link, classes=["fact"]))
            links.append(nodes.Text(" "))
    return [nodes.paragraph("", "", *links[:-1], classes=["other-pages"])] if links else []


def head_title(app: Sphinx, page: GeneratedPage) -> str:
    """Return the title of *page*, in which its further pages differ from the first."""
    if page.page == 1 or page.listing is None:
        return page.title
    pages = page_count(page.listing, len(blog_domain(app.env).blog.select(page.listing)))
    return f"{page.title} · " + text("page {page} of {pages}").format(page=page.page, pages=pages)


def to_html(app: Sphinx, pagename: str, content: list[nodes.Node]) -> str:
    """Return the HTML of *content* for the page *pagename*, which is no document's."""
    builder: Any = app.builder
    document = new_document(f"<{pagename}>")
    document.settings = builder.docsettings
    document += content
    uri = builder.get_target_uri(pagename)
    builder.imgpath = relative_uri(uri, builder.imagedir)
    builder.dlpath = relative_uri(uri, "_downloads")
    builder.current_docname = pagename
    builder.secnumbers, builder.fignumbers = {}, {}
    builder.post_process_images(document)
    visitor = builder.create_translator(document, builder)
    document.walkabout(visitor)
    return "".join(visitor.fragment)


def _about(app: Sphinx, page: GeneratedPage) -> list[nodes.Node]:
    """Return what an author's page says of the author."""
    if page.term is None or page.term.kind != "author" or page.page > 1:
        return []
    author = blog_domain(app.env).blog.people.author(page.term.name)
    about: list[nodes.Node] = []
    if author.avatar:
        about.append(_avatar(app, page, author.avatar))
    if author.bio:
        about.append(nodes.paragraph(author.bio, author.bio))
    if author.url:
        about.append(nodes.paragraph("", "", nodes.reference("", author.url, refuri=author.url)))
    return about


def _avatar(app: Sphinx, page: GeneratedPage, address: str) -> nodes.image:
    uri = address
    if is_relative(address):
        uri = relative_uri(app.builder.get_target_uri(page.pagename), address)
    # The key is Sphinx's mark of an address that is not looked for in the source folder.
    return nodes.image("", uri=uri, alt="", classes=["avatar"], candidates={"?": uri})


def count_command(app: Sphinx, page: GeneratedPage) -> str | None:
    """Return the command that counts what *page* counts, or None where none holds."""
    if page.counted not in {"tag", "category"}:
        return None
    wanted = [(count.posts, count.name) for count in page.counts]
    return post_files(app).count_command("tags" if page.counted == "tag" else "categories", wanted)


def _counts(app: Sphinx, page: GeneratedPage) -> nodes.container:
    box = nodes.container(classes=["blog-index", "no-search"])
    command = count_command(app, page)
    if command and shows_prompts(app):
        box += make_prompt(command)
    items = []
    for count in page.counts:
        uri = app.builder.get_relative_uri(page.pagename, count.pagename)
        number = nodes.inline("", str(count.posts), classes=["count"])
        # Other themes set no columns: there the name comes with the number behind it.
        link = nodes.reference("", count.name, refuri=uri, internal=True)
        items.append(nodes.list_item("", nodes.paragraph("", "", number, nodes.Text(" "), link)))
    box += term_rows("", *items, bullet="*", classes=["term-rows", f"term-rows-{page.counted}"])
    return box
