"""The ``blog`` domain: objects for cross-references, here and from other projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import ObjType
from sphinx.locale import _

from sphinx_transcript.config.post_patterns import slug
from sphinx_transcript.pages import roles
from sphinx_transcript.pages.generated.page_plan import term_page
from sphinx_transcript.records.blog_records import BlogRecords
from sphinx_transcript.records.post_names import post_folders_of
from sphinx_transcript.support.document_guard import guarded, reference_location
from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class BlogDomain(BlogRecords):
    """The records of the blog, with the object types and roles of a Sphinx domain."""

    object_types: ClassVar[dict[str, ObjType]] = {
        name: ObjType(_(name), name) for name in roles.ROLE_NAMES
    }
    roles: ClassVar[Any] = roles.make_roles()

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the objects of the inventory: posts, and terms that have a page.

        See ``sphinx.domains.Domain.get_objects`` for the meaning of each tuple.
        """
        app = application_of(self.env)
        folders = post_folders_of(app, (post.docname for post in self.blog.posts))
        for post in self.blog.posts:
            # The `std` domain already has the post under its docname, so this is the slug.
            name = slug(post.docname, folders[post.docname])
            # Priority -1 keeps the object out of the search, which already finds the document.
            yield name, post.title, "post", post.docname, "", -1
        for kind, terms in self.blog.taxonomies.items():
            for term in terms.values():
                pagename = term_page(app, term)
                if pagename is not None:
                    yield term.name, term.name, kind, pagename, "", -1

    def resolve_xref(  # noqa: PLR0917 (Sphinx's own signature)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """Return the node that replaces the cross-reference *node*; None where it is unresolved."""
        with guarded("a reference", reference_location(node)):
            return roles.resolve_reference(self, application_of(env), fromdocname, node)
        return None

    def resolve_any_xref(  # noqa: PLR0917 (Sphinx's own signature)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Return nothing: the role ``any`` finds a post as an ordinary document."""
        return []
