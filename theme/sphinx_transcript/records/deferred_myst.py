"""MyST-Parser's own set-up, without the import of what reads a document.

MyST-Parser registers classes and functions. What they are defined in takes a tenth of a build that
reads no document. While its set-up runs, stand-ins take the place of these modules. The set-up is
MyST-Parser's own, so that it is right for all its releases.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives

from sphinx_transcript.support.deferred_classes import (
    deferred_class,
    is_deferred,
    real_class,
)
from sphinx_transcript.support.deferred_modules import DeferredModule
from sphinx_transcript.support.lazy_imports import import_with_lazy_patterns

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_PARSER = "myst_parser.parsers.sphinx_"
_SET_UP = "myst_parser.sphinx_ext.main"

SUPPORTED = ("md", "markdown", "myst")
"""The attribute of MyST's parser that Sphinx uses when the parser is registered."""

_CLASSES: dict[str, dict[str, dict[str, Any]]] = {
    _PARSER: {"MystParser": {"supported": SUPPORTED}},
    "myst_parser.mdit_to_docutils.transforms": {"UnreferencedFootnotesDetector": {}},
    "myst_parser.sphinx_ext.directives": {"FigureMarkdown": {}},
    "myst_parser.sphinx_ext.myst_refs": {"MystReferenceResolver": {}},
}
_FUNCTIONS = {
    "myst_parser.parsers.docutils_": ("visit_container_html", "depart_container_html"),
    "myst_parser.parsers.mdit": ("linkify_available",),
}
_ROLES = {"myst_parser.sphinx_ext.directives": ("SubstitutionReferenceRole",)}


class _DeferredRole:
    """Stands for an instance of a class of roles, which is made when it is called."""

    def __init__(self, module: str, name: str) -> None:
        self._source = (module, name)
        self._role: Any = None
        # docutils sets it for each role that it registers.
        self.options: dict[str, Any] | None = None

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if self._role is None:
            module, name = self._source
            self._role = getattr(import_module(module), name)()
        return self._role(*arguments, **named)


class _StandIn(ModuleType):
    """Has deferred forms of what MyST's set-up imports, and anything else of the real module."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)


def can_be_deferred() -> bool:
    """Tell whether none of the modules is imported yet; with them, nothing would be gained."""
    return not any(name in sys.modules for name in (_SET_UP, *_CLASSES, *_FUNCTIONS))


def import_yaml() -> None:
    """Import YAML before MyST-Parser does. Its patterns take five times as long as the rest."""
    import_with_lazy_patterns("yaml")


def set_up(app: Sphinx) -> None:
    """Set up MyST-Parser. Its modules are imported when Sphinx is going to read a document."""
    names = {*_CLASSES, *_FUNCTIONS}
    for name in names:
        sys.modules[name] = _stand_in(name)
    try:
        app.setup_extension("myst_parser")
    finally:
        for name in names:
            if isinstance(sys.modules.get(name), _StandIn):
                del sys.modules[name]
    app.connect("env-before-read-docs", _use_real_classes, priority=1)


def _stand_in(module: str) -> ModuleType:
    made = _StandIn(module)
    for name, known in _CLASSES.get(module, {}).items():
        setattr(made, name, deferred_class(module, name, **known))
    for name in _FUNCTIONS.get(module, ()):
        setattr(made, name, getattr(DeferredModule(module), name))
    for name in _ROLES.get(module, ()):
        setattr(made, name, lambda name=name: _DeferredRole(module, name))
    return made


def _use_real_classes(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Handle ``env-before-read-docs``: replace all that stands for something else."""
    if not docnames:
        return
    import_yaml()
    registry = app.registry
    for classes in (registry.transforms, registry.post_transforms):
        classes[:] = map(real_class, classes)
    known: dict[str, Any] = vars(directives)["_directives"]
    for table in (registry.source_parsers, known):
        table.update({name: real_class(each) for name, each in table.items() if is_deferred(each)})
