"""Faster forms of functions of docutils and Sphinx, which every document calls very often.

They return what the originals return, in the same order; a test compares both with each release.
They are in place while a build runs, and ``transcript_shortcuts = False`` leaves the originals.
Each is described where it is defined.
"""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Any

import docutils.transforms
import sphinx.builders
import sphinx.domains.std
import sphinx.environment
import sphinx.events
import sphinx.locale
import sphinx.project
import sphinx.transforms
import sphinx.transforms.i18n
import sphinx.util.display
import sphinx.util.nodes
from docutils import nodes, statemachine
from docutils.parsers.rst import states
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.util import docutils as sphinx_docutils

from sphinx_transcript.support import (
    debug_messages,
    inline_patterns,
    node_classes,
    rest_states,
    source_folder,
    status_messages,
    title_text,
    transform_languages,
    tree_search,
    tree_visits,
)
from sphinx_transcript.support.catalogue_folders import init_existing
from sphinx_transcript.support.document_paths import (
    document_of_path_function,
    document_path_function,
    make_path_function,
)
from sphinx_transcript.support.docutils_settings import SettingsCache
from sphinx_transcript.support.replaced_functions import ReplacedFunctions

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from sphinx.application import Sphinx

_Shortcut = tuple[Any, str, "ModuleType", "Callable[[Any], Any]"]

_NOTING: tuple[_Shortcut, ...] = (
    (nodes.Element, "__init__", nodes, node_classes.note_created),
    (nodes.Element, "copy", sphinx.util.nodes, node_classes.note_copied),
    (nodes.Node, "setup_child", nodes, lambda original: node_classes.set_up_child),
)
"""Those that note the classes of nodes. All are needed for that."""
_SHORTCUTS: tuple[_Shortcut, ...] = (
    *_NOTING,
    (nodes.Node, "findall", nodes, lambda original: tree_search.find),
    (nodes.Node, "_fast_findall", nodes, lambda original: tree_search.find_instances),
    (nodes.Node, "_superfast_findall", nodes, lambda original: tree_search.find_all),
    (nodes.Text, "astext", nodes, title_text.text_method),
    (nodes.Node, "walk", nodes, lambda original: tree_visits.walk),
    (nodes.Node, "walkabout", nodes, lambda original: tree_visits.walk_about),
    (nodes.NodeVisitor, "dispatch_visit", nodes, lambda original: tree_visits.dispatch_visit),
    (
        nodes.NodeVisitor,
        "dispatch_departure",
        nodes,
        lambda original: tree_visits.dispatch_departure,
    ),
    (statemachine.StateMachine, "add_states", statemachine, rest_states.add_lazily),
    (statemachine.StateMachine, "runtime_init", statemachine, rest_states.initialize_made),
    (statemachine.StateMachine, "unlink", statemachine, rest_states.unlink_made),
    (states.Inliner, "init_customizations", states, inline_patterns.share_patterns),
    (sphinx_docutils, "_get_settings", sphinx_docutils, SettingsCache),
    (
        docutils.transforms.Transform,
        "__init__",
        docutils.transforms,
        transform_languages.initialize,
    ),
    (sphinx.transforms.i18n, "init_locale", sphinx.locale, init_existing),
    (sphinx.domains.std, "clean_astext", sphinx.util.nodes, title_text.clean_text),
    (Project, "doc2path", sphinx.project, document_path_function),
    (Project, "path2doc", sphinx.project, document_of_path_function),
    (Project, "discover", sphinx.project, source_folder.discover_function),
    (
        BuildEnvironment,
        "get_outdated_files",
        sphinx.environment,
        source_folder.outdated_function,
    ),
    (BuildEnvironment, "relfn2path", sphinx.environment, make_path_function),
    (sphinx.events.EventManager, "emit", sphinx.events, debug_messages.emit_without_message),
    (
        sphinx.builders,
        "status_iterator",
        sphinx.util.display,
        status_messages.status_function,
    ),
    (
        sphinx.transforms,
        "apply_source_workaround",
        sphinx.util.nodes,
        debug_messages.source_workaround,
    ),
)
"""Where a function stands, its name, the module that defines it, and what makes the faster form."""

_replaced = ReplacedFunctions()


def register(app: Sphinx) -> None:
    """Have the builds of *app* use the faster forms."""
    node_classes.register(app)
    app.connect("builder-inited", _use, priority=100)
    # Other extensions have added their handlers to the logger by then.
    app.connect("builder-inited", _raise_level, priority=999)
    app.connect("build-finished", _restore_after_build, priority=950)


def _use(app: Sphinx) -> None:
    # Those of an application that has never built a thing are still there.
    _restore()
    if not app.config.transcript_shortcuts:
        return
    for owner, name, _, make in _SHORTCUTS:
        original = _ORIGINALS.get((owner, name))
        # A release without the function needs no faster form, and a form of others is kept.
        if vars(owner).get(name) is original and original is not None:
            # Documentation that is made of docutils' classes shows the original.
            _replaced.replace(owner, name, original, update_wrapper(make(original), original))
    node_classes.noted.is_complete = _notes_all


def _raise_level(app: Sphinx) -> None:
    # An extension that was set up after this one may have added a handler.
    debug_messages.restore_level()
    if app.config.transcript_shortcuts:
        debug_messages.raise_level()


def _notes_all() -> bool:
    """Return whether the functions are in place that note the classes of nodes."""
    return all(_replaced.is_in_place(owner, name) for owner, name, *_ in _NOTING)


def _restore_after_build(app: Sphinx, exception: Exception | None) -> None:
    _restore()


def _restore() -> None:
    _replaced.restore()
    node_classes.forget()
    debug_messages.restore_level()


def _original(owner: Any, name: str, module: ModuleType) -> Any:
    """Return the function *name* of *owner*, or None where another package has replaced it."""
    found = vars(owner).get(name)
    is_own = getattr(found, "__globals__", None) is vars(module)
    return found if is_own else None


_ORIGINALS = {
    (owner, name): _original(owner, name, module) for owner, name, module, _ in _SHORTCUTS
}
