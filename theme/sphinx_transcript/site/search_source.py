"""What the blog adds to the search index: facts of posts, and the generated pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from sphinx_transcript.pages.generated.page_plan import page_plan
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.search.documents import KINDS, Facts, GeneratedDocument, Kind, set_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.post.record import Post


class BlogSearchSource:
    """The `SearchSource` of the blog."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app

    def left_out(self) -> set[str]:
        """Return the docnames of drafts and unlisted posts."""
        posts = blog_domain(self._app.env).posts.values()
        return {post.docname for post in posts if post.is_unlisted or post.is_draft}

    def facts(self) -> dict[str, Facts]:
        """Return the facts of the posts, the oldest first."""
        domain = blog_domain(self._app.env)
        months = month_names(str(self._app.config.language or "en"))
        name_of = domain.blog.authors.name_of
        # Backwards, the numbers are in the order of `ls -t`.
        oldest_first = enumerate(reversed(domain.blog.posts))
        return {post.docname: _facts(post, order, months, name_of) for order, post in oldest_first}

    def generated(self) -> list[GeneratedDocument]:
        """Return the first page of each tag, author and so on, and of all of them."""
        return list(self._generated())

    def _generated(self) -> Iterator[GeneratedDocument]:
        for name, page in page_plan(self._app).items():
            kind = name.partition("/")[0]
            if page.page == 1:
                found = kind if kind in KINDS and kind != "post" else "archive"
                path = name.removesuffix("index")
                yield GeneratedDocument(name, page.title, path, cast("Kind", found))

    def commands_key(self, left_out: Collection[str]) -> str:
        """Return a digest that changes whenever the commands can."""
        from sphinx_transcript.site.listed_commands import commands_key

        return commands_key(self._app, left_out)

    def commands(
        self,
        left_out: Collection[str],
        last: Mapping[str, tuple[str, ...]],
        written: Collection[str],
    ) -> Mapping[str, tuple[str, ...]]:
        """Return the commands above the listings of pages."""
        from sphinx_transcript.site.listed_commands import listed_commands

        return listed_commands(self._app, left_out, last, written)

    def is_embedding(self) -> bool:
        """Tell whether a post is being resolved for a page that shows its excerpt or text."""
        return blog_domain(self._app.env).is_embedding


def add_source(app: Sphinx) -> None:
    """Handle ``builder-inited``: have the search index ask the blog."""
    set_source(app, BlogSearchSource(app))


_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Those of Babel. To load its data takes 60 ms and 5 MB."""


def month_names(language: str) -> dict[int, str]:
    """Return the names of the months in *language*, by number; none for an unknown language."""
    if language == "en":
        return dict(enumerate(_ENGLISH, start=1))
    try:
        return dict(get_month_names(locale=language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return {}


def _facts(post: Post, order: int, months: dict[int, str], name_of: Callable[[str], str]) -> Facts:
    authors = tuple(map(name_of, post.authors))
    tags = post.tags
    if post.translations:
        translations = dict(post.translations)
        tags = tuple(translations.get(tag, tag) for tag in tags)
    categories = tuple(map(post.label, post.categories))
    series = (post.label(post.series),) if post.series else ()
    names = (*tags, *authors, *categories, *series)
    words = (*names, post.description, *_date_words(post.date, months))
    date = day_text(post.date) if post.date else ""
    return Facts("post", date, order, tags, authors, categories, series, words)


def _date_words(date: dt.date | None, months: dict[int, str]) -> tuple[str, ...]:
    """Return the words by which people look for a *date*: the year and the month."""
    if date is None:
        return ()
    year = str(date.year)
    return tuple(
        filter(None, [year, f"{year}-{date.month:02}-{date.day:02}", months.get(date.month)])
    )
