"""The ``blog`` domain: what can be referred to, here and from other projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import ObjType
from sphinx.locale import _

from sphinx_transcript import roles
from sphinx_transcript.application import application_of
from sphinx_transcript.domain import BlogRecords
from sphinx_transcript.generated.plan import term_page
from sphinx_transcript.patterns import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class BlogDomain(BlogRecords):
    """Whatever follows from the records is made anew in each build, see blog.py."""

    object_types: ClassVar[dict[str, ObjType]] = {
        name: ObjType(_(name), name) for name in roles.NAMES
    }
    roles: ClassVar[Any] = roles.make_roles()

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield what other projects can refer to; see sphinx.domains.Domain.get_objects."""
        app = application_of(self.env)
        folders = roles.folders_of(app, (post.docname for post in self.blog.posts))
        for post in self.blog.posts:
            # By its docname it is a document of the domain `std` already.
            name = slug(post.docname, folders[post.docname])
            # The number keeps it out of the search, in which documents already are.
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
        """Return what stands for the reference *node*, or None."""
        return roles.resolve(self, application_of(env), fromdocname, node)

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
