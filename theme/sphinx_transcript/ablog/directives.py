"""ABlog's directives ``post``, ``update`` and ``postlist``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_transcript.ablog.date_forms import plain_date
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.pages.directives import AnyOptionSpec
from sphinx_transcript.pages.nodes import blog_index
from sphinx_transcript.post.field_values import split_names
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.excerpt import EXCERPT
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

LIST_OPTIONS = (
    "tags", "author", "category", "location", "language", "format", "date", "sort", "excerpts",
    "list-style", "expand",
)  # fmt: skip
_FILTERS = {"tags": "tags", "category": "categories", "author": "authors"}
_UNSUPPORTED_FILTERS = ("location", "language")
_WITHOUT_EFFECT = ("format", "date", "list-style", "expand")


def register(app: Sphinx, config: Config) -> None:
    """Register the directives, if conf.py enables ``transcript_ablog``."""
    if config.transcript_ablog:
        for name, directive in _DIRECTIVES.items():
            app.add_directive(name, directive)


class Post(SphinxDirective):
    """Shows its content, which is the post's excerpt. `post_dialect` has read the options."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOptionSpec()

    def run(self) -> list[nodes.Node]:
        """Return the content, unless the option ``exclude`` keeps it for listings only."""
        content = self.parse_content_to_nodes()
        if "exclude" in self.options:
            self._set_description(" ".join(" ".join(node.astext() for node in content).split()))
            return []
        for node in content:
            if isinstance(node, nodes.Element):
                node[EXCERPT] = True
        return content

    def _set_description(self, excerpt: str) -> None:
        posts = blog_domain(self.env).post_metadata
        metadata = posts.get(self.env.docname)
        if excerpt and metadata is not None and not metadata.description:
            posts[self.env.docname] = replace(metadata, description=excerpt)


class Update(SphinxDirective):
    """Shows a note about an update of the post. `post_dialect` has read the date."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return a note with the date of the update as its title."""
        date_format = self.config.post_date_format or ""
        title = f"{text('updated')} {plain_date(self.arguments[0], date_format)}"
        note = nodes.admonition("", nodes.title(title, title), classes=["note", "update"])
        note += self.parse_content_to_nodes()
        self.set_source_info(note)
        return [note]


class PostList(SphinxDirective):
    """Creates the same node as ``blog-index``, with options translated to its options."""

    optional_arguments = 1
    option_spec: ClassVar[Any] = AnyOptionSpec()

    def run(self) -> list[nodes.Node]:
        """Check the options, record the listing and return its node."""
        listing = self._listing()
        domain = blog_domain(self.env)
        domain.add_listing(self.env.docname, listing)
        node = blog_index(listing=listing)
        self.set_source_info(node)
        return [node]

    def _listing(self) -> Listing:
        options: dict[str, str | None] = self.options
        filters = {
            field: split_names(options[name] or "")
            for name, field in _FILTERS.items()
            if name in options
        }
        listing = Listing(
            **filters,  # type: ignore[arg-type]
            limit=self._limit(),
            may_name_missing=True,
            sort="date" if "sort" in options else "-date",
            format="excerpt" if "excerpts" in options else "long",
        )
        remarks = [f"postlist {name}" for name in _WITHOUT_EFFECT if name in options]
        if listing.limit and "sort" in options:
            remarks.append("postlist sort")
        if any(len(names) > 1 for names in filters.values()):
            remarks.append("postlist names")
        domain = blog_domain(self.env)
        domain.add_remarks(self.env.docname, [(name, self.lineno) for name in remarks])
        for name in options:
            if name in _UNSUPPORTED_FILTERS:
                hint = "give its posts a tag or a category, and list that"
                self._warn(f"posts can't be listed by {name}; {hint}; the listing shows nothing")
                listing = replace(listing, is_sound=False)
            elif name not in LIST_OPTIONS:
                self._warn(f"unknown option {name!r}{did_you_mean(name, LIST_OPTIONS)}")
        return listing

    def _limit(self) -> int | None:
        argument = self.arguments[0].strip() if self.arguments else ""
        if argument.isdecimal() and len(argument) < 10 and int(argument):
            return int(argument)
        if argument:
            self._warn(f"{argument!r} is not a whole number from 1; all posts are listed")
        return None

    def _warn(self, message: str) -> None:
        warn(f"postlist: {message}", Subtype.ABLOG, self.get_location())


_DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "post": Post,
    "update": Update,
    "postlist": PostList,
}
