"""Template values that are the same on all pages of a build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_transcript.config.site_settings import site_title
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.image_sizes import image_size
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.toctrees import documents_below, toctree_entries
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme import navigation
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.option_types import ALL_OTHERS, is_set
from sphinx_transcript.theme.options import options_of
from sphinx_transcript.theme.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.support.toctrees import TocEntry

_SITE_CONTEXT = "_transcript_site"
"""The builder's attribute that caches the context."""

OTHER_ENTRIES = "_transcript_navigation"
"""The builder's attribute with the navigation entries that extensions add."""
FOOT_ENTRIES = "_transcript_foot"
"""The builder's attribute with the entries that they add to the foot of each page."""
LISTING_ENTRIES = "_transcript_listings"
"""The builder's attribute with the entries of all listings, for the search page."""


class SiteContext:
    """Values that are the same on all pages of a build."""

    title: str
    logo_size: tuple[int, int] | None
    """Width and height of the logo in pixels; None if they are unknown, or there is no logo."""
    has_index: bool
    """Whether the index of terms has entries."""
    entries: list[navigation.NavigationEntry]
    """The entries of the navigation."""
    foot_entries: list[navigation.NavigationEntry]
    """The pages of all posts and of all tags, for the foot of each page."""
    listings: list[navigation.NavigationEntry]
    """The pages of all posts, tags, years, authors and so on."""
    unknown: dict[str, str]
    """Names in the option ``navigation`` that no page has, each with a hint at one that has."""
    parents: dict[str, str]
    """The document whose toctree a document is in, by docname."""

    def __init__(self, app: Sphinx) -> None:
        env = app.env
        self.title = site_title(app)
        self.logo_size = image_size(Path(app.confdir, app.config.html_logo or ""))
        self.has_index = any(env.domains["index"].data["entries"].values())
        self.entries, self.unknown = _navigation_entries(app)
        self.foot_entries = list(getattr(app.builder, FOOT_ENTRIES, ()))
        self.listings = list(getattr(app.builder, LISTING_ENTRIES, ()))
        self.parents = navigation.parents_in(
            env.toctree_includes, app.config.root_doc, env.found_docs
        )
        self._app = app
        self._texts: dict[str, str] = {}
        self._toctrees: dict[str, list[TocEntry]] = {}

    def source_text(self, docname: str) -> str:
        """Return the source text of *docname*, cached: many pages need that of one toctree."""
        if docname not in self._texts:
            self._texts[docname] = read_source(self._app.env, docname)
        return self._texts[docname]

    def toctree_entries(self, docname: str) -> list[TocEntry]:
        """Return the entries of the toctrees of *docname*, cached: all pages below show them."""
        if docname not in self._toctrees:
            self._toctrees[docname] = toctree_entries(self._app, docname)
        return self._toctrees[docname]


def _navigation_entries(app: Sphinx) -> tuple[list[navigation.NavigationEntry], dict[str, str]]:
    """Return the entries of the navigation, and the names in the option that no page has.

    Each of these comes with a hint at a name that a page has, or ''.
    """
    env, root_doc = app.env, app.config.root_doc
    builder: Any = app.builder
    options = options_of(app)
    entries = toctree_entries(app, root_doc)
    in_toctree = {entry.target for entry in entries} & env.found_docs
    is_named = bool(in_toctree - {root_doc})
    names = in_toctree if is_named else [name for name in env.found_docs if name.count("/") < 2]
    sources = {name: source_path(env, name) for name in names}
    documents = [
        _as_file(app, entry) for entry in navigation.document_entries(root_doc, entries, sources)
    ]
    added = [
        entry
        for entry in getattr(builder, OTHER_ENTRIES, ())
        if is_set(options.get("feed_link", True)) or not entry.is_file
    ]
    if writes_site(app) and builder.search:
        added.append(navigation.NavigationEntry(builder.get_target_uri("search"), "search"))
    automatic = navigation.with_others(
        navigation.cut_off(documents, root_doc, str(text("{count} more"))),
        added,
        sort=not entries,
    )
    wanted = options.get("navigation", [ALL_OTHERS])
    targets = {each if isinstance(each, str) else each[1] for each in wanted}
    target_sources = {name: source_path(env, name) for name in targets & env.found_docs}
    found, unknown = navigation.chosen_entries(wanted, automatic, target_sources)
    all_sources = {name: source_path(env, name) for name in env.found_docs} if unknown else {}
    hints = {name: navigation.target_hint(name, all_sources, automatic) for name in unknown}
    return list(_reachable(app, found)), hints


def _as_file(app: Sphinx, entry: navigation.NavigationEntry) -> navigation.NavigationEntry:
    """Return *entry* with the name of the file as its label, if it is an index without a title."""
    is_generated = entry.docname not in app.env.found_docs and entry.label == entry.docname
    if not entry.docname or not is_generated:
        return entry
    return replace(entry, label=app.builder.get_target_uri(entry.docname))


def _reachable(
    app: Sphinx, entries: list[navigation.NavigationEntry]
) -> Iterator[navigation.NavigationEntry]:
    """Yield *entries*; in the builder singlehtml only what its page contains, by the anchor there.

    Its ``pathto`` leads to the top of the page for each document.
    """
    if app.builder.name != "singlehtml":
        yield from entries
        return
    included = set(documents_below(app.env))
    for entry in entries:
        if entry.url or entry.docname == app.config.root_doc:
            yield entry
        elif entry.docname in included:
            yield replace(entry, url=app.builder.get_target_uri(entry.docname))


def site_context(app: Sphinx) -> SiteContext:
    """Return the values of the current build; call it only after all documents are read."""
    site: SiteContext | None = getattr(app.builder, _SITE_CONTEXT, None)
    if site is None:
        site = SiteContext(app)
        setattr(app.builder, _SITE_CONTEXT, site)
    return site


def clear_site_context(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Clear the cached values after documents were read, and after Sphinx has numbered sections.

    Return no outdated documents, for the second of these events.
    """
    setattr(app.builder, _SITE_CONTEXT, None)
    return []


def warn_of_unknown_entries(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of each name in the option ``navigation`` that no page has."""
    unknown = site_context(app).unknown if is_theme_active(app) else {}
    for name, hint in unknown.items():
        message = f"html_theme_options: navigation: no document {name!r}{hint}; left out"
        warn(message, Subtype.THEME_OPTION)
