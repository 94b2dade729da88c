"""The garbage collector is slowed down while a build runs, and left as it was found."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Site


def test_the_usual_pace_comes_back(site: Site) -> None:
    usual = gc.get_threshold()
    site.conf(
        "import gc\n"
        "def setup(app):\n"
        "    app.connect('builder-inited', lambda app: print('pace', gc.get_threshold()))\n"
    )
    output = site.folder / "output"
    command = [
        sys.executable, "-c",
        "import gc, sys; from sphinx.cmd.build import main; "
        "main(sys.argv[1:]); print('pace', gc.get_threshold())",
        "-q", "-b", "html", str(site.srcdir), str(output),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    during, after = [line for line in done.stdout.splitlines() if line.startswith("pace")]
    assert after == f"pace {usual}"
    assert during != after


def test_what_a_process_leaves_open_is_written(site: Site) -> None:
    """Warnings that go to a file are all there, though the environment is not taken apart."""
    site.write("page.md", "# Page\n\n[there](nowhere.md)\n")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-w",
        "warnings.txt",
        ".",
        "_out",
    ]
    subprocess.run(command, cwd=site.srcdir, check=True, capture_output=True)
    assert "nowhere.md" in (site.srcdir / "warnings.txt").read_text("utf-8")
