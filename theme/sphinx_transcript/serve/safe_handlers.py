"""Which event handlers are known to touch neither sources nor pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Extensions whose handlers depend on no source file; others may write source files there.
_SAFE_PACKAGES = ("sphinx", "sphinx_transcript", "myst_parser")
_UNSAFE_MODULES = ("sphinx.ext.autosummary", "sphinx.ext.apidoc")


def has_only_safe_handlers(app: Sphinx, event: str) -> bool:
    """Return whether all handlers of *event* are known to touch neither sources nor pages."""
    modules = [
        getattr(listener.handler, "__module__", "") or ""
        for listener in app.events.listeners.get(event, [])
    ]
    return all(
        module.split(".")[0] in _SAFE_PACKAGES and not module.startswith(_UNSAFE_MODULES)
        for module in modules
    )
