"""The few doctree nodes that docutils has no word for, and how HTML shows them.

Each is a kind of ordinary node, so that builders which do not know it show that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.prompt_markup import command_markup

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class blog_index(nodes.General, nodes.Element):  # noqa: N801 (docutils' nodes are lower case)
    """Where a listing is to stand: holds its options alone, until the document is written."""


class prompt(nodes.paragraph):  # noqa: N801
    """A command after ``$``; its text is both."""


class post_rows(nodes.bullet_list):  # noqa: N801
    """The rows of a listing, one item a post."""


class post_summaries(nodes.bullet_list):  # noqa: N801
    """The rows of a listing with an excerpt below each, one item a post."""


class term_rows(nodes.bullet_list):  # noqa: N801
    """Names and how many posts each has."""


class pager(nodes.container):  # noqa: N801
    """The way to the other pages of a listing."""


class post_date(nodes.inline):  # noqa: N801
    """A date; the attribute ``datetime`` has it for machines."""


class separator(nodes.inline):  # noqa: N801
    """What stands between the parts of a row where no columns do."""


SYMBOL = "$ "


class page_only(nodes.container):  # noqa: N801
    """What stands on a page and not in its plain text."""


class text_only(nodes.container):  # noqa: N801
    """What stands in the plain text of a page and not on it."""


class listing_heading(nodes.rubric):  # noqa: N801
    """What stands above a listing for which no command holds."""


def make_prompt(command: str) -> prompt:
    """Return the node that shows *command* as typed."""
    text = SYMBOL + command
    return prompt(text, text, command=command, classes=["transcript-prompt"])


def with_slashes(text: str) -> list[nodes.Node]:
    """Return the nodes of *text*, its free slashes marked so that none begins a line."""
    first, *rest = text.split(" / ")
    parts: list[nodes.Node] = [nodes.Text(first)]
    for part in rest:
        parts += [nodes.inline(" /", " /", classes=["slash"]), nodes.Text(f" {part}")]
    return parts


def _visit_prompt(self: HTML5Translator, node: prompt) -> None:
    if node.get("in_text_alone"):
        raise nodes.SkipNode
    self.body.append(
        '<p class="prompt"><span class="prompt-symbol" aria-hidden="true">$ </span>'
        f"<kbd>{command_markup(node['command'])}</kbd></p>\n"
    )
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


def _skip(self: HTML5Translator, node: text_only) -> None:
    raise nodes.SkipNode


def _visit_page_only(self: HTML5Translator, node: page_only) -> None:
    # Without a class nothing could tell the box.
    if node["classes"]:
        self.visit_container(node)


def _depart_page_only(self: HTML5Translator, node: page_only) -> None:
    if node["classes"]:
        self.depart_container(node)


def _visit_pager(self: HTML5Translator, node: pager) -> None:
    self.body.append(self.starttag(node, "nav", "", CLASS="pager", **{"aria-label": node["label"]}))


def _depart_pager(self: HTML5Translator, node: pager) -> None:
    self.body.append("</nav>\n")


def _visit_blog_index(self: object, node: blog_index) -> None:
    # Only a builder that resolves no references meets it; it has nothing to show there.
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Make the nodes known to Sphinx; builders that are not named here fall back to the base."""
    app.add_node(blog_index, html=(_visit_blog_index, None))
    app.add_node(prompt, html=(_visit_prompt, None))
    app.add_node(listing_heading, html=(_visit_listing_heading, _depart_listing_heading))
    app.add_node(post_date, html=(_visit_post_date, _depart_post_date))
    app.add_node(pager, html=(_visit_pager, _depart_pager))
    app.add_node(text_only, html=(_skip, None))
    app.add_node(page_only, html=(_visit_page_only, _depart_page_only))
    app.add_node(post_rows)
    app.add_node(post_summaries)
    app.add_node(term_rows)
    app.add_node(separator)
