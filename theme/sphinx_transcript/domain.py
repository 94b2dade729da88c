"""The records of the ``blog`` domain: posts, listings and links, kept with the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from sphinx_transcript.blog import Blog
from sphinx_transcript.people import People

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.ablog.remarks import Remark
    from sphinx_transcript.ablog.source import Found
    from sphinx_transcript.card import Card, Status
    from sphinx_transcript.file_lists import FileLists
    from sphinx_transcript.generated.plan import GeneratedPage
    from sphinx_transcript.links import Link, Shown
    from sphinx_transcript.listing import Listing
    from sphinx_transcript.markdown import Shared
    from sphinx_transcript.post import Post


class BlogRecords(Domain):
    """Records only: whatever follows from them is made anew in each build, see blog.py."""

    name = "blog"
    label = "Blog"
    data_version = 3
    initial_data: ClassVar[dict[str, Any]] = {
        "posts": {},
        "listings": {},
        "signatures": {},
        "contents": {},
        "links": {},
        "named_files": {},
        "remarks": {},
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.cards: dict[str, Card] = {}
        """What the posts that this build reads say of themselves; see discovery.py."""
        self.ablog: dict[str, Found] = {}
        """Those of them that are ABlog's; see ablog/source.py."""
        self.unpublished: dict[str, Status] = {}
        """The posts that this build leaves out, by docname, and why."""
        self.unpublished_stamps: dict[str, int] = {}
        """The dates of those of them that have one, in seconds since 1970."""
        self.key_lines: dict[str, tuple[str, ...]] = {}
        """For shell.py: of the posts that this build reads, by docname."""
        self.signatures_now: dict[str, tuple[int, int]] = {}
        """Of the documents that this build has looked at: time and size of the source file."""
        self.contents_now: dict[str, bytes] = {}
        """Of the same: a digest of the source file."""
        self.files: FileLists | None = None
        """The files in the post folders, once this build has looked; see post_files.py."""
        self.sources: dict[str, str] | None = None
        """The documents' source files by their addresses, where plain text lists its links."""
        self.plan: dict[str, GeneratedPage] | None = None
        """The pages to generate; see generated/plan.py."""
        self.redirects: dict[str, Post] | None = None
        """The posts that redirect pages lead to, by their paths; see generated/site.py."""
        self.shown_links: dict[str, tuple[Shown, ...]] | None = None
        """What references show, once this build has resolved them; see links.py."""
        self.referring: dict[str, tuple[str, ...]] | None = None
        """The documents that refer to each document; see links.py."""
        self.surroundings: dict[str, dict[str, Any]] = {}
        """What the page of each post shows of others; see page_context.py."""
        self.markdown: Shared | None = None
        """The parser of Markdown, once there is one; see markdown.py."""
        self.is_embedding = False
        """Whether a post is being resolved for a page that is not its own; see embed.py."""
        self._blog: Blog | None = None

    def begin_build(self) -> None:
        """Forget what an earlier build in this process has looked up."""
        self.cards.clear()
        self.ablog.clear()
        self.unpublished.clear()
        self.key_lines.clear()
        self.unpublished_stamps.clear()
        self.signatures_now.clear()
        self.contents_now.clear()
        self.surroundings.clear()
        self.files = self.sources = None
        self.plan = self.redirects = self.shown_links = self.referring = None
        self.markdown = None
        self._blog = None

    @property
    def signatures(self) -> dict[str, tuple[int, int]]:
        """Time and size of the source file that each document was read from, by docname."""
        return cast("dict[str, tuple[int, int]]", self.data["signatures"])

    @property
    def contents(self) -> dict[str, str]:
        """A digest of all that each document was made from, by docname."""
        return cast("dict[str, str]", self.data["contents"])

    @property
    def links(self) -> dict[str, tuple[Link, ...]]:
        """The cross-references of each document that has any, by docname; see links.py."""
        return cast("dict[str, tuple[Link, ...]]", self.data["links"])

    @property
    def named_files(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        """The files that the links of each document name, and whether they were there."""
        return cast("dict[str, tuple[tuple[str, bool], ...]]", self.data["named_files"])

    @property
    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """What each document has of ABlog's that is without effect; see ablog/remarks.py."""
        return cast("dict[str, tuple[Remark, ...]]", self.data["remarks"])

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
            people = People(self.env.config.transcript_authors)
            self._blog = Blog(self.posts.values(), people)
        return self._blog

    def hides(self, docname: str) -> bool:
        """Tell whether *docname* is an unlisted post, be it read yet or not."""
        card = self.cards.get(docname)
        return card.is_unlisted if card else self.is_unlisted(docname)

    def is_unlisted(self, docname: str) -> bool:
        """Tell whether *docname* is a post that has a page and is in nothing else."""
        return docname in self.posts and self.posts[docname].is_unlisted

    def note_post(self, post: Post) -> None:
        """Record *post* in place of an earlier record of its document."""
        self.posts[post.docname] = post
        self._blog = None

    def note_listing(self, docname: str, listing: Listing) -> None:
        """Record one more listing on the document *docname*."""
        self.listings.setdefault(docname, []).append(listing)

    def note_remarks(self, docname: str, remarks: Iterable[Remark]) -> None:
        """Record more remarks on the document *docname*."""
        known = (*self.remarks.get(docname, ()), *remarks)
        if known:
            self.remarks[docname] = known

    def clear_doc(self, docname: str) -> None:
        """Forget the document *docname*."""
        for kind in self.initial_data:
            self.data[kind].pop(docname, None)
        self._blog = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader recorded of *docnames*."""
        for kind in self.initial_data:
            mine, theirs = self.data[kind], otherdata[kind]
            mine.update((name, theirs[name]) for name in docnames if name in theirs)
        self._blog = None


def blog_domain(env: BuildEnvironment) -> BlogRecords:
    """Return the environment's blog domain."""
    return cast("BlogRecords", env.domains["blog"])
