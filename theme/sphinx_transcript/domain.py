"""The ``blog`` domain: keeps the records of posts and listings with the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain
from sphinx.locale import _

from sphinx_transcript.blog import Blog

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.listing import Listing
    from sphinx_transcript.post import Card, Post, Status
    from sphinx_transcript.post_files import PostFiles


class BlogDomain(Domain):
    """Records only: whatever follows from them is made anew in each build, see blog.py."""

    name = "blog"
    label = _("Blog")
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"posts": {}, "listings": {}, "signatures": {}}

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.cards: dict[str, Card] = {}
        """What the posts that this build reads say of themselves; see discovery.py."""
        self.unpublished: dict[str, Status] = {}
        """The posts that this build leaves out, by docname, and why."""
        self.key_lines: dict[str, tuple[str, ...]] = {}
        """For shell.py: of the posts that this build reads, by docname."""
        self.signatures_now: dict[str, tuple[int, int]] = {}
        """Of the documents that this build has looked at: time and size of the source file."""
        self.files: PostFiles | None = None
        """The files in the post folders, once this build has looked; see post_files.py."""
        self.sources: dict[str, str] | None = None
        """The documents' source files by their addresses, where plain text lists its links."""
        self._blog: Blog | None = None

    def begin_build(self) -> None:
        """Forget what an earlier build in this process has looked up."""
        self.cards.clear()
        self.unpublished.clear()
        self.key_lines.clear()
        self.signatures_now.clear()
        self.files = None
        self.sources = None

    @property
    def signatures(self) -> dict[str, tuple[int, int]]:
        """Time and size of the source file that each document was read from, by docname."""
        return cast("dict[str, tuple[int, int]]", self.data["signatures"])

    @property
    def posts(self) -> dict[str, Post]:
        """The published posts, by docname."""
        return cast("dict[str, Post]", self.data["posts"])

    @property
    def listings(self) -> dict[str, list[Listing]]:
        """The listings on each document that has any, in the order of its source."""
        return cast("dict[str, list[Listing]]", self.data["listings"])

    @property
    def blog(self) -> Blog:
        """The blog that the records make; to be asked for once all documents are read."""
        if self._blog is None:
            self._blog = Blog(self.posts.values())
        return self._blog

    def note_post(self, post: Post) -> None:
        """Record *post* in place of an earlier record of its document."""
        self.posts[post.docname] = post
        self._blog = None

    def note_listing(self, docname: str, listing: Listing) -> None:
        """Record one more listing on the document *docname*."""
        self.listings.setdefault(docname, []).append(listing)

    def clear_doc(self, docname: str) -> None:
        """Forget the document *docname*."""
        self.posts.pop(docname, None)
        self.signatures.pop(docname, None)
        self.listings.pop(docname, None)
        self._blog = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader recorded of *docnames*."""
        for kind in self.initial_data:
            mine, theirs = self.data[kind], otherdata[kind]
            mine.update((name, theirs[name]) for name in docnames if name in theirs)
        self._blog = None

    def resolve_any_xref(  # noqa: PLR0917 (Sphinx's own signature)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Find nothing: a post is an ordinary document to the references there are."""
        return []


def blog_domain(env: BuildEnvironment) -> BlogDomain:
    """Return the environment's blog domain."""
    return cast("BlogDomain", env.domains["blog"])
