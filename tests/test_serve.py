"""The command serve: what is shown after each save, and after each that goes wrong."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from websockets.sync.client import connect

from sphinx_transcript.commands.main import main
from tests.conftest import CONF, Site
from tests.live import PATIENCE, QUIET, Live

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with a post and a draft."""
    site = Site(tmp_path_factory.mktemp("served"))
    site.post("one", title="One", date="2016-01-01", tags="[x]")
    site.post("two", title="Two", draft="true", tags="[x]")
    return site


@pytest.fixture(scope="module")
def live(place: Site) -> Iterator[Live]:
    """Return a server of that site that has built it."""
    with Live(place.folder, str(place.srcdir), "--port", "0") as running:
        running.wait_for(lambda: running.build() > 0)
        yield running


def test_drafts_are_shown(live: Live) -> None:
    assert "Two" in live.text("index.html")
    assert "Two" in live.text("tag/x/index.html")
    assert live.get("post/two.html")[0] == 200


def test_what_is_saved_is_shown_wherever_it_stands(live: Live, place: Site) -> None:
    with live.refresh():
        place.post("one", title="Uno", date="2016-01-01", tags="[x, y]", body="New words.\n")
    assert "New words." in live.text("post/one.html")
    assert "New words." in live.text("post/one.txt")
    for page in ("index.html", "tag/x/index.html", "tag/y/index.html", "post/index.html"):
        assert "Uno" in live.text(page)


def test_a_save_is_one_build_and_a_touch_is_none(live: Live, place: Site) -> None:
    before = live.settle()
    path = place.srcdir / "post" / "one.md"
    with live.refresh():
        place.post("one", title="Uno", date="2016-01-01", tags="[x]", body="Once.\n")
    assert live.settle() == before + 1
    path.touch()
    path.write_bytes(path.read_bytes())
    for name in ("4913", ".one.md.swp", "one.md~", ".#one.md", "#one.md#"):
        place.write(f"post/{name}", "---\nnot: [a post\n")
    assert live.settle() == before + 1


def test_configuration_that_raises_is_shown_until_it_is_mended(live: Live, place: Site) -> None:
    with live.refresh():
        place.write("conf.py", CONF + "nonsense = 1 / 0\n")
    status, text = live.get("post/one.html")
    assert status == 200
    assert "division by zero" in text
    assert "line 5" in text
    assert "Traceback" not in "\n".join(live.said)
    with live.refresh():
        place.write("conf.py", CONF + "project = 'renamed'\n")
    text = live.text("post/one.html")
    assert "division by zero" not in text
    assert "renamed" in text


def test_warnings_are_shown_and_the_rest_is_built(live: Live, place: Site) -> None:
    with live.refresh():
        place.write("post/three.md", b"---\ntitle: Three\ndate: 2016-01-03\n---\n\n\xff\n")
    assert "post/three.md:6" in live.text("index.html")
    assert live.get("post/three.html")[0] == 404
    with live.refresh():
        place.post("three", title="Three", date="2016-01-03")
    assert "three.md:6" not in live.text("index.html")
    assert live.get("post/three.html")[0] == 200


def test_warnings_stand_until_their_file_is_mended(live: Live, place: Site) -> None:
    with live.refresh():
        place.write("page.md", "---\norphan: true\n---\n# Page\n\n[](nowhere.md)\n")
    with live.refresh():
        place.post("one", title="Uno", date="2016-01-01", body="Something else.\n")
    assert "page.md:6" in live.text("post/one.html")
    with live.refresh():
        (place.srcdir / "page.md").unlink()
    assert "page.md:6" not in live.text("post/one.html")


def test_a_post_that_is_renamed_is_at_its_new_address_alone(live: Live, place: Site) -> None:
    with live.refresh():
        (place.srcdir / "post" / "three.md").rename(place.srcdir / "post" / "trois.md")
    assert live.get("post/three.html")[0] == 404
    assert "Three" in live.text("post/trois.html")


def test_many_files_saved_at_once_are_few_builds(live: Live, place: Site) -> None:
    before = live.settle()
    for number in range(50):
        place.post(f"many-{number}", title=f"Many {number}", date="2016-02-01")
    live.wait_for(lambda: all(live.get(f"post/many-{n}.html")[0] == 200 for n in (0, 25, 49)))
    assert live.settle() - before <= 4
    pages = ("post/index.html", "post/page/2/index.html", "post/page/3/index.html")
    shown = "".join(map(live.text, pages))
    assert [number for number in range(50) if f">Many {number}<" not in shown] == []


def test_a_file_that_is_read_half_written_is_read_again(live: Live, place: Site) -> None:
    whole = b"---\ntitle: Slow\ndate: 2016-03-01\n---\n\nBeginning and end.\n"
    with (place.srcdir / "post" / "slow.md").open("wb", buffering=0) as file:
        file.write(whole[:20])
        time.sleep(0.5)
        file.write(whole[20:])
    live.wait_for(lambda: "Beginning and end." in live.text("post/slow.html"))
    live.wait_for(lambda: "slow.md" not in live.text("index.html").partition("live-reload-said")[2])


def test_a_folder_that_is_moved_in_is_built(live: Live, place: Site) -> None:
    place.write("../aside/bundle/index.md", "---\ntitle: Bundle\ndate: 2016-04-01\n---\n\nText.\n")
    with live.refresh():
        (place.folder / "aside" / "bundle").rename(place.srcdir / "post" / "bundle")
    assert "Bundle" in live.text("post/bundle/index.html")


