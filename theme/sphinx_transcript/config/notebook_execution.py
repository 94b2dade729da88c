"""Notebooks: a build runs them only where conf.py says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.build_notes import print_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_OFF = {"nb_execution_mode": "off", "nbsphinx_execute": "never"}
"""The settings of MyST-NB and nbsphinx, with the value that runs no notebook.

Their default is to run each notebook that has been saved without outputs.
"""
_OLD_NAMES = {"nb_execution_mode": "jupyter_execute_notebooks"}


def keep_from_running(app: Sphinx, config: Config) -> None:
    """Have MyST-NB and nbsphinx show notebooks as they are saved, unless conf.py sets the mode."""
    # Sphinx has no public attribute for the values that conf.py sets.
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    given = raw.keys() | config.overrides.keys()
    for name, off in _OFF.items():
        if name in config and name not in given and _OLD_NAMES.get(name) not in given:
            config[name] = off
            print_line(f"notebooks are shown as saved, and not run: conf.py has no {name}")
