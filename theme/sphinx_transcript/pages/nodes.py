"""Doctree nodes that docutils does not have, and their HTML visitors.

Each is a subclass of an ordinary node, and a builder without a visitor for it uses that node's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.fragments.marks import END, START
from sphinx_transcript.pages.embedded_html import embedded_html
from sphinx_transcript.pages.labels import (
    depart_labelled_box,
    depart_list,
    visit_labelled_box,
    visit_list,
)
from sphinx_transcript.theme.command_prompt import prompt_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class blog_index(addnodes.translatable, nodes.General, nodes.Element):  # noqa: N801 (as docutils)
    """The placeholder of a listing: holds its options until the document is written.

    The only text of the page in it is that of an empty listing.
    """

    def preserve_original_messages(self) -> None:
        """Store the text before it is translated."""
        self["empty"] = self["listing"].empty

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Use the translation."""
        self["listing"] = replace(self["listing"], empty=translated_message)

    def extract_original_messages(self) -> Sequence[str]:
        """Return the text, if there is one."""
        return [self["empty"]] if self.get("empty") else []


class prompt(nodes.paragraph):  # noqa: N801
    """A shell prompt with a command.

    Attributes: ``command``, the command alone; ``comment``, the words of a comment after it.
    """


class post_rows(nodes.bullet_list):  # noqa: N801
    """The rows of a listing, one item a post. The attribute ``label`` names them, if it is set."""


class post_summaries(nodes.bullet_list):  # noqa: N801
    """The rows of a listing with an excerpt below each, one item a post."""


class term_rows(nodes.bullet_list):  # noqa: N801
    """Terms or years, with the number of posts of each."""


class labelled_box(nodes.container):  # noqa: N801
    """Several lists or posts under one command. The attribute ``label``, if set, names them."""


class pager(nodes.container):  # noqa: N801
    """Links to the previous and the next page of a listing."""


class post_date(nodes.inline):  # noqa: N801
    """A date. The attribute ``datetime`` has it in ISO 8601."""


class separator(nodes.inline):  # noqa: N801
    """A separator between the parts of a row, for outputs that have no columns."""


class page_only(nodes.container):  # noqa: N801
    """Content of the page that its plain text leaves out."""


class text_only(nodes.container):  # noqa: N801
    """Content of a page's plain text that the page leaves out."""


class embedded(nodes.container):  # noqa: N801
    """Content of a post on another page.

    Attributes: ``page`` and ``host``, the URLs of the post and of the other page from the root of
    the site; ``prefix`` of its ids; ``is_excerpt``, whether parts of the post are left out.
    """


class author_html(nodes.raw):  # noqa: N801
    """HTML that the author wrote, in embedded content. Its URLs are those of the post's page.

    Attributes: ``starts`` and ``ends``, whether a mark can stand before and after it.
    """

    @classmethod
    def from_raw(cls, node: nodes.raw, *, starts: bool, ends: bool) -> author_html:
        """Return *node* as HTML of the author."""
        return cls(node.rawsource, node.astext(), starts=starts, ends=ends, **node.attributes)


class listing_heading(nodes.rubric):  # noqa: N801
    """The heading of a listing for which no command holds."""


PROMPT_SYMBOL = "$ "


def make_prompt(command: str, comment: str = "") -> prompt:
    """Return a prompt with *command*, and with the words of a *comment* on pages."""
    text = PROMPT_SYMBOL + command
    return prompt(text, text, command=command, comment=comment, classes=["ts-prompt"])


def with_slashes(text: str) -> list[nodes.Node]:
    """Return the nodes of *text*, in which the class ``slash`` marks each slash between spaces.

    The class keeps the slash from the beginning of a line.
    """
    first, *rest = text.split(" / ")
    parts: list[nodes.Node] = [nodes.Text(first)]
    for part in rest:
        parts += [nodes.inline(" /", " /", classes=["ts-slash"]), nodes.Text(f" {part}")]
    return parts


def _visit_prompt(self: HTML5Translator, node: prompt) -> None:
    if node.get("in_text_alone"):
        raise nodes.SkipNode
    self.body.append(f"{prompt_html(node['command'], node['comment'])}\n")
    raise nodes.SkipNode


def _visit_post_date(self: HTML5Translator, node: post_date) -> None:
    self.body.append(self.starttag(node, "time", "", datetime=node["datetime"]))


def _depart_post_date(self: HTML5Translator, node: post_date) -> None:
    self.body.append("</time>")


def _visit_listing_heading(self: HTML5Translator, node: listing_heading) -> None:
    if node.get("in_text_alone"):
        raise nodes.SkipNode
    self.visit_rubric(node)


def _depart_listing_heading(self: HTML5Translator, node: listing_heading) -> None:
    self.depart_rubric(node)


def _skip_text_only(self: HTML5Translator, node: text_only) -> None:
    raise nodes.SkipNode


def _visit_page_only(self: HTML5Translator, node: page_only) -> None:
    # Without a class, an element around the content would serve no purpose.
    if node["classes"]:
        self.visit_container(node)


def _depart_page_only(self: HTML5Translator, node: page_only) -> None:
    if node["classes"]:
        self.depart_container(node)


def _visit_pager(self: HTML5Translator, node: pager) -> None:
    self.body.append(
        self.starttag(node, "nav", "", CLASS="ts-pager", **{"aria-label": node["label"]})
    )


def _depart_pager(self: HTML5Translator, node: pager) -> None:
    self.body.append("</nav>\n")


def _visit_embedded(self: HTML5Translator, node: embedded) -> None:
    self.context.append(len(self.body))


def _depart_embedded(self: HTML5Translator, node: embedded) -> None:
    start = self.context.pop()
    html = "".join(self.body[start:])
    self.body[start:] = [
        embedded_html(
            html,
            node["page"],
            node["host"],
            node["prefix"],
            is_excerpt=node["is_excerpt"],
            is_xhtml=self.builder.name == "epub",
        )
    ]


def _visit_author_html(self: HTML5Translator, node: author_html) -> None:
    if node["starts"]:
        self.body.append(START)
    try:
        self.visit_raw(node)
    finally:  # It raises SkipNode.
        if node["ends"]:
            self.body.append(END)


def _visit_blog_index(self: object, node: blog_index) -> None:
    # Only builders that do not resolve references leave placeholders in place.
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Register the nodes and their HTML visitors; other builders use the base class's visitor."""
    app.add_node(blog_index, html=(_visit_blog_index, None))
    app.add_node(prompt, html=(_visit_prompt, None))
    app.add_node(listing_heading, html=(_visit_listing_heading, _depart_listing_heading))
    app.add_node(post_date, html=(_visit_post_date, _depart_post_date))
    app.add_node(pager, html=(_visit_pager, _depart_pager))
    app.add_node(text_only, html=(_skip_text_only, None))
    app.add_node(page_only, html=(_visit_page_only, _depart_page_only))
    app.add_node(embedded, html=(_visit_embedded, _depart_embedded))
    app.add_node(author_html, html=(_visit_author_html, None))
    app.add_node(labelled_box, html=(visit_labelled_box, depart_labelled_box))
    for rows in (post_rows, post_summaries, term_rows):
        app.add_node(rows, html=(visit_list, depart_list))
    app.add_node(separator)