def test_a_file_that_conf_py_asks_for_is_seen(live: Live, place: Site) -> None:
    conf = "import os\nproject = 'two' if os.path.exists('data/flag') else 'one'\n"
    place.write("data/other", "")
    with live.refresh():
        place.conf(conf)
    live.settle()
    with live.refresh():
        place.write("data/flag", "")
    assert "<title>two" in live.text("index.html")


def test_a_warning_that_names_no_file_ends_nothing(live: Live, place: Site) -> None:
    long = "word " * 80
    with live.refresh():
        place.write("long.rst", f":orphan:\n\nLong\n====\n\n.. nonsense::\n\n   {long}: {long}\n")
    assert "long.rst" in live.text("index.html")
    with live.refresh():
        place.write("long.rst", ":orphan:\n\nLong\n====\n")
    assert "nonsense" not in live.text("index.html")


def test_warnings_of_included_files_go_when_they_are_mended(live: Live, place: Site) -> None:
    place.write("inc.txt", "*open\n")
    with live.refresh():
        place.write("with.rst", ":orphan:\n\nWith\n====\n\n.. include:: inc.txt\n")
    live.settle()
    assert "inc.txt" in live.text("index.html")
    with live.refresh():
        place.write("inc.txt", "closed\n")
    live.settle()
    assert "inc.txt" not in live.text("index.html")


def test_every_browser_is_told_and_late_ones_at_once(live: Live, place: Site) -> None:
    build = str(live.build())
    with live.browser() as one, live.browser() as other:
        place.post("one", title="Uno", date="2016-01-01", body="For all.\n")
        assert one.recv(timeout=PATIENCE) == "refresh"
        assert other.recv(timeout=PATIENCE) == "refresh"
    with connect(f"ws://{live.host}/websocket-reload?build={build}") as late:
        assert late.recv(timeout=5) == "refresh"


def test_nothing_is_built_when_nothing_is_saved(live: Live, place: Site) -> None:
    """The output is in the source folder, and is not taken for a source."""
    before = live.settle()
    assert (place.srcdir / "_build" / "serve" / "index.html").exists()
    assert live.settle() == before


def test_what_each_build_writes_is_built_no_more(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf(
        "import pathlib, time\n"
        "pathlib.Path(__file__).with_name('stamp.md').write_text(f'# Now\\n\\n{time.time()}\\n')\n"
    )
    with Live(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build() > 0)
        assert live.settle() <= 3
        with live.refresh():
            site.write("index.md", "# Changed home\n")
        assert "Changed home" in live.text("index.html")


def test_it_ends_when_told_to_and_leaves_nothing_running(tmp_path: Path) -> None:
    site = Site(tmp_path)
    with Live(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build() > 0)
        start = time.monotonic()
        assert live.end() == 0
        assert time.monotonic() - start < 10
        assert live.get("index.html")[0] == 0
        assert running_for(site) == []
    assert "Traceback" not in "\n".join(live.said)


def test_a_site_that_can_not_be_built_is_served_once_it_can(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf("raise SystemExit(3)\n")
    with Live(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: "There is no page yet" in live.text("index.html"))
        assert "live-reload-said" in live.text("index.html")
        site.conf("")
        live.wait_for(lambda: live.get("index.html")[0] == 200)


def test_a_build_that_takes_long_is_not_waited_for(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.conf(
        "import time\ndef setup(app):\n    app.connect('env-updated', lambda *a: time.sleep(40))\n"
    )
    with Live(tmp_path, str(site.srcdir), "--port", "0") as live:
        time.sleep(2)
        start = time.monotonic()
        assert live.end() == 0
        assert time.monotonic() - start < 15
    assert running_for(site) == []


def running_for(site: Site) -> list[str]:
    """Return the command lines of the processes that build *site*."""
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [line.decode() for line in lines if os.fsencode(site.srcdir) in line]


def test_root_document_of_another_name(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (site.srcdir / "index.md").rename(site.srcdir / "contents.md")
    site.conf('root_doc = "contents"\n')
    with Live(tmp_path, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.get("contents.html")[0] == 200)
        assert "data-build" in live.text("contents.html")


def test_port_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(site.srcdir), "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert f"port {port} of 127.0.0.1 can't be listened at" in said
    assert "--port 0" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "no folder"),
        (["src", "--watch", "nowhere"], "--watch"),
        (["src", "-D", "language"], "NAME=VALUE"),
        (["src", "--output", "src"], "holds the sources"),
        (["src", "--output", "src/post"], "holds the sources, such as"),
        (["src", "--output", "src/conf.py"], "can't be made"),
        (["src", "--port", "99999"], "port 99999"),
    ],
)
def test_bad_arguments(
    tmp_path: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Site(tmp_path).post("one", title="One", date="2016-01-01")
    monkeypatch.chdir(tmp_path)
    assert main(["serve", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_plain_sphinx_autobuild_serves_the_site_too(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.post("one", title="One", date="2016-01-01")
    arguments = ["--port", "0", str(site.srcdir), str(tmp_path / "output")]
    with Live(tmp_path, *arguments, module=["sphinx_autobuild"]) as live:
        live.wait_for(lambda: live.get("post/one.html")[0] == 200)
        # It watches from some time after it began to serve.
        time.sleep(1)
        with live.refresh():
            site.post("one", title="Uno", date="2016-01-01")
        assert "Uno" in live.text("index.html")
        builds = sum("Rebuilding" in line for line in live.said)
        time.sleep(QUIET)
        assert sum("Rebuilding" in line for line in live.said) == builds == 1
