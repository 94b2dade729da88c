"""The title of a post: front matter's, with the body's headings below it."""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_transcript.card import KEYS
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.messages import Subtype, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Besides the initial and final quotation marks of Unicode (Pi, Pf).
_QUOTES = frozenset("\"'`´‚„「」『』〝〟")


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles say the same: quotes, case and white space aside."""
    return normal_title(one) == normal_title(other)


def normal_title(title: str) -> str:
    """Return what two titles that say the same have in common."""
    kept = (
        char
        for char in unicodedata.normalize("NFC", title)
        if char not in _QUOTES and unicodedata.category(char) not in {"Pi", "Pf"}
    )
    return " ".join("".join(kept).casefold().split())


class PostTitle(SphinxTransform):
    """Give each post one section that holds all of it, under the post's title."""

    # Before the title is translated (20) and before anything looks at sections.
    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Wrap or join the top sections of the document."""
        docname = self.env.docname
        card = blog_domain(self.env).cards.get(docname)
        if card is None:
            return
        sections = [node for node in self.document if isinstance(node, nodes.section)]
        title = card.title
        if not title and not sections:
            title = PurePosixPath(docname.removesuffix("/index")).name
            warn(
                f"the post has neither a title nor a heading; {title!r} stands in",
                Subtype.TITLE,
                (docname, 1),
            )
        if sections:
            _drop_front_matter(sections[0])
        start = _body_start(self.document)
        if not title or (sections and same_title(_title_of(sections[0]), title)):
            top = sections[0]
            if title:
                _without_raw_html(top, title)
        else:
            top = self._section(title)
            self.document.insert(start, top)
        at = self.document.index(top)
        above, below = self.document[start:at], self.document[at + 1 :]
        del self.document[at + 1 :]
        top.extend(below)
        if any(not isinstance(node, nodes.Invisible | nodes.target) for node in above):
            del self.document[start:at]
            top[1:1] = above

    def _section(self, title: str) -> nodes.section:
        node = nodes.title(title, title)
        section = nodes.section("", node, names=[nodes.fully_normalize_name(title)])
        for element in (node, section):
            # Without a source and a line, gettext does not take the title for translatable.
            element.source, element.line = self.document["source"], 1
        self.document.note_implicit_target(section, section)
        return section


def _without_raw_html(section: nodes.section, title: str) -> None:
    """Have *title*, which front matter gives as plain text, where the heading took it for HTML."""
    heading = section.next_node(nodes.title)
    if heading is not None and heading.next_node(nodes.raw) is not None:
        heading[:] = [nodes.Text(title)]


def _drop_front_matter(section: nodes.section) -> None:
    """Remove the field list below a title, where docutils has it too, from what is shown."""
    if len(section) < 2 or not isinstance(section[1], nodes.field_list):
        return
    names = {name.astext().casefold() for name in section[1].findall(nodes.field_name)}
    if names & set(KEYS):
        del section[1]


def _title_of(section: nodes.section) -> str:
    title = section.next_node(nodes.title)
    return "" if title is None else title.astext()


def _body_start(document: nodes.document) -> int:
    """Return the index of the first node that is no metadata."""
    for index, node in enumerate(document):
        if not isinstance(node, (nodes.field_list, nodes.PreBibliographic)) or isinstance(
            node, nodes.target
        ):
            return index
        if isinstance(node, nodes.field_list):
            return index + 1
    return len(document)


def keep_title_out_of_body(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep MyST from making a heading of the title in front matter, where the rule above does.

    It is asked to by ``myst_title_to_header``, which stands for all other documents.
    """
    config = getattr(app.env, "myst_config", None)
    if app.config.myst_title_to_header and config is not None:
        card = blog_domain(app.env).cards.get(docname)
        to_header = card is None or not card.title
        app.env.myst_config = replace(config, title_to_header=to_header)  # type: ignore[attr-defined]


class HeadingStartFilter(logging.Filter):
    """Drops MyST's 'Document headings start at H2' for posts whose H1 is in their front matter."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the warning *record* stands."""
        if getattr(record, "type", "") != "myst" or getattr(record, "subtype", "") != "header":
            return True
        location = getattr(record, "location", None)
        if not isinstance(location, tuple) or not record.getMessage().startswith(
            "Document headings start at"
        ):
            return True
        # MyST-Parser 4 names the file, its later releases the document.
        env = self._app.env
        docname = env.path2doc(location[0]) or location[0]
        card = blog_domain(env).cards.get(docname)
        return card is None or not card.title


def drop_heading_warnings(app: Sphinx) -> None:
    """Put the filter before Sphinx's own, which count warnings and may raise them."""
    heading_start = HeadingStartFilter(app)
    # Sphinx makes these handlers anew for each application, so nothing outlives the build.
    for handler in logging.getLogger("sphinx").handlers:
        handler.filters.insert(0, heading_start)
