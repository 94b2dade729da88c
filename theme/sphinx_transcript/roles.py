"""The roles ``post``, ``tag``, ``category``, ``author`` and ``series``, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.roles import XRefRole

from sphinx_transcript.generated.plan import kind_title, plan, post_folders, term_page
from sphinx_transcript.hierarchy import documents_below
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.patterns import post_folder, slug
from sphinx_transcript.taxonomy import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docutils.nodes import Element
    from sphinx.application import Sphinx

    from sphinx_transcript.blog import Blog
    from sphinx_transcript.domain import BlogRecords
    from sphinx_transcript.post import Post

ALL = "*"
"""The target that is the page of all posts, tags, …."""
NAMES: tuple[str, ...] = ("post", *KINDS)


class BlogRole(XRefRole):
    """A role of the domain ``blog`` that has a short name, too."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference, whichever name the role goes by."""
        if ":" not in self.name:
            self.name = f"blog:{self.name}"
        return super().run()


def make_roles() -> dict[str, Any]:
    """Return the domain's roles, by name."""
    return {name: BlogRole(innernodeclass=nodes.inline, warn_dangling=True) for name in NAMES}


def find_post(target: str, folders: Mapping[str, str]) -> str | None:
    """Return the post that *target* names: by docname, by slug, or by the end of its path.

    *folders* are the post folders, by docname. A name that is two posts' is none's.
    """
    found = posts_called(target, folders)
    return found[0] if len(found) == 1 else None


def posts_called(target: str, folders: Mapping[str, str]) -> list[str]:
    """Return all posts that *target* can mean, by docname."""
    name = target.strip().strip("/")
    if name in folders:
        return [name]
    name = name.removesuffix("/index")
    slugs = {docname: slug(docname, folder) for docname, folder in folders.items()}
    exact = [docname for docname in slugs if slugs[docname] == name]
    return exact or [docname for docname in slugs if f"/{slugs[docname]}".endswith(f"/{name}")]


def folders_of(app: Sphinx, posts: Iterable[str]) -> dict[str, str]:
    """Return the post folder of each of *posts*, by docname."""
    patterns, root_doc = app.config.transcript_posts, app.config.root_doc
    return {docname: post_folder(docname, patterns, root_doc) or "" for docname in posts}


def resolve(records: BlogRecords, app: Sphinx, fromdocname: str, node: Element) -> Element | None:
    """Return what stands for the reference *node*; None where there is nothing of that name."""
    kind, target = node["reftype"], node["reftarget"]
    if target == ALL:
        return _link_to_all(app, fromdocname, kind, node)
    if kind == "post":
        docname = find_post(target, folders_of(app, records.posts))
        if docname is None:
            return None
        return link_to_page(app, fromdocname, docname, records.posts[docname].title, node)
    term = records.blog.term(_kind(kind), target)
    if term is None:
        return None
    pagename = term_page(app, term)
    if pagename is None:
        words = node.astext() if node.get("refexplicit") else term.name
        return nodes.inline(words, words, classes=[kind])
    return link_to_page(app, fromdocname, pagename, term.name, node)


def _link_to_all(app: Sphinx, fromdocname: str, kind: str, node: Element) -> Element | None:
    folders = post_folders(app) if kind == "post" else [kind]
    names = [f"{folder}/index" for folder in folders]
    title = kind_title("post" if kind == "post" else _kind(kind))
    for name in names:
        if name in plan(app) or name in app.env.found_docs:
            return link_to_page(app, fromdocname, name, title, node)
    # Where there is no such page, the words stand alone.
    words = node.astext() if node.get("refexplicit") else title
    return nodes.inline(words, words)


def names_of(kind: str, posts: Mapping[str, Post], blog: Blog) -> list[str]:
    """Return the names that a role of *kind* finds."""
    if kind == "post":
        return [docname.removesuffix("/index").rpartition("/")[2] for docname in posts]
    return [term.name for term in blog.taxonomies[_kind(kind)].values()]


def complaint(kind: str, target: str, known: Iterable[str], called: Sequence[str]) -> str:
    """Return what to say of a reference that finds nothing, or finds the posts *called* so."""
    if called:
        return f"more than one post is called {target!r}: {', '.join(sorted(called))}"
    what = "no post is called" if kind == "post" else f"no post has the {kind}"
    return f"{what} {target!r}{did_you_mean(target, known)}"


def _kind(kind: str) -> Kind:
    return next(each for each in KINDS if each == kind)


def link_to_page(
    app: Sphinx, fromdocname: str, pagename: str, title: str, node: Element
) -> Element:
    """Return a link from one page to another, with the words of *node* or else its *title*."""
    words = node.astext() if node.get("refexplicit") else title
    inner = nodes.inline(words, words, classes=["blog", f"blog-{node['reftype']}"])
    if app.builder.name == "singlehtml" and pagename not in documents_below(app.env):
        return inner  # It has no place in the one page.
    try:
        uri = app.builder.get_relative_uri(fromdocname, pagename)
    except NoUri:
        return inner
    return nodes.reference("", "", inner, internal=True, refuri=uri, reftitle=title)
