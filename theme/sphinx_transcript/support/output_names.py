"""Names of what a build keeps beside the doctrees about one of the output folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def output_folder_name(app: Sphinx) -> str:
    """Return a name for this output folder and builder; others may share the doctrees with it."""
    try:
        folder = os.path.relpath(app.outdir, app.doctreedir).replace(os.sep, "/")
    except ValueError:  # On Windows, each may be on another drive.
        folder = Path(app.outdir).as_posix()
    return f"{app.builder.name}-{digest(folder, 4)}"
