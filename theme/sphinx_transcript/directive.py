"""The ``blog-index`` directive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.listing import OPTIONS, read_options
from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.nodes import blog_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


class AnyOption(dict[str, "Callable[[str | None], str | None]"]):
    """An option_spec that takes any option, so that all are checked, and spoken of, in one way."""

    def __bool__(self) -> bool:
        """Docutils and MyST read options only where this is true."""
        return True

    def __contains__(self, name: object) -> bool:
        """Take any name."""
        return True

    def __missing__(self, name: str) -> Callable[[str | None], str | None]:
        """Return the converter that changes nothing."""
        return lambda argument: argument


class BlogIndex(SphinxDirective):
    """Leaves a node that holds the listing's options; expand.py fills it in when writing."""

    has_content = True
    option_spec: ClassVar[Any] = AnyOption(dict.fromkeys(OPTIONS, lambda argument: argument))

    def run(self) -> list[nodes.Node]:
        """Check the options and note the listing."""
        listing, messages = read_options(self.options)
        if self.content:
            hint = "options are lines such as ':limit: 5'"
            messages.append(f"takes no argument and no content; {hint}")
            listing = replace(listing, is_sound=False)
        for message in messages:
            warn(f"blog-index: {message}", Subtype.BLOG_INDEX, self.get_location())
        domain = blog_domain(self.env)
        noted = domain.listings.get(self.env.docname, ())
        if listing.paginate and any(other.paginate for other in noted):
            message = "blog-index: one listing of a page can have pages; paginate is left out"
            warn(message, Subtype.BLOG_INDEX, self.get_location())
            listing = replace(listing, paginate=None)
        domain.note_listing(self.env.docname, listing)
        node = blog_index(listing=listing)
        self.set_source_info(node)
        return [node]
