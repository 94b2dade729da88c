"""Lists of terms and years with the number of posts of each, as docutils nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.blog.listing_view import KEY_PATTERNS
from sphinx_transcript.blog.term_listing import KINDS, Count, TermListing, sort_counts
from sphinx_transcript.pages.generated.page_plan import ARCHIVE, page_plan, term_page
from sphinx_transcript.pages.listing_comments import terms_comment
from sphinx_transcript.pages.nodes import (
    labelled_box,
    listing_heading,
    make_prompt,
    page_only,
    term_rows,
)
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_files import listing_commands
from sphinx_transcript.shell.comments import split_comment
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import shows_prompts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.term_listing import TermList
    from sphinx_transcript.pages.host_page import HostPage


def term_counts(app: Sphinx, terms: TermList) -> list[Count]:
    """Return all *terms* of the blog with the numbers of their posts and their pages."""
    blog = blog_domain(app.env).blog
    if terms == "years":
        pages = ((year, posts, f"{ARCHIVE}/{year}/index") for year, posts in blog.years.items())
        exists = page_plan(app).keys() | app.env.found_docs if writes_site(app) else frozenset()
        return [
            Count(str(year), len(posts), page if page in exists else "")
            for year, posts, page in pages
        ]
    found = blog.taxonomies[KINDS[terms]].values()  # type: ignore[index]
    return [Count(term.label, len(term.posts), term_page(app, term) or "") for term in found]


def shown_counts(app: Sphinx, listing: TermListing) -> tuple[list[Count], int]:
    """Return the rows of *listing*, and how many there are without its limit."""
    counts = term_counts(app, listing.terms) if listing.is_sound else []
    return sort_counts(counts, listing.sort)[: listing.limit], len(counts)


def count_command(app: Sphinx, listing: TermListing, counts: Sequence[Count]) -> str | None:
    """Return the command that prints *counts*, the rows of *listing*, or None if none does."""
    kind = KINDS[listing.terms]
    return listing_commands(app).count_command(
        "date" if kind == "year" else KEY_PATTERNS[kind],
        [(count.posts, count.name) for count in counts],
        sort=listing.sort,
        limit=listing.limit,
        has_counts=listing.format == "long",
    )


def term_words(terms: TermList) -> str:
    """Return the words for all *terms*, in the plural."""
    words = {
        "tags": text("tags"),
        "categories": text("categories"),
        "authors": text("authors"),
        "series": text("series"),
        "years": text("years"),
    }
    return words[terms]


def term_list(
    host: HostPage,
    listing: TermListing,
    counts: Sequence[Count],
    total: int,
    *,
    heading: bool = True,
) -> nodes.container:
    """Return the nodes of *counts*, the rows of *listing* of *total* ones.

    Above them stands the command that prints them; without one, a heading, if *heading* is set.
    """
    box = labelled_box(classes=["ts-blog-index", "no-search"])
    if not listing.is_sound:
        return box
    if not counts:
        message = listing.empty or text("no posts yet")
        box += nodes.paragraph(message, message, classes=["ts-blog-index-empty"])
        return box
    words = term_words(listing.terms)
    is_shown = bool(listing.command) or shows_prompts(host.app)
    typed, comment = split_comment(listing.command or "")
    label = ""
    if command := typed or count_command(host.app, listing, counts):
        if comment is None:
            comment = terms_comment(words, len(counts), total, by_count=listing.sort == "count")
        label = comment if is_shown else ""
        prompt = make_prompt(command, comment)
        prompt["in_text_alone"] = not is_shown
        box += prompt
    if heading and not (command and is_shown):
        rubric = listing_heading("", words)
        box += page_only("", rubric) if command else rubric
    box += _rows(host, listing, counts, label)
    if len(counts) < total and (more := page_of_all(host.app, listing)):
        box += page_only("", _more_link(host, more, total - len(counts)))
    return box


def _rows(host: HostPage, listing: TermListing, counts: Sequence[Count], label: str) -> term_rows:
    kind = KINDS[listing.terms]
    classes = [f"ts-term-rows-{kind}"]
    classes.insert(0, "ts-term-rows" if listing.format == "long" else "ts-names")
    items = []
    for count in counts:
        row = nodes.paragraph()
        if listing.format == "long":
            # Other themes do not lay out the number as a column, so a space separates it.
            number = str(count.posts)
            row += [nodes.inline("", number, classes=["ts-count"]), nodes.Text(" ")]
        link: nodes.Node = nodes.Text(count.name)
        if count.pagename:
            uri = host.app.builder.get_relative_uri(host.pagename, count.pagename)
            link = nodes.reference("", count.name, refuri=uri, internal=True)
        row += link
        items.append(nodes.list_item("", row))
    return term_rows("", *items, bullet="*", classes=classes, label=label)


def page_of_all(app: Sphinx, listing: TermListing) -> str | None:
    """Return the name of the page with all rows of *listing*, if there is one."""
    kind = KINDS[listing.terms]
    name = f"{ARCHIVE if kind == 'year' else kind}/index"
    return name if name in page_plan(app) else None


def _more_link(host: HostPage, pagename: str, count: int) -> nodes.paragraph:
    words = text("{count} more").format(count=count)
    uri = host.app.builder.get_relative_uri(host.pagename, pagename)
    link = nodes.reference("", words, refuri=uri, internal=True, classes=["ts-next"])
    return nodes.paragraph("", "", link, classes=["ts-more"])
