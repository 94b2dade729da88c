"""Browsers show each saved change, and the errors and warnings of its build."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from websockets.sync.client import connect

from tests.conftest import CONF, Site
from tests.helpers.live import LiveServer, wait_for_refresh

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with a post and a draft."""
    site = Site(tmp_path_factory.mktemp("served"))
    site.post("one", title="One", date="2016-01-01", tags="[x]")
    site.post("two", title="Two", draft="true", tags="[x]")
    return site


@pytest.fixture(scope="module")
def live(served: Site) -> Iterator[LiveServer]:
    """Return a running server of that site, after its first build."""
    with LiveServer(served.folder, str(served.srcdir), "--port", "0") as running:
        running.wait_for(lambda: running.build_number() > 0)
        yield running


def test_drafts_are_shown(live: LiveServer) -> None:
    assert "Two" in live.text("index.html")
    assert "Two" in live.text("tag/x/index.html")
    assert live.get("post/two.html")[0] == 200


def test_saved_change_is_shown_on_all_pages(live: LiveServer, served: Site) -> None:
    with live.expect_refresh():
        served.post("one", title="Uno", date="2016-01-01", tags="[x, y]", body="New words.\n")
    assert "New words." in live.text("post/one.html")
    assert "New words." in live.text("post/one.txt")
    for page in ("index.html", "tag/x/index.html", "tag/y/index.html", "post/index.html"):
        assert "Uno" in live.text(page)


def test_save_causes_one_build_and_touch_causes_none(live: LiveServer, served: Site) -> None:
    before = live.wait_until_idle()
    path = served.srcdir / "post" / "one.md"
    with live.expect_refresh():
        served.post("one", title="Uno", date="2016-01-01", tags="[x]", body="Once.\n")
    assert live.wait_until_idle() == before + 1
    path.touch()
    path.write_bytes(path.read_bytes())
    for name in ("4913", ".one.md.swp", "one.md~", ".#one.md", "#one.md#"):
        served.write(f"post/{name}", "---\nnot: [a post\n")
    assert live.wait_until_idle() == before + 1


def test_error_in_conf_py_is_shown_until_it_is_fixed(live: LiveServer, served: Site) -> None:
    with live.expect_refresh():
        served.write("conf.py", CONF + "nonsense = 1 / 0\n")
    status, text = live.get("post/one.html")
    assert status == 200
    assert "division by zero" in text
    assert "line 5" in text
    assert "Traceback" not in "\n".join(live.output)
    with live.expect_refresh():
        served.write("conf.py", CONF + "project = 'renamed'\n")
    text = live.text("post/one.html")
    assert "division by zero" not in text
    assert "renamed" in text


def test_warnings_are_shown_and_other_pages_are_built(live: LiveServer, served: Site) -> None:
    with live.expect_refresh():
        served.write("post/three.md", b"---\ntitle: Three\ndate: 2016-01-03\n---\n\n\xff\n")
    assert "post/three.md:6" in live.text("index.html")
    assert live.get("post/three.html")[0] == 404
    with live.expect_refresh():
        served.post("three", title="Three", date="2016-01-03")
    assert "three.md:6" not in live.text("index.html")
    assert live.get("post/three.html")[0] == 200


def test_warnings_are_shown_until_their_file_is_fixed(live: LiveServer, served: Site) -> None:
    with live.expect_refresh():
        served.write("page.md", "---\norphan: true\n---\n# Page\n\n[](nowhere.md)\n")
    with live.expect_refresh():
        served.post("one", title="Uno", date="2016-01-01", body="Something else.\n")
    assert "page.md:6" in live.text("post/one.html")
    with live.expect_refresh():
        (served.srcdir / "page.md").unlink()
    assert "page.md:6" not in live.text("post/one.html")


def test_renamed_post_has_only_its_new_address(live: LiveServer, served: Site) -> None:
    with live.expect_refresh():
        (served.srcdir / "post" / "three.md").rename(served.srcdir / "post" / "trois.md")
    assert live.get("post/three.html")[0] == 404
    assert "Three" in live.text("post/trois.html")


