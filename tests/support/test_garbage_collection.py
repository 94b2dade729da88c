"""The thresholds of the garbage collector during and after a build."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Site


def test_thresholds_are_restored_after_the_build(site: Site) -> None:
    original = gc.get_threshold()
    site.conf(
        "import gc\n"
        "def setup(app):\n"
        "    app.connect('builder-inited', lambda app: print('thresholds', gc.get_threshold()))\n"
    )
    output = site.folder / "output"
    command = [
        sys.executable, "-c",
        "import gc, sys; from sphinx.cmd.build import main; "
        "main(sys.argv[1:]); print('thresholds', gc.get_threshold())",
        "-q", "-b", "html", str(site.srcdir), str(output),
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    during, after = [line for line in done.stdout.splitlines() if line.startswith("thresholds")]
    assert after == f"thresholds {original}"
    assert during != after


def test_no_collection_traverses_what_has_been_read(site: Site) -> None:
    site.conf(
        "import gc\n"
        "def show(app, *rest):\n"
        "    print('traversed', any(each is app.env.tocs['index'] for each in gc.get_objects()))\n"
        "    return []\n"
        "def setup(app):\n"
        "    app.connect('env-updated', show, 100)\n"
        "    app.connect('env-updated', show, 999)\n"
        "    app.connect('env-updated', lambda *_: [setattr(app, 'new', [[]])] and [], 999)\n"
        "    app.connect('html-collect-pages', lambda app: print('traversed',\n"
        "        any(each is app.new for each in gc.get_objects())) or [])\n"
    )
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_out"]
    done = subprocess.run(command, cwd=site.srcdir, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["traversed", "True", "traversed", "False", "traversed", "False"]


def test_warning_file_is_complete(site: Site) -> None:
    """Files are flushed at exit, although the environment is not collected."""
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
