"""The pages that a change of posts can concern, where the last build and this one know the posts.

All other pages show what they showed of the posts, so what their digests say of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.blog_changes import blog_changes
from sphinx_transcript.pages.generated.page_plan import blocked_pages, page_plan
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.post_files import listing_commands
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.blog.blog_changes import BlogChanges
    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.incremental.manifest import Manifest
    from sphinx_transcript.post.record import Post

    File = list[Any]
    """Path, stamp and key lines of a file that is no post, as in JSON."""


@dataclass(frozen=True, slots=True)
class CommandInputs:
    """What commands on pages follow from, besides the records of posts."""

    common: str = ""
    """A digest of what all commands have in common; empty if it is not known."""
    others: tuple[str, ...] = ()
    """Digests of the files in the post folders that are no posts, such as drafts.

    They are all that is saved: the names of drafts may not be where a site is put online from.
    """
    files: tuple[File, ...] = ()
    """Those files, in the order of their digests; only of this build."""

    @classmethod
    def of(cls, app: Sphinx) -> CommandInputs:
        """Return the inputs of this build."""
        if blocked_pages(app):
            return cls()  # Links to them have no address: all pages are compared.
        commands = listing_commands(app)
        sources = {post.source for post in blog_domain(app.env).posts.values()}
        others = [
            [file.path, file.stamp, list(file.key_lines)]
            for file in commands.inputs[1]
            if file.path not in sources
        ]
        files = sorted(others, key=str)
        digests = tuple(digest(repr(file), 16) for file in files)
        return cls(digest(repr(commands.common_parts), 16), digests, tuple(files))


@dataclass(frozen=True, slots=True)
class LastPosts:
    """The posts of the last build."""

    posts: Mapping[str, Post] = field(default_factory=dict)
    """Their records by docname."""
    inputs: CommandInputs = field(default_factory=CommandInputs)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change of posts can concern."""

    posts: frozenset[str]
    """The docnames of posts whose terms, neighbours, commands or related posts can be others."""
    weighed: frozenset[str]
    """Those of them of which only the related posts can be others."""
    changes: BlogChanges
    lines: str
    """The front-matter lines of the files that are others."""

    def reaches(self, listing: Listing, blog: Blog) -> bool:
        """Tell whether the rows of *listing*, in *blog*, or its command can be others."""
        names = [str(year) for year in listing.years]
        for kind, given in listing.required_terms:
            for name in given:
                term = blog.term(kind, name)
                if term is None or (kind, term.slug) in self.changes.terms:
                    return True
                names.append(term.name)
        return (
            not names
            or not self.changes.years.isdisjoint(listing.years)
            or any(name in self.lines for name in names)
        )


def reach_of_changes(app: Sphinx, last: LastPosts, previous: Manifest) -> Reach | None:
    """Return what the changes since the last build can concern; None if that is not known.

    *last* are the posts of the last build, and *previous* is its manifest.
    """
    before, inputs = last.posts, last.inputs
    current = CommandInputs.of(app)
    if not current.common or current.common != inputs.common:
        return None
    known = set(inputs.others)
    if not known.issubset(current.others):
        return None  # A file that was no post is gone, and nothing tells which.
    domain = blog_domain(app.env)
    blog = domain.blog
    last_blog = blog.with_posts(before.values())
    if _has_moved_page(app, last_blog, previous):
        return None
    changes = blog_changes(last_blog, blog)
    changed = list(_changed_files(before, domain.posts, changes.changed))
    changed += [
        file for name, file in zip(current.others, current.files, strict=True) if name not in known
    ]
    paths = {path for path, _, _ in changed}
    beside = listing_commands(app).paths_beside(
        {stamp for _, stamp, _ in changed if stamp is not None}
    )
    # The end of a path names a file in a command only if no other path has it.
    reached = {
        name
        for name, post in domain.posts.items()
        if post.source in beside or _is_in(post.source.rpartition("/")[2], paths)
    }
    lines = "\n".join(line for _, _, lines in changed for line in lines)
    return Reach(changes.reached | reached, changes.weighed - reached, changes, lines)


def _changed_files(
    before: Mapping[str, Post], after: Mapping[str, Post], changed: Collection[str]
) -> Iterator[File]:
    for posts in (before, after):
        for name in sorted(changed & posts.keys()):
            post = posts[name]
            yield [post.source, post.stamp if post.date else None, list(post.key_lines)]


def _is_in(name: str, paths: Iterable[str]) -> bool:
    return any(name in path for path in paths)


def _has_moved_page(app: Sphinx, last_blog: Blog, previous: Manifest) -> bool:
    """Tell whether a term that has posts now and in *last_blog* has a page in one of them alone."""
    plan = page_plan(app)
    current = blog_domain(app.env).blog.taxonomies
    return any(
        (term.pagename in plan) != (term.pagename in previous.generated)
        for kind, terms in current.items()
        for slug, term in terms.items()
        if slug in last_blog.taxonomies[kind]
    )
