"""Builds in a process of their own, as ``sphinx-build`` runs them, and code that kills them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Build, Site

KILLED = 9
"""The exit status of a killed build."""


def kill_on_page(pagename: str) -> str:
    """Return code for conf.py: it kills a build that writes *pagename* if a file `stop` exists."""
    return (
        "def stop(app, pagename, *rest):\n"
        "    import os, pathlib\n"
        f"    if pagename == {pagename!r} and pathlib.Path(app.srcdir, 'stop').exists():\n"
        f"        os._exit({KILLED})\n"
        "def setup(app):\n"
        "    app.connect('html-page-context', stop)\n"
    )


def sphinx_build(site: Site, previous: Build, *names: str) -> int:
    """Build *site*, or only the source files *names*, again; return the exit status.

    The build updates the output folder of *previous*, a build into the folder ``build``.
    """
    doctrees = site.folder / "build" / "doctrees"
    options = ["-q", "-d", str(doctrees), str(site.srcdir), str(previous.outdir)]
    files = [str(site.srcdir / name) for name in names]
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *options, *files], check=False
    ).returncode
