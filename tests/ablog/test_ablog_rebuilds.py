"""Incremental builds of an ABlog site have the same output as clean builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.helpers.ablog_site import ABLOG, write_ablog_site
from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import post_count_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


def _replace(name: str, old: str, new: str) -> Callable[[Site], Any]:
    def edit(site: Site) -> None:
        text = (site.srcdir / name).read_text()
        assert old in text
        site.write(name, text.replace(old, new))

    return edit


EDITS: dict[str, Callable[[Site], Any]] = {
    "page becomes a post": _replace(
        "about.md", "orphan: true", "blogpost: true\ndate: May 1, 2020"
    ),
    "post is dated": _replace("anywhere/2020-01-01-undated.md", "{post}", "{post} May 2, 2020"),
    "retagged": _replace("manual/page.rst", "two words", "fish"),
    "redirect is removed": _replace("manual/page.rst", "blog/old-name, ", ""),
    "longer excerpt": _replace("posts/by-pattern.md", "excerpt: 2", "excerpt: 3"),
    "other content": _replace("anywhere/marked.md", "And its end.", "And its very end."),
    "other image": _replace("posts/by-pattern.md", "image: 1", "image: 0"),
    "retitled": _replace("posts/by-pattern.md", "# By pattern", "# By a pattern"),
    "post is a page again": _replace("about.md", "blogpost: true", "blogpost: false"),
    "post is undated": _replace("anywhere/fence.md", " 12 Oct 2020", ""),
    "longer list": _replace("index.rst", "postlist:: 2", "postlist:: 3"),
    "remark": _replace("index.rst", "   :excerpts:", "   :excerpts:\n   :expand: more"),
    "authors": _replace("conf.py", "Ivo Brandt", "Ivo B."),
    "default author": _replace("conf.py", '= "ada"', '= "ivo"'),
    "excerpts": lambda site: site.conf(f"{ABLOG}post_auto_excerpt = 2\n"),
    "original conf.py": lambda site: site.conf(ABLOG),
}


def test_incremental_builds_equal_clean_builds(site: Site) -> None:
    write_ablog_site(site)
    site.build(into="with-1")
    site.build(into="with-4", parallel=4)
    names = list(EDITS)
    # Two edits at a time, alternately with one process and with several.
    for index in range(0, len(names), 2):
        pair = names[index : index + 2]
        for name in pair:
            EDITS[name](site)
        processes = 4 if index % 4 else 1
        build, clean = site.build(into=f"with-{processes}", parallel=processes), site.clean_build()
        assert_same_files(build, clean, f"{pair}, {processes} processes")
        assert post_count_line(build) == post_count_line(clean)
