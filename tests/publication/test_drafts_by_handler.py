"""Posts that a handler of ``source-read`` makes drafts, without a change of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from tests.conftest import Site

CONF = """\
html_baseurl = "https://example.org/"
from pathlib import Path
drafts = Path(__file__).with_name("drafts.txt")
def hold_back(app, docname, source):
    if docname in drafts.read_text().split():
        source[0] = source[0].replace("title:", "draft: true\\ntitle:")
def setup(app):
    app.connect("source-read", hold_back)
    app.connect("env-get-outdated", lambda app, env, *rest: ["post/a"], priority=900)
"""


def test_post_that_another_extension_has_read_again(site: Site) -> None:
    site.conf(CONF)
    site.write("drafts.txt", "")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02")
    assert "post/a.html" in site.build().files()
    site.write("drafts.txt", "post/a")
    build = site.build()
    assert "post/a.html" not in build.files()
    assert_same_files(build, site.clean_build(), "without the draft")
