"""The posts of a site as the page of all posts would list them, without a build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.authors import Authors
from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.config.site_settings import site_author
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.post.record import UNDATED, Post
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.plain_titles import plain_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from sphinx_transcript.blog.taxonomy import TermKind
    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.workspace.post_titles import PostTitles
    from sphinx_transcript.workspace.site_sources import SiteSources

_OPTIONS: dict[TermKind, str] = {
    "tag": "tags",
    "category": "categories",
    "author": "authors",
    "series": "series",
}
"""The options of `Listing`."""


def listed_posts(metadata: Mapping[str, PostMetadata]) -> list[str]:
    """Return the docnames of the posts that a build lists: published, and not unlisted."""
    return [
        docname
        for docname, each in metadata.items()
        if each.status is PublicationStatus.PUBLISHED and not each.is_unlisted
    ]


def posts_with_status(
    metadata: Mapping[str, PostMetadata], statuses: Set[PublicationStatus]
) -> list[str]:
    """Return the docnames of the posts that have one of *statuses*."""
    return [docname for docname, each in metadata.items() if each.status in statuses]


def select_posts(
    site: SiteSources,
    docnames: Iterable[str],
    metadata: Mapping[str, PostMetadata],
    terms: Mapping[TermKind, tuple[str, ...]],
) -> tuple[Post, ...]:
    """Return the posts among *docnames* that have at least one of *terms* of each kind.

    An empty tuple selects all posts. They are in the order of a listing that does not put pinned
    posts first. Raises CommandError for a term that none of *docnames* has.
    """
    titles = _Titles(site)
    blog = Blog(
        (_post(site, titles, docname, metadata[docname]) for docname in docnames),
        Authors(site.config.transcript_authors),
    )
    options: dict[str, Any] = {}
    for kind, names in terms.items():
        for name in names:
            if blog.term(kind, name) is None:
                known = [term.name for term in blog.taxonomies[kind].values()]
                hint = did_you_mean(name, known)
                accepted = f" (there are: {', '.join(known)})" if known else ""
                raise CommandError(f"no post listed here has the {kind} {name!r}{hint}{accepted}")
        options[_OPTIONS[kind]] = names
    return blog.select(Listing(**options, pinned_first=False))


class _Titles:
    """Finds the titles of the posts of *site*; Sphinx is set up for those that are not plain."""

    def __init__(self, site: SiteSources) -> None:
        self._site = site
        self._others: PostTitles | None = None

    def title(self, docname: str, metadata: PostMetadata) -> str:
        """Return the title of the post *docname*, whose front matter has *metadata*."""
        title = plain_title(self._site, docname, metadata)
        if title is not None:
            return title
        if self._others is None:
            # Imported here, because the parsers take long to import.
            from sphinx_transcript.workspace.post_titles import PostTitles  # noqa: PLC0415

            self._others = PostTitles(self._site.with_sphinx())
        return self._others.title(docname, metadata)


def _post(site: SiteSources, titles: _Titles, docname: str, metadata: PostMetadata) -> Post:
    """Return the record of a post that Sphinx has not read."""
    is_readable = metadata.status is not PublicationStatus.UNREADABLE
    last_part = docname.rsplit("/", maxsplit=1)[-1]
    return Post(
        docname=docname,
        source=site.source_path(docname),
        title=titles.title(docname, metadata) if is_readable else last_part,
        date=metadata.date,
        stamp=metadata.stamp if metadata.date else UNDATED,
        updated=metadata.updated,
        updated_stamp=metadata.updated_stamp,
        tags=metadata.tags,
        authors=metadata.authors or tuple(filter(None, [site_author(site.config)])),
        description=metadata.description,
        minutes=0,
        key_lines=(),
        categories=metadata.categories,
        series=metadata.series,
        is_pinned=metadata.is_pinned,
        is_draft=metadata.status is not PublicationStatus.PUBLISHED,
    )
