"""The title of a post, from its front matter or its first heading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_transcript.node_text.plain_title import plain_title
from sphinx_transcript.post.title_text import is_title_as_markup, same_title
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class PostTitle(SphinxTransform):
    """Puts the whole content of each post into one section under the post's title."""

    # Before Sphinx translates the title (20), and before transforms that process sections.
    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Wrap the top-level sections of the document into one section, or merge them."""
        docname = self.env.docname
        with guarded("the title of the post", docname):
            self._apply(docname)

    def _apply(self, docname: str) -> None:
        metadata = blog_domain(self.env).post_metadata.get(docname)
        if metadata is None:
            return
        sections = [node for node in self.document if isinstance(node, nodes.section)]
        title = metadata.title
        if not title and not sections:
            title = PurePosixPath(docname.removesuffix("/index")).name
            if not metadata.has_rejected_title:
                message = f"the post has neither a title nor a heading; {title!r} stands in"
                warn(message, Subtype.TITLE, (docname, 1))
        if sections:
            _drop_front_matter(sections[0])
        for fields in self.document:
            # Sphinx keeps the values for other extensions, as they are typed.
            if isinstance(fields, nodes.field_list):
                fields["support_smartquotes"] = False
                break
        start = _body_start(self.document)
        if not title or (sections and _has_title(sections[0], title)):
            top = sections[0]
            if title:
                _restore_plain_title(top, title)
        else:
            top = self._new_section(title)
            self.document.insert(start, top)
        index = self.document.index(top)
        above, below = self.document[start:index], self.document[index + 1 :]
        del self.document[index + 1 :]
        top.extend(below)
        if any(not isinstance(node, nodes.Invisible | nodes.target) for node in above):
            del self.document[start:index]
            top[1:1] = above

    def _new_section(self, title: str) -> nodes.section:
        heading = nodes.title(title, title, support_smartquotes=False)
        section = nodes.section("", heading, names=[nodes.fully_normalize_name(title)])
        for element in (heading, section):
            # The gettext builder extracts only titles with a source and a line.
            element.source, element.line = self.document["source"], 1
        self.document.note_implicit_target(section, section)
        return section


def _has_title(section: nodes.section, title: str) -> bool:
    """Tell whether the heading of *section* says the same as the *title* in front matter."""
    heading = section.next_node(nodes.title)
    texts = (heading.astext(), plain_title(heading)) if heading is not None else ("",)
    return any(same_title(text, title) or is_title_as_markup(text, title) for text in texts)


def _restore_plain_title(section: nodes.section, title: str) -> None:
    """Have the heading of *section* show *title*, the plain text of front matter, as it is typed.

    A heading with other quotation marks or in another case stays as it is.
    """
    heading = section.next_node(nodes.title)
    if heading is None:
        return
    text = " ".join(heading.astext().split())
    is_typed_alike = is_title_as_markup(text, title)
    is_text_alike = plain_title(heading) == title  # It keeps its formatting.
    has_html = heading.next_node(nodes.raw) is not None
    if not is_text_alike and (has_html or (is_typed_alike and text != title)):
        # A reference may lead to a target within the heading.
        targets = [node for node in heading.findall(nodes.target) if node["ids"]]
        heading[:] = [nodes.Text(title), *targets]
        for target in targets:
            target.children.clear()
        is_typed_alike = True
    if is_typed_alike or is_text_alike:
        heading["support_smartquotes"] = False


def _drop_front_matter(section: nodes.section) -> None:
    """Remove the field list below the title of *section*, if it is a post's front matter.

    docutils recognises front matter there, too.
    """
    if len(section) < 2 or not isinstance(section[1], nodes.field_list):
        return
    from sphinx_transcript.post.metadata import KEY_NAMES

    names = {name.astext().casefold() for name in section[1].findall(nodes.field_name)}
    if names & set(KEY_NAMES):
        del section[1]


def _body_start(document: nodes.document) -> int:
    """Return the index of the first node after the front matter."""
    for index, node in enumerate(document):
        if not isinstance(node, (nodes.field_list, nodes.PreBibliographic)) or isinstance(
            node, nodes.target
        ):
            return index
        if isinstance(node, nodes.field_list):
            return index + 1
    return len(document)


def keep_title_out_of_body(app: Sphinx, docname: str, source: list[str]) -> None:
    """Disable ``myst_title_to_header`` for posts with a title in front matter.

    `PostTitle` adds that title itself. The setting applies to all other documents.
    """
    config = getattr(app.env, "myst_config", None)
    if app.config.myst_title_to_header and config is not None:
        metadata = blog_domain(app.env).post_metadata.get(docname)
        to_header = metadata is None or not metadata.title
        app.env.myst_config = replace(config, title_to_header=to_header)  # type: ignore[attr-defined]
