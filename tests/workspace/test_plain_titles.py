"""Titles that are found without a parser are those that the parser finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_transcript.workspace.plain_site import plain_site
from sphinx_transcript.workspace.plain_titles import plain_title
from sphinx_transcript.workspace.post_titles import PostTitles
from sphinx_transcript.workspace.site import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_transcript.workspace.site_sources import SiteSources

CONF = """\
extensions = ["sphinx_transcript"]
myst_enable_extensions = ["dollarmath", "amsmath", "colon_fence", "deflist", "attrs_block"]
"""
HEADS = (
    "", "---\ntitle: A title\n---\n", "---\ntitle: a  Title\n---\n\n",
    "---\ndate: 2020-01-01\n---\n", "---\ntitle: Of *two* words\n---\n",
    "---\ntitle: A title\nmyst:\n  title_to_header: true\n---\n",
)  # fmt: skip
LINES = (
    "", "# A title", "#  A title  ", "# A title #", "#A title", "# It's *one*", "# Another", "#",
    "## A title", "  # A title", "- # A title", "    # A title", "> # A title", "\t# A title",
    "some text", "===", "---", "- item", "  - item", "```", "```{note}", ":::", ":::{tip}", "~~~",
    "$$", "<!--", "-->", "<div>", "</div>", "\\begin{equation}", "% comment", "(label)=", "+++",
    "{#id}", "[a]: b", "[a]:", "[^a]: note", "| a | b |", "| - | - |", "term", ": definition",
    "```{include} x.md", "# A\x0btitle", "# A\u2028title", "# A\xa0title", "# 1. A title:", "***",
)  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SiteSources, PostTitles]]:
    """Return a site, and what finds its titles with a parser."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "post").mkdir()
    (folder / "conf.py").write_text(CONF, "utf-8")
    (folder / "index.md").write_text("# Site\n", "utf-8")
    (folder / "post/one.md").write_text("# A post\n", "utf-8")
    plain = plain_site(folder)
    assert plain is not None
    with open_site(folder) as site:
        yield plain, PostTitles(site)


def titles(sites: tuple[SiteSources, PostTitles], text: str) -> tuple[str | None, str]:
    """Return the title of a post with *text* without a parser, and that with one."""
    plain, with_parser = sites
    path: Path = plain.path("post/one")
    path.write_bytes(text.encode())
    metadata = plain.read("post/one").metadata
    return plain_title(plain, "post/one", metadata), with_parser.title("post/one", metadata)


@settings(
    max_examples=300, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    head=st.sampled_from(HEADS),
    lines=st.lists(st.sampled_from(LINES), max_size=6),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_titles_are_those_of_the_parser(
    sites: tuple[SiteSources, PostTitles], head: str, lines: list[str], end: str
) -> None:
    found, expected = titles(sites, head.replace("\n", end) + end.join([*lines, ""]))
    assert found in {None, expected}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: A title\n---\n\nSome text.\n\n## A section\n", "A title"),
        ("---\ntitle: A Title\n---\n\n# A title\n", "A title"),
        ("Some text.\n\n# A title\n\n```\n# comment\n```\n", "A title"),
        ("Some text.\n", "one"),
    ],
)
def test_plain_titles_need_no_parser(
    sites: tuple[SiteSources, PostTitles], text: str, title: str
) -> None:
    assert titles(sites, text) == (title, title)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A title\n---\n\n```sh\n# A comment\n```\n",
        "A title\n=======\n",
        "# A *title*\n",
        "---\ntitle: It's one\n---\n",
        "```{include} x.md\n```\n",
    ],
)
def test_other_titles_are_left_to_the_parser(
    sites: tuple[SiteSources, PostTitles], text: str
) -> None:
    assert titles(sites, text)[0] is None


@pytest.mark.parametrize(
    "syntax",
    [
        'myst_disable_syntax = ["heading"]',
        'myst_disable_syntax = ["front_matter"]',
        "myst_commonmark_only = True",
        "myst_gfm_only = True",
    ],
)
def test_titles_are_left_to_the_parser_where_it_has_another_syntax(
    tmp_path: Path, syntax: str
) -> None:
    (tmp_path / "post").mkdir()
    (tmp_path / "conf.py").write_text(f"{CONF}\n{syntax}\n", "utf-8")
    (tmp_path / "index.md").write_text("# Site\n", "utf-8")
    (tmp_path / "post/one.md").write_text("---\ndate: 2024-01-01\n---\n\n# A post\n", "utf-8")
    assert plain_site(tmp_path) is None
    with open_site(tmp_path) as site:
        assert plain_title(site, "post/one", site.read("post/one").metadata) is None
