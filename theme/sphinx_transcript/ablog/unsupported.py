"""Warnings about features of ABlog that are not supported: one for each feature of a site.

And a note about the terms that ABlog's lists name and no post has, which is no mistake in ABlog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_notes import note
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


UNSUPPORTED: dict[str, str] = {
    "location": "there are no pages of places; a category or a tag can stand for one",
    "external_link": "a post leads to its own page; put the link into its text",
    "language": "not the code of one language, such as de or pt-BR; left out",
    "postlist format": "rows are as the 'format' of blog-index has them: short, long or excerpt",
    "postlist date": "dates are written as 2016-09-26",
    "postlist list-style": "rows have the look of the theme",
    "postlist expand": "the title of each row leads to the post",
    "postlist sort": "with a number, the oldest posts are listed, not the newest in their order",
    "postlist names": "posts with any of several names are listed, not those with all of them",
}
"""Names of features, as in the remarks of a document, and what to do instead."""


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about the unsupported features in the documents of the site, once for each."""
    locations: dict[str, list[tuple[str, int]]] = {}
    for docname, remarks in sorted(blog_domain(env).remarks.items()):
        for name, line in remarks:
            locations.setdefault(name, []).append((docname, line))
    for name, found in sorted(locations.items()):
        count = len({docname for docname, _ in found})
        pages = "here" if count == 1 else f"here and in {count - 1} more documents"
        warn(f"ABlog's {name!r}, {pages}: {UNSUPPORTED[name]}", Subtype.ABLOG, found[0])


def note_missing_terms(app: Sphinx, env: BuildEnvironment) -> None:
    """Log which terms the lists of ABlog name that no post has: one line for the whole site."""
    domain = blog_domain(env)
    missing: dict[tuple[str, str], str] = {}
    for docname, listings in sorted(domain.listings.items()):
        for listing in listings:
            for kind, names in listing.required_terms if listing.may_name_missing else ():
                for name in names:
                    if domain.blog.term(kind, name) is None:
                        missing.setdefault((kind, name), docname)
    if missing:
        found = ", ".join(
            f"{kind} {name!r} ({docname})" for (kind, name), docname in missing.items()
        )
        note(f"lists of ABlog name what no post has: {found}")
