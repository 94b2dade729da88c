"""The directives ``blog-index`` and ``blog-terms``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_transcript.blog.listing import OPTIONS, read_options
from sphinx_transcript.blog.term_listing import TERM_OPTIONS, read_term_options
from sphinx_transcript.pages.nodes import blog_index
from sphinx_transcript.pages.written_command import with_comments
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import attempt
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


class AnyOptionSpec(dict[str, "Callable[[str | None], str | None]"]):
    """An ``option_spec`` that accepts any option, so that one function validates them all."""

    def __bool__(self) -> bool:
        """Return True: docutils and MyST ignore the options of an empty ``option_spec``."""
        return True

    def __contains__(self, name: object) -> bool:
        """Accept any option name."""
        return True

    def __missing__(self, name: str) -> Callable[[str | None], str | None]:
        """Return a converter that leaves the value of an option unchanged."""
        return lambda argument: argument


class BlogIndex(SphinxDirective):
    """Inserts a placeholder node with the options of a listing.

    The transform in ``pages/listing_transform.py`` replaces it when the document is written.
    """

    has_content = True
    option_spec: ClassVar[Any] = AnyOptionSpec(dict.fromkeys(OPTIONS, lambda argument: argument))

    def run(self) -> list[nodes.Node]:
        """Validate the options, record the listing, and return its placeholder."""
        return attempt("a listing", self.env.docname, self._placeholder, [])

    def _placeholder(self) -> list[nodes.Node]:
        listing, messages = read_options(with_comments(self))
        if self.content:
            hint = "options are lines such as ':limit: 5'"
            messages.append(f"takes no argument and no content; {hint}")
            listing = replace(listing, is_sound=False)
        for message in messages:
            warn(f"blog-index: {message}", Subtype.BLOG_INDEX, self.get_location())
        domain = blog_domain(self.env)
        previous = domain.listings.get(self.env.docname, ())
        if listing.paginate and any(other.paginate for other in previous):
            message = "blog-index: one listing of a page can have pages; paginate is left out"
            warn(message, Subtype.BLOG_INDEX, self.get_location())
            listing = replace(listing, paginate=None)
        domain.add_listing(self.env.docname, listing)
        node = blog_index(listing=listing)
        self.set_source_info(node)
        return [node]


class BlogTerms(SphinxDirective):
    """Inserts the same placeholder, for a list of terms or years with counts."""

    has_content = True
    # Not required: docutils' own message could neither be suppressed nor say what is accepted.
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOptionSpec(
        dict.fromkeys(TERM_OPTIONS, lambda argument: argument)
    )

    def run(self) -> list[nodes.Node]:
        """Validate the options, record the list, and return its placeholder."""
        return attempt("a list of terms", self.env.docname, self._placeholder, [])

    def _placeholder(self) -> list[nodes.Node]:
        argument = self.arguments[0] if self.arguments else ""
        listing, messages = read_term_options(argument, with_comments(self))
        if self.content:
            messages.append("takes no content; options are lines such as ':limit: 5'")
        for message in messages:
            warn(f"blog-terms: {message}", Subtype.BLOG_TERMS, self.get_location())
        blog_domain(self.env).add_term_listing(self.env.docname, listing)
        node = blog_index(listing=listing)
        self.set_source_info(node)
        return [node]
