"""Faster forms of functions of Sphinx and docutils that the writing of each HTML page calls.

They return what the originals return; tests compare both with each release. They are in place
while a build writes, and ``transcript_shortcuts = False`` leaves the originals.
"""

from __future__ import annotations

import sys
from functools import lru_cache, partial, update_wrapper
from itertools import repeat
from types import MethodType
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx
from docutils import utils
from docutils.writers import _html_base
from sphinx import environment, registry
from sphinx.builders import html
from sphinx.util import inventory

from sphinx_transcript.support.current_document import copy_function
from sphinx_transcript.support.html_tags import encode_method, start_tag_method
from sphinx_transcript.support.inventory_file import dump_method
from sphinx_transcript.support.plain_titles import partial_renderer
from sphinx_transcript.support.python_objects import object_finder
from sphinx_transcript.support.replaced_functions import ReplacedFunctions
from sphinx_transcript.support.search_feed import feed_method, prune_method

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Shortcut(NamedTuple):
    """A function that has a faster form."""

    owner: Any
    """The class or the module in which it is looked up."""
    name: str
    home: str
    """The module that defines it."""
    make: Callable[[Any], Callable[..., Any]]
    """Returns the faster form of the original."""


def checksum_function(original: Callable[..., str]) -> Callable[[Path, Any], str]:
    """Return the faster form of *original*, Sphinx's function for the checksum of a static file.

    Sphinx reads a file once in a process, and resolves its path for each link to it.
    """

    @lru_cache(256)
    def checksum(outdir: Path, filename: str | os.PathLike[str]) -> str:
        return original(outdir, filename)

    return checksum


def file_finder(original: Callable[..., str]) -> Callable[[Any, Iterable[Any]], str]:
    """Return the faster form of *original*, by which docutils finds a file in a list of folders.

    Each translator looks for the style sheets of docutils, which no page of Sphinx uses.
    """

    @lru_cache(64)
    def found(path: Any, folders: tuple[Any, ...]) -> str:
        return original(path, folders)

    return lambda path, dirs: found(path, tuple(dirs))


def relative_uri_function(original: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """Return the faster form of *original*, Sphinx's function for a relative address.

    A page has the address of most files and pages in common with the other pages of its folder.
    """

    @lru_cache(2048)
    def from_folder(folder: str, to: str) -> str:
        return original(folder, to)

    def relative_uri(base: str, to: str) -> str:
        folder, slash, _name = base.rpartition("/")
        if "#" in base or to.partition("#")[0] == base:
            return original(base, to)
        # With a name that no page has, so that it isn't the address itself.
        return from_folder(f"{folder}{slash}\0", to)

    return relative_uri


def translator_method(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return the faster form of *original*, the method by which Sphinx makes a translator.

    It gives the translator the methods that extensions have registered, all at once.
    """
    known: dict[str, tuple[Any, dict[str, Any]]] = {}
    """The last methods by builder: as they are registered, and as attributes of a translator."""

    def create_translator(self: Any, builder: Any, *args: Any) -> Any:
        translator = self.get_translator_class(builder)(*args)
        handlers = self.translation_handlers.get(builder.name, None)
        if handlers is None:
            handlers = self.translation_handlers.get(builder.format, {})
        last, methods = known.get(builder.name, (None, {}))
        if last != handlers:
            methods = _methods(handlers)
            known[builder.name] = (handlers.copy(), methods)
        bound = map(MethodType, methods.values(), repeat(translator))
        vars(translator).update(zip(methods, bound, strict=True))
        return translator

    return create_translator


def _methods(handlers: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Return the names and functions of the methods of *handlers*, as Sphinx sets them."""
    named: dict[str, Any] = {}
    for name, (visit, depart) in handlers.items():
        named[f"visit_{name}"] = visit
        if depart:
            named[f"depart_{name}"] = depart
    return named


_OF_SPHINX_9 = (
    Shortcut(
        html.StandaloneHTMLBuilder, "render_partial", "sphinx.builders.html", partial_renderer
    ),
)


def shortcuts(builder: Builder | None = None) -> tuple[Shortcut, ...]:
    """Return the functions that are replaced while *builder* writes."""
    # As late as Sphinx: the names of indices are translated when the module is imported.
    from sphinx import search  # noqa: PLC0415
    from sphinx.domains.python import PythonDomain  # noqa: PLC0415

    # Of the format that keeps the terms of pages.
    file_name = getattr(getattr(builder, "indexer_format", None), "file_name", None)
    feed = partial(feed_method, file_name=file_name)
    return (
        Shortcut(PythonDomain, "find_obj", "sphinx.domains.python", object_finder),
        Shortcut(search.IndexBuilder, "feed", "sphinx.search", feed),
        Shortcut(search.IndexBuilder, "prune", "sphinx.search", prune_method),
        Shortcut(
            registry.SphinxComponentRegistry,
            "create_translator",
            "sphinx.registry",
            translator_method,
        ),
        *(_OF_SPHINX_9 if sphinx.version_info >= (9, 0) else ()),
        Shortcut(
            _html_base.HTMLTranslator, "starttag", "docutils.writers._html_base", start_tag_method
        ),
        Shortcut(_html_base.HTMLTranslator, "encode", "docutils.writers._html_base", encode_method),
        Shortcut(environment, "deepcopy", "copy", copy_function),
        Shortcut(utils, "find_file_in_dirs", "docutils.utils", file_finder),
        Shortcut(html, "_file_checksum", "sphinx.builders.html._assets", checksum_function),
        Shortcut(inventory.InventoryFile, "dump", "sphinx.util.inventory", dump_method),
        Shortcut(html, "relative_uri", "sphinx.util.osutil", relative_uri_function),
    )


_replaced = ReplacedFunctions()


def register(app: Sphinx) -> None:
    """Have the builds of *app* use the faster forms."""
    app.connect("write-started", _use, priority=100)
    app.connect("build-finished", _restore_after_build, priority=950)


def _use(app: Sphinx, builder: Builder) -> None:
    # Those of a build that was cut off are still there.
    _replaced.restore()
    if not app.config.transcript_shortcuts or builder.format != "html":
        return
    for owner, name, home, make in shortcuts(builder):
        original = vars(owner).get(name)
        # A form of another package is kept, and so is one that is in place already.
        if _is_of(original, home):
            function = getattr(original, "__func__", original)
            faster = update_wrapper(make(original), function)
            is_of_class = isinstance(original, classmethod)
            _replaced.replace(owner, name, original, classmethod(faster) if is_of_class else faster)


def _is_of(function: Any, home: str) -> bool:
    # Class methods have it in the function.
    found = getattr(getattr(function, "__func__", function), "__globals__", None)
    return home in sys.modules and found is vars(sys.modules[home])


def _restore_after_build(app: Sphinx, exception: Exception | None) -> None:
    _replaced.restore()
