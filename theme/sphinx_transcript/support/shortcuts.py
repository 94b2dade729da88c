"""All that makes builds take less without a change of what they write, as one extension.

The extension ``sphinx_transcript`` and the theme without it both load this, and Sphinx sets up an
extension once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.support import (
    debug_messages,
    doctree_memory,
    docutils_shortcuts,
    garbage_collection,
    parallel_builds,
    smart_quotes,
    write_shortcuts,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SETTING = "transcript_shortcuts"
"""The configuration value that turns the faster forms off."""


def register(app: Sphinx) -> None:
    """Set up the shortcuts, unless Sphinx has already set them up."""
    app.setup_extension(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the faster forms, the limits of memory, and the worker processes."""
    if SETTING not in app.config:
        app.add_config_value(SETTING, default=True, rebuild="", types=bool)
    debug_messages.restore_level()
    if not is_turned_off(app):
        # Sphinx makes four hundred records of what is registered from here on.
        debug_messages.raise_level()
    doctree_memory.register(app)
    docutils_shortcuts.register(app)
    garbage_collection.register(app)
    smart_quotes.register(app)
    parallel_builds.register(app)
    write_shortcuts.register(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def is_turned_off(app: Sphinx) -> bool:
    """Tell whether conf.py or the command line turns them off, before Sphinx sets its values."""
    raw: dict[str, Any] = getattr(app.config, "_raw_config", {})
    return app.config.overrides.get(SETTING, raw.get(SETTING, True)) in {False, "0"}
