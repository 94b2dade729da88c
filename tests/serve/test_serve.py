"""The command ``serve``: its arguments, its start and its end."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from sphinx_transcript.cli.main import main
from tests.conftest import Site
from tests.helpers.live import SETTLE_TIME, LiveServer


def test_source_that_each_build_writes_causes_no_endless_builds(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf(
        "import pathlib, time\n"
        "pathlib.Path(__file__).with_name('stamp.md').write_text(f'# Now\\n\\n{time.time()}\\n')\n"
    )
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        assert live.wait_until_idle() <= 3
        with live.expect_refresh():
            site.write("index.md", "# Changed home\n")
        assert "Changed home" in live.text("index.html")


def test_server_ends_and_leaves_no_process_running(tmp_path: Path) -> None:
    site = Site(tmp_path)
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        start = time.monotonic()
        assert live.stop() == 0
        assert time.monotonic() - start < 10
        assert live.get("index.html")[0] == 0
        assert build_processes(site) == []
    assert "Traceback" not in "\n".join(live.output)


def test_site_is_served_once_it_can_be_built(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf("raise SystemExit(3)\n")
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: "There is no page yet" in live.text("index.html"))
        assert "ts:build-report" in live.text("index.html")
        site.conf("")
        live.wait_for(lambda: live.get("index.html")[0] == 200)


def test_server_ends_during_a_long_build(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf(
        "import time\ndef setup(app):\n    app.connect('env-updated', lambda *a: time.sleep(40))\n"
    )
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0") as live:
        time.sleep(2)
        start = time.monotonic()
        assert live.stop() == 0
        assert time.monotonic() - start < 15
    assert build_processes(site) == []


def build_processes(site: Site) -> list[str]:
    """Return the command lines of the running processes that build *site*."""
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [line.decode() for line in lines if os.fsencode(site.srcdir) in line]


def test_root_document_of_another_name(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (site.srcdir / "index.md").rename(site.srcdir / "contents.md")
    site.conf('root_doc = "contents"\n')
    with LiveServer(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.get("contents.html")[0] == 200)
        assert "data-build" in live.text("contents.html")


def test_port_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(site.srcdir), "--port", str(port)]) == 1
    stderr = capsys.readouterr().err
    assert f"port {port} of 127.0.0.1 can't be listened at" in stderr
    assert "--port 0" in stderr


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["nowhere"], (2, "no folder")),
        (["src", "--watch", "nowhere"], (2, "--watch")),
        (["src", "-D", "language"], (2, "NAME=VALUE")),
        (["src", "--output", "src"], (1, "holds the sources")),
        (["src", "--output", "src/post"], (1, "holds the sources, such as")),
        (["src", "--output", "src/conf.py"], (1, "can't be made")),
        (["src", "--port", "99999"], (2, "port 99999")),
        (["src", "--allow-host", "http://x"], (2, "expected a host name")),
    ],
)
def test_bad_arguments(
    tmp_path: Path,
    arguments: list[str],
    answer: tuple[int, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Site(tmp_path).post("one", title="One", date="2016-01-01")
    monkeypatch.chdir(tmp_path)
    status, message = answer
    assert main(["serve", *arguments]) == status
    assert message in capsys.readouterr().err


def test_sphinx_autobuild_serves_the_site(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.post("one", title="One", date="2016-01-01")
    arguments = ["--port", "0", str(site.srcdir), str(tmp_path / "output")]
    with LiveServer(tmp_path, *arguments, module=["sphinx_autobuild"]) as live:
        live.wait_for(lambda: live.get("post/one.html")[0] == 200)
        # It starts to watch some time after it starts to serve.
        time.sleep(1)
        with live.expect_refresh():
            site.post("one", title="Uno", date="2016-01-01")
        assert "Uno" in live.text("index.html")
        builds = sum("Rebuilding" in line for line in live.output)
        time.sleep(SETTLE_TIME)
        assert sum("Rebuilding" in line for line in live.output) == builds == 1