def test_many_files_saved_at_once_cause_few_builds(live: LiveServer, served: Site) -> None:
    before = live.wait_until_idle()
    for number in range(50):
        served.post(f"many-{number}", title=f"Many {number}", date="2016-02-01")
    live.wait_for(lambda: all(live.get(f"post/many-{n}.html")[0] == 200 for n in (0, 25, 49)))
    assert live.wait_until_idle() - before <= 4
    pages = ("post/index.html", "post/page/2/index.html", "post/page/3/index.html")
    shown = "".join(map(live.text, pages))
    assert [number for number in range(50) if f">Many {number}<" not in shown] == []


def test_half_written_file_is_read_again(live: LiveServer, served: Site) -> None:
    whole = b"---\ntitle: Slow\ndate: 2016-03-01\n---\n\nBeginning and end.\n"
    with (served.srcdir / "post" / "slow.md").open("wb", buffering=0) as file:
        file.write(whole[:20])
        time.sleep(0.5)
        file.write(whole[20:])
    live.wait_for(lambda: "Beginning and end." in live.text("post/slow.html"))
    live.wait_for(lambda: "slow.md" not in live.text("index.html").partition("ts:build-report")[2])


def test_folder_that_is_moved_in_is_built(live: LiveServer, served: Site) -> None:
    served.write("../aside/bundle/index.md", "---\ntitle: Bundle\ndate: 2016-04-01\n---\n\nText.\n")
    with live.expect_refresh():
        (served.folder / "aside" / "bundle").rename(served.srcdir / "post" / "bundle")
    assert "Bundle" in live.text("post/bundle/index.html")


def test_new_file_that_conf_py_checks_for_causes_a_build(live: LiveServer, served: Site) -> None:
    conf = "import os\nproject = 'two' if os.path.exists('data/flag') else 'one'\n"
    served.write("data/other", "")
    with live.expect_refresh():
        served.conf(conf)
    live.wait_until_idle()
    with live.expect_refresh():
        served.write("data/flag", "")
    live.wait_until_idle()
    assert "<title>two" in live.text("index.html")


def test_warning_whose_text_is_no_valid_path_is_shown(live: LiveServer, served: Site) -> None:
    long = "word " * 80
    with live.expect_refresh():
        served.write("long.rst", f":orphan:\n\nLong\n====\n\n.. nonsense::\n\n   {long}: {long}\n")
    assert "long.rst" in live.text("index.html")
    with live.expect_refresh():
        served.write("long.rst", ":orphan:\n\nLong\n====\n")
    assert "nonsense" not in live.text("index.html")


def test_warnings_about_included_files_disappear_when_fixed(live: LiveServer, served: Site) -> None:
    served.write("inc.txt", "*open\n")
    with live.expect_refresh():
        served.write("with.rst", ":orphan:\n\nWith\n====\n\n.. include:: inc.txt\n")
    live.wait_until_idle()
    assert "inc.txt" in live.text("index.html")
    with live.expect_refresh():
        served.write("inc.txt", "closed\n")
    live.wait_until_idle()
    assert "inc.txt" not in live.text("index.html")


def test_all_browsers_reload_and_outdated_ones_at_once(live: LiveServer, served: Site) -> None:
    build = str(live.build_number())
    with live.websocket() as one, live.websocket() as other:
        served.post("one", title="Uno", date="2016-01-01", body="For all.\n")
        wait_for_refresh(one)
        wait_for_refresh(other)
    with connect(f"ws://{live.host}/websocket-reload?build={build}") as late:
        assert late.recv(timeout=5) == "refresh"


def test_output_folder_causes_no_build(live: LiveServer, served: Site) -> None:
    """The output folder is in the source folder, but its files are not source files."""
    before = live.wait_until_idle()
    assert (served.srcdir / "_build" / "serve" / "index.html").exists()
    assert live.wait_until_idle() == before
