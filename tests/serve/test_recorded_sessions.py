"""The server while sessions are updated and recorded."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.conftest import Site
from tests.helpers.live import LiveServer

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
CLAIM = "every command here ran on"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with a post whose session is out of date."""
    site = Site(tmp_path_factory.mktemp("served"))
    body = "```{session}\n$ echo a\nold\n```\n"
    site.post("one", title="One", date="2016-01-01", body=body)
    return site


@pytest.fixture(scope="module")
def live(served: Site) -> Iterator[LiveServer]:
    """Return a running server of that site, after its first build."""
    with LiveServer(served.folder, str(served.srcdir), "--port", "0") as running:
        running.wait_for(lambda: running.build_number() > 0)
        yield running


def test_update_causes_a_build_and_no_further_one(live: LiveServer, served: Site) -> None:
    before = live.wait_until_idle()
    assert CLAIM not in live.text("post/one.html")
    with live.expect_refresh():
        assert main(["sessions", "--update", str(served.srcdir)]) == 0
    live.wait_for(lambda: CLAIM in live.text("post/one.html"))
    # The source and the results are written one after the other: on a slow machine the second file
    # is seen while the first is built.
    live.wait_until_idle()
    assert live.wait_until_idle() in {before + 1, before + 2}
    assert "old" not in live.text("post/one.txt")
    # A build writes neither, so that nothing starts another.
    built = live.build_number()
    assert main(["sessions", "--update", str(served.srcdir)]) == 0
    assert live.wait_until_idle() == built


def test_results_that_are_edited_by_hand(live: LiveServer, served: Site) -> None:
    path = served.srcdir / "sessions.json"
    with live.expect_refresh():
        path.write_text(path.read_text().replace('"date": "20', '"date": "19'))
    assert f"{CLAIM} 19" in live.text("post/one.html")
    with live.expect_refresh():
        path.write_text("{")
    text = live.text("post/one.html")
    assert CLAIM not in text
    assert "the recorded results can" in text  # The warning, at the foot of the page.
