"""The labels that ABlog gives to posts, and references to them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_transcript.importers.link_targets import FILE_SCHEME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.importers.source_blog import SourcePost

_ROLE = re.compile(
    r"(?P<role>:(?:ref):|\{(?:ref|doc)\})"
    r"`(?:(?P<text>[^`<>]*?)\s*<(?P<to>[^`<>]+)>|(?P<bare>[^`<>]+))`"
)
_DEFINITION = re.compile(r"^(?:\.\. _(?P<rst>.*):|\((?P<myst>.*)\)=)[ \t]*$", re.MULTILINE)


class PostLabels:
    """The labels of *posts*: the names of their files or folders, for the role ref."""

    def __init__(self, posts: Sequence[SourcePost], root: str) -> None:
        """Take the posts of a project; *root* is the folder of conf.py."""
        self._root = root
        self._posts = {
            (each.path.parent.name if each.path.stem == "index" else each.path.stem): each
            for each in posts
        }
        self._documents = {self._docname(each): each for each in posts}
        self._defined = {
            match["rst"] if match["myst"] is None else match["myst"]
            for each in posts
            for match in _DEFINITION.finditer(each.body)
        }

    def with_links(self, post: SourcePost) -> str:
        """Return the body of *post* with links for references to other posts."""

        def link(match: re.Match[str]) -> str:
            target = match["to"] or match["bare"]
            text = " ".join((match["text"] or "").split())
            if "doc" in match["role"]:
                relative = posixpath.normpath(post.path.parent.relative_to(self._root) / target)
                other = self._documents.get(target.strip("/")) or self._documents.get(relative)
            else:
                # A label that a document defines itself is another one.
                other = None if target in self._defined else self._posts.get(target)
            if other is None:
                return match[0]
            if post.is_rst:
                docname = f"/{self._docname(other)}"
                return f":doc:`{text} <{docname}>`" if text else f":doc:`{docname}`"
            return f"[{text}]({FILE_SCHEME}{quote(other.path.as_posix())})"

        # Code is not masked: to Markdown, the content of a role is a code span.
        return _ROLE.sub(link, post.body)

    def _docname(self, post: SourcePost) -> str:
        return post.path.relative_to(self._root).with_suffix("").as_posix()
