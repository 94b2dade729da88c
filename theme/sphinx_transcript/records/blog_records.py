"""The ``blog`` domain's data: posts, listings and cross-references, in the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from sphinx_transcript.blog.authors import Authors
from sphinx_transcript.blog.blog import Blog
from sphinx_transcript.support.build_cache import BuildCache

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.blog.term_listing import TermListing
    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.post.publication_status import PublicationStatus
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.records.source_dialect import DialectPost, Remark

LinkRecord = tuple[str, tuple[tuple[str, Any], ...]]
"""A cross-reference as it was read: its text, and the attributes of its node."""


class BlogRecords(Domain):
    """Stores records of documents. Each build derives the blog from them; see `Blog`."""

    name = "blog"
    label = "Blog"
    data_version = 7
    initial_data: ClassVar[dict[str, Any]] = {
        "posts": {},
        "listings": {},
        "term_listings": {},
        "signatures": {},
        "contents": {},
        "links": {},
        "named_files": {},
        "remarks": {},
        "collecting": {},
        "figures": {},
        "not_indexed": {},
        "sessions": {},
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.post_metadata: dict[str, PostMetadata] = {}
        """The metadata of the posts that this build reads, by docname."""
        self.dialect_posts: dict[str, DialectPost] = {}
        """The posts among them that use another system's dialect, by docname."""
        self.unpublished: dict[str, PublicationStatus] = {}
        """The posts that this build does not publish, with the reason, by docname."""
        self.held_back: set[str] = set()
        """The posts among them that a key of another system keeps from being published."""
        self.unpublished_stamps: dict[str, int] = {}
        """The dates of unpublished posts that have one, in seconds since 1970, by docname."""
        self.key_lines: dict[str, tuple[str, ...]] = {}
        """The front-matter lines of the posts that this build examined, for shell commands."""
        self.rewritten_keys: set[str] = set()
        """The posts with front-matter lines that a ``source-read`` handler changes, by docname."""
        self.current_signatures: dict[str, tuple[int, int]] = {}
        """Modification time and size of the source files that this build examined, by docname."""
        self.current_digests: dict[str, bytes] = {}
        """Digests of the source files that this build examined, by docname."""
        self.cache = BuildCache()
        """Values that other modules derive from the records, once in a build."""
        self.purged_documents: set[str] = set()
        """The documents that this build has removed from the environment, or is reading again."""
        self.replaced_attributes: dict[str, Any] = {}
        """Attributes of the environment that have other values while a builder writes."""
        self.replaced_project_maps: dict[str, Any] = {}
        """Attributes of the project that have other values while Sphinx saves the environment."""
        self.is_embedding = False
        """Whether a post's doctree is being resolved for a page other than its own."""
        self._blog: Blog | None = None

    def begin_build(self) -> None:
        """Clear what belongs to one build, as a process may make several."""
        self.post_metadata.clear()
        self.dialect_posts.clear()
        self.unpublished.clear()
        self.held_back.clear()
        self.purged_documents.clear()
        self.key_lines.clear()
        self.rewritten_keys.clear()
        self.unpublished_stamps.clear()
        self.current_signatures.clear()
        self.current_digests.clear()
        self.cache.clear()
        self._blog = None

    @property
    def signatures(self) -> dict[str, tuple[int, int]]:
        """Modification time and size of the source file that was read, by docname."""
        return cast("dict[str, tuple[int, int]]", self.data["signatures"])

    @property
    def content_digests(self) -> dict[str, str]:
        """A digest of each document's source file and the files it depends on, by docname."""
        return cast("dict[str, str]", self.data["contents"])

    @property
    def links(self) -> dict[str, tuple[LinkRecord, ...]]:
        """The cross-references of each document that has any, by docname.

        `cross_references` records and resolves them.
        """
        return cast("dict[str, tuple[LinkRecord, ...]]", self.data["links"])

    @property
    def linked_files(self) -> dict[str, tuple[tuple[str, bool], ...]]:
        """The files that the links of each document name, and whether they existed."""
        return cast("dict[str, tuple[tuple[str, bool], ...]]", self.data["named_files"])

    @property
    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """The unsupported features of another system's dialect that each document uses."""
        return cast("dict[str, tuple[Remark, ...]]", self.data["remarks"])

    @property
    def collecting(self) -> dict[str, tuple[str, ...]]:
        """The names of nodes that show parts of any other document, by docname."""
        return cast("dict[str, tuple[str, ...]]", self.data["collecting"])

    @property
    def figures(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The type and id of each figure, table and code block that can have a number."""
        return cast("dict[str, tuple[tuple[str, str], ...]]", self.data["figures"])

    @property
    def not_indexed(self) -> dict[str, bool]:
        """The documents whose author forbids search engines to index them, each with True."""
        return cast("dict[str, bool]", self.data["not_indexed"])

    @property
    def sessions(self) -> dict[str, tuple[tuple[Any, ...], ...]]:
        """The sessions of each document that has a checked one; see `document_sessions`."""
        return cast("dict[str, tuple[tuple[Any, ...], ...]]", self.data["sessions"])

    @property
    def posts(self) -> dict[str, Post]:
        """The published posts, by docname."""
        return cast("dict[str, Post]", self.data["posts"])

    @property
    def listings(self) -> dict[str, list[Listing]]:
        """The listings of each document that has any, in source order."""
        return cast("dict[str, list[Listing]]", self.data["listings"])

    @property
    def blog(self) -> Blog:
        """The blog of all recorded posts. It is complete once all documents are read."""
        if self._blog is None:
            config = self.env.config
            self._blog = Blog(
                self.posts.values(),
                Authors(config.transcript_authors),
                has_ablog_folders=bool(config.transcript_ablog_addresses),
            )
        return self._blog

    def will_be_unlisted(self, docname: str) -> bool:
        """Return whether *docname* is an unlisted post, even if it has not been read yet."""
        metadata = self.post_metadata.get(docname)
        return metadata.is_unlisted if metadata else self.is_unlisted(docname)

    def is_unlisted(self, docname: str) -> bool:
        """Return whether *docname* is a post that was read and is unlisted."""
        return docname in self.posts and self.posts[docname].is_unlisted

    def add_post(self, post: Post) -> None:
        """Record *post*. It replaces an earlier record of the same document."""
        self.posts[post.docname] = post
        self._blog = None

    def add_listing(self, docname: str, listing: Listing) -> None:
        """Add *listing* to the records of the document *docname*."""
        self.listings.setdefault(docname, []).append(listing)

    @property
    def term_listings(self) -> dict[str, list[TermListing]]:
        """The lists of terms of each document that has any, in source order."""
        return cast("dict[str, list[TermListing]]", self.data["term_listings"])

    def add_term_listing(self, docname: str, listing: TermListing) -> None:
        """Add *listing*, a list of terms, to the records of the document *docname*."""
        self.term_listings.setdefault(docname, []).append(listing)

    def add_remarks(self, docname: str, remarks: Iterable[Remark]) -> None:
        """Add *remarks* to the records of the document *docname*."""
        known = (*self.remarks.get(docname, ()), *remarks)
        if known:
            self.remarks[docname] = known

    def clear_doc(self, docname: str) -> None:
        """Remove all records of the document *docname*."""
        for kind in self.initial_data:
            self.data[kind].pop(docname, None)
        self._blog = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the records of *docnames* from a parallel read process."""
        for kind in self.initial_data:
            mine, theirs = self.data[kind], otherdata[kind]
            mine.update((name, theirs[name]) for name in docnames if name in theirs)
        self._blog = None


def has_blog(app: Sphinx) -> bool:
    """Return whether the extension is loaded; a site may have the theme alone."""
    return "sphinx_transcript" in app.extensions


def blog_domain(env: BuildEnvironment) -> BlogRecords:
    """Return the environment's blog domain."""
    return cast("BlogRecords", env.domains["blog"])
