"""The processes that build while a site is served, and what may become of them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serving.client import Builds
from sphinx_transcript.serving.outcome import Outcome
from sphinx_transcript.serving.worker import Order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Site


def order_for(site: Site) -> Order:
    return Order(str(site.srcdir), str(site.folder / "out"), str(site.folder / "doctrees"))


@pytest.fixture
def builds(site: Site) -> Iterator[Builds]:
    """Return what builds the site."""
    made = Builds(order_for(site))
    yield made
    made.close()


def home(site: Site) -> str:
    return (site.folder / "out" / "index.html").read_text("utf-8")


def edit(site: Site, words: str) -> list[str]:
    """Have the home page say *words*, and return what has changed."""
    return [str(site.write("index.md", f"# Home\n\n{words}\n"))]


def test_pages_are_announced_before_the_build_is_done(site: Site, builds: Builds) -> None:
    assert builds.build().error == ""
    announced: list[tuple[Outcome, str]] = []
    outcome = builds.build(
        edit(site, "Once [more](nowhere.md)."),
        lambda early: announced.append((early, home(site))),
    )
    ((early, page),) = announced
    assert "Once" in page
    assert not early.is_final
    assert early.warnings == outcome.warnings
    assert "nowhere.md" in outcome.warnings[0]


def test_a_build_that_takes_its_process_along_is_an_error(site: Site, builds: Builds) -> None:
    ending = "import os\ndef setup(app):\n    app.connect('env-updated', lambda *a: os._exit(9))\n"
    site.conf(ending)
    assert "exit status 9" in builds.build().error
    site.conf("")
    assert builds.build([str(site.srcdir / "conf.py")]).error == ""
    assert "Home" in home(site)


def test_what_prints_does_not_disturb(site: Site, builds: Builds) -> None:
    site.conf("print('{\"error\": 1}')\nimport os\nos.system('echo {}')\n")
    for words in ("one", "two"):
        assert builds.build(edit(site, words)).error == ""
        assert words in home(site)


def test_modules_that_start_threads(
    site: Site, monkeypatch: pytest.MonkeyPatch, builds: Builds
) -> None:
    """A process with threads can't be forked."""
    site.write("../more/threaded.py", _THREADED)
    monkeypatch.syspath_prepend(site.folder / "more")
    monkeypatch.setenv("PYTHONPATH", f"{site.folder / 'more'}:{_path()}")
    site.conf('extensions.append("threaded")\n')
    for words in ("one", "two", "three"):
        assert builds.build(edit(site, words)).error == ""
        assert words in home(site)


_THREADED = """\
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
def setup(app):
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def _path() -> str:
    return ":".join(filter(None, sys.path))


def test_changed_modules_are_imported_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch, builds: Builds
) -> None:
    extension = (
        "from docutils import nodes\nfrom docutils.parsers.rst import Directive\n"
        "class Say(Directive):\n    def run(self):\n"
        "        return [nodes.paragraph('', {words!r})]\n"
        "def setup(app):\n    app.add_directive('say', Say)\n"
        "    return {{'parallel_read_safe': True}}\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{site.folder / 'more'}:{_path()}")
    module = site.write("../more/saying.py", extension.format(words="first"))
    site.conf('extensions.append("saying")\n')
    text = "```{say}\n```\n"
    for _ in range(2):
        assert builds.build(edit(site, text)).error == ""
    assert "first" in home(site)
    module.write_text(extension.format(words="second and longer"))
    assert builds.build(edit(site, f"{text}\nOnce more.\n")).error == ""
    assert "second and longer" in home(site)


def test_a_module_named_as_another_is_the_projects_own(site: Site, builds: Builds) -> None:
    extension = "def setup(app):\n    app.add_config_value('own_value', 1, '')\n    return {}\n"
    site.write("_ext/statistics.py", extension)
    site.conf(
        "import os, sys\nsys.path.insert(0, os.path.abspath('_ext'))\n"
        "extensions.append('statistics')\n"
    )
    for words in ("one", "two", "three"):
        outcome = builds.build(edit(site, words))
        assert (outcome.error, outcome.warnings) == ("", ())


def test_a_process_that_a_build_leaves_running_is_not_waited_for(
    site: Site, builds: Builds
) -> None:
    site.conf(
        "import os, time\ndef setup(app):\n    app.connect('env-updated', leave)\n"
        "def leave(app, env):\n"
        "    if os.fork() == 0:\n        time.sleep(30)\n        os._exit(0)\n"
    )
    start = time.monotonic()
    for words in ("one", "two"):
        assert builds.build(edit(site, words)).error == ""
    assert time.monotonic() - start < 20


def test_pages_that_are_mended_at_the_end_are_announced_then(site: Site, builds: Builds) -> None:
    site.conf("def setup(app):\n    app.connect('build-finished', lambda app, error: None)\n")
    announced: list[Outcome] = []
    for words in ("one", "two"):
        builds.build(edit(site, words), announced.append)
    assert announced == []


def test_without_forks_each_process_makes_one_build(site: Site) -> None:
    program = (
        "import json, os, sys\ndel os.fork\n"
        "from sphinx_transcript.serving.workshop import main\n"
        "from sphinx_transcript.serving.worker import Order\n"
        "sys.exit(main(Order(**json.loads(sys.argv[1]))))\n"
    )
    for words in ("one", "two"):
        request = {"changed": edit(site, words), "is_verbose": False}
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(asdict(order_for(site)))],
            input=f"{json.dumps(request)}\n",
            capture_output=True,
            text=True,
            check=True,
        )
        *_, last = done.stdout.splitlines()
        assert Outcome.from_json(json.loads(last)).error == ""
        assert words in home(site)


def test_nobody_to_build_is_told(site: Site, tmp_path: Path) -> None:
    builds = Builds(Order(str(site.srcdir / "gone"), str(tmp_path / "o"), str(tmp_path / "d")))
    assert "gone" in builds.build().error
    builds.close()
