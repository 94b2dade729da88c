"""The ``transcript_*`` values of conf.py: one table of what they are, and their validation.

What conf.py gives comes in; values of the right type, or their defaults and a warning, go out.
This room also knows which documents are posts, and the title, language and author of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the values, and connect their validation."""
    from sphinx_transcript.config.excluded_documents import exclude_environments, exclude_output
    from sphinx_transcript.config.notebook_execution import keep_from_running
    from sphinx_transcript.config.validation import check_values
    from sphinx_transcript.config.values import VALUES

    for name, value in VALUES.items():
        # The value that the theme without the blog has, too, may be there already.
        if name in app.config:
            continue
        # With types=(), Sphinx accepts any type, so that a wrong one gives only our warning.
        app.add_config_value(name, value.default, value.rebuild, types=())  # type: ignore[arg-type]
    app.connect("config-inited", check_values, priority=100)
    app.connect("config-inited", exclude_environments)
    app.connect("config-inited", exclude_output)
    app.connect("config-inited", keep_from_running)
