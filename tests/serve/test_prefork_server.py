"""Builds by prefork server processes, and how their failures are handled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.build_worker import BuildSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


def settings_for(site: Site) -> BuildSettings:
    return BuildSettings(str(site.srcdir), str(site.folder / "out"), str(site.folder / "doctrees"))


@pytest.fixture
def client(site: Site) -> Iterator[BuildClient]:
    """Return a client that builds the site."""
    client = BuildClient(settings_for(site))
    yield client
    client.close()


def read_home(site: Site) -> str:
    return (site.folder / "out" / "index.html").read_text("utf-8")


def edit(site: Site, text: str) -> list[str]:
    """Write *text* to the home page, and return the changed files."""
    return [str(site.write("index.md", f"# Home\n\n{text}\n"))]


def test_pages_are_announced_before_the_build_is_done(site: Site, client: BuildClient) -> None:
    assert client.build().error == ""
    announced: list[tuple[BuildResult, str]] = []
    result = client.build(
        edit(site, "Once [more](nowhere.md)."),
        lambda early: announced.append((early, read_home(site))),
    )
    ((early, page),) = announced
    assert "Once" in page
    assert not early.is_final
    assert early.warnings == result.warnings
    assert "nowhere.md" in result.warnings[0]


def test_build_that_kills_its_process_is_an_error(site: Site, client: BuildClient) -> None:
    extension = (
        "import os\ndef setup(app):\n    app.connect('env-updated', lambda *a: os._exit(9))\n"
    )
    site.conf(extension)
    assert "exit status 9" in client.build().error
    site.conf("")
    assert client.build([str(site.srcdir / "conf.py")]).error == ""
    assert "Home" in read_home(site)


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is no /proc")
def test_save_is_built_where_the_waiting_process_was_killed(
    site: Site, client: BuildClient
) -> None:
    assert client.build().error == ""
    assert client._process is not None
    deadline = time.monotonic() + 30
    while not (children := _children(client._process.pid)):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(children[0], signal.SIGKILL)
    assert client.build(edit(site, "Once more.")).error == ""
    assert "Once more." in read_home(site)


def test_printing_does_not_disturb_the_protocol(site: Site, client: BuildClient) -> None:
    site.conf("print('{\"error\": 1}')\nimport os\nos.system('echo {}')\n")
    for text in ("one", "two"):
        assert client.build(edit(site, text)).error == ""
        assert text in read_home(site)


def test_extension_that_starts_a_thread(
    site: Site, monkeypatch: pytest.MonkeyPatch, client: BuildClient
) -> None:
    """A process with threads can't be forked."""
    site.write("../more/threaded.py", _THREADED)
    monkeypatch.syspath_prepend(site.folder / "more")
    monkeypatch.setenv("PYTHONPATH", f"{site.folder / 'more'}:{_path()}")
    site.conf('extensions.append("threaded")\n')
    for text in ("one", "two", "three"):
        assert client.build(edit(site, text)).error == ""
        assert text in read_home(site)


_THREADED = """\
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
def setup(app):
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def _path() -> str:
    return ":".join(filter(None, sys.path))


def test_changed_extension_is_reloaded(
    site: Site, monkeypatch: pytest.MonkeyPatch, client: BuildClient
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
    source = "```{say}\n```\n"
    for _ in range(2):
        assert client.build(edit(site, source)).error == ""
    assert "first" in read_home(site)
    module.write_text(extension.format(words="second and longer"))
    assert client.build(edit(site, f"{source}\nOnce more.\n")).error == ""
    assert "second and longer" in read_home(site)


def test_project_module_may_shadow_a_standard_module(site: Site, client: BuildClient) -> None:
    extension = "def setup(app):\n    app.add_config_value('own_value', 1, '')\n    return {}\n"
    site.write("_ext/statistics.py", extension)
    site.conf(
        "import os, sys\nsys.path.insert(0, os.path.abspath('_ext'))\n"
        "extensions.append('statistics')\n"
    )
    for text in ("one", "two", "three"):
        result = client.build(edit(site, text))
        assert (result.error, result.warnings) == ("", ())


def test_child_process_of_a_build_is_not_waited_for(site: Site, client: BuildClient) -> None:
    site.conf(
        "import os, time\ndef setup(app):\n    app.connect('env-updated', leave)\n"
        "def leave(app, env):\n"
        "    if os.fork() == 0:\n        time.sleep(30)\n        os._exit(0)\n"
    )
    start = time.monotonic()
    for text in ("one", "two"):
        assert client.build(edit(site, text)).error == ""
    assert time.monotonic() - start < 20


def test_pages_are_not_announced_if_an_extension_may_change_them(
    site: Site, client: BuildClient
) -> None:
    site.conf("def setup(app):\n    app.connect('build-finished', lambda app, error: None)\n")
    announced: list[BuildResult] = []
    for text in ("one", "two"):
        client.build(edit(site, text), announced.append)
    assert announced == []


def test_without_forks_each_process_makes_one_build(site: Site) -> None:
    program = (
        "import json, os, sys\ndel os.fork\n"
        "from sphinx_transcript.serve.prefork_server import main\n"
        "from sphinx_transcript.serve.build_worker import BuildSettings\n"
        "sys.exit(main(BuildSettings(**json.loads(sys.argv[1]))))\n"
    )
    for text in ("one", "two"):
        request = {"changed": edit(site, text), "is_verbose": False}
        done = subprocess.run(
            [sys.executable, "-c", program, json.dumps(asdict(settings_for(site)))],
            input=f"{json.dumps(request)}\n",
            capture_output=True,
            text=True,
            check=True,
        )
        *_, last = done.stdout.splitlines()
        assert BuildResult.from_json(json.loads(last)).error == ""
        assert text in read_home(site)


def test_missing_source_folder_is_an_error(site: Site, tmp_path: Path) -> None:
    client = BuildClient(
        BuildSettings(str(site.srcdir / "gone"), str(tmp_path / "o"), str(tmp_path / "d"))
    )
    assert "gone" in client.build().error
    client.close()
