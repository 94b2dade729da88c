"""What conf.py says about runs of sessions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.session_runs.page_run import RunSettings
from sphinx_transcript.sessions.named_values import NAMED_VALUES

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def run_settings(app: Sphinx) -> RunSettings:
    """Return the settings of runs for the site of *app*."""
    config = app.config
    return RunSettings(
        source_folder=Path(app.srcdir),
        shell=tuple(config.transcript_session_shell),
        patterns={**NAMED_VALUES, **config.transcript_session_patterns},
        timeout=float(config.transcript_session_timeout),
    )
