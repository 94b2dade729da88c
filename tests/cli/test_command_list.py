"""The command ``list``, and the titles of posts without a build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.workspace.post_titles import PostTitles
from sphinx_transcript.workspace.site import open_site
from tests.conftest import EXAMPLE_SITE, ROOT, Build

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)


def list_lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["list", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def list_objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["list", "--json", *arguments]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def rows_of(page: str) -> list[tuple[str, str, str]]:
    """Return the day, the address and the title in each row of a listing."""
    row = r'<li><p>(?:<time datetime="([\d-]{10}))?.*?<a .*?href="(.*?)">(.*?)</a>'
    rows = re.findall(row, page, re.DOTALL)
    return [
        (day, unquote(address), unescape(re.sub(r"<.*?>", "", title)))
        for day, address, title in rows
    ]


def test_example_site_is_listed_as_in_its_index(
    example_html: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(example_html.read("post/index.html"))
    posts = list_objects(capsys, "--site", str(EXAMPLE_SITE))
    assert [
        (post["date"][:10], f"{post['docname'].removeprefix('post/')}.html", post["title"])
        for post in posts
    ] == rows
    assert len(rows) > 10
    for post in posts:
        assert (example_html.outdir / f"{post['docname']}.html").is_file()
        assert (EXAMPLE_SITE / post["source"]).is_file()
        assert post["url"].startswith("https://example.org/post/")


TITLES = {
    "words": "---\ntitle: Only words\n---\nText\n",
    "quotes": "---\ntitle: It's \"quoted\" -- or... not\n---\nText\n",
    "same": "---\ntitle: the  same\n---\n\n# The *same*\n",
    "same-quotes": "---\ntitle: 'the \"same\"'\n---\n\n# The 'same'\n",
    "other": "---\ntitle: The title\n---\n# Another heading\n",
    "heading": "# A *heading* with `code`, a [link](x.md) & {tag}`helm`\n",
    "reference": "# See [the site]\n\nText\n\n[the site]: https://example.org/\n",
    "fenced": "---\ntitle: Fenced\n---\n```sh\n# fenced\n```\n\n# fenced\n",
    "crlf": "---\r\ntags: a\r\n---\r\n\r\nA 'heading'\r\n---\r\n\r\n# Below\r\n",
    "cr": "Text\r\r# A heading\r",
    "ruled": "Text\n\n---\n\n- a\n---\n\n# Below\n",
    "long": f"---\ntitle: {'a' * 5000}'s\n---\n",
    "later": "Text\n\n```text\n# not this\n```\n\n> # nor this\n\n## It's this #\n\n# Not this\n",
    "setext": "A heading\nof two lines\n===\n",
    "entity": "# Fish &amp; chips\n",
    "nothing": "Text alone\n",
    "own-settings": "---\nmyst:\n  disable_syntax: [heading]\n---\n# No heading\n",
    "numbers": "---\ntitle: 2016\n---\n",
    "mixed": "---\ntitle: <b>bold</b>\n---\n# <b>bold</b>\n",
    "own/index": "Text\n",
}  # fmt: skip
REST_TITLES = {
    "r-words": ":title: Only words\n\nText\n",
    "r-heading": ":tags: a\n\nIt's a *heading*\n================\n\nText\n",
    "r-same": ":title: the same\n\nThe same\n========\n\nText\n",
    "r-nothing": ":tags: a\n\nText\n",
}


def test_titles_are_those_of_a_build(site: Site) -> None:
    site.conf('transcript_drafts = True\nsuppress_warnings = ["transcript", "myst"]\n')
    for name, text in TITLES.items():
        site.write(f"post/{name}.md", text)
    for name, text in REST_TITLES.items():
        site.write(f"post/{name}.rst", text)
    index = rows_of(site.build().read("index.html"))
    with open_site(site.srcdir) as opened:
        titles = PostTitles(opened)
        found = {name: titles.title(name, opened.read(name).metadata) for name in opened.post_names}
    assert found == {address.removesuffix(".html"): title for _, address, title in index}
    assert len(found) == len(TITLES) + len(REST_TITLES)


@pytest.fixture
def mixed(site: Site) -> Site:
    """Return a site with posts of each status."""
    site.conf(
        'html_baseurl = "https://example.org/blog"\ntranscript_authors = {"me": {"name": "Ada"}}\n'
    )
    site.post("a", title="A", date="2016-01-01", tags="Linux, DNS & more")
    site.post("b", title="B", date="2016-01-01", tags="linux", author="me", category="c d")
    site.post("c", title="C", date="2015-01-01T10:00+02:00", pinned="true", series="S")
    site.post("draft", title="D", draft="true", date="2014-01-01")
    site.post("undated", title="U", tags="linux")
    site.post("late", title="L", date="2999-01-01", description="To come.")
    site.post("hidden", title="H", date="2013-01-01", unlisted="true")
    site.write("post/broken.md", "---\ntitle: a: b\n---\n")
    return site


def names(lines: list[str]) -> str:
    return " ".join(re.findall(r"post/(\w+)\.md", "\n".join(lines)))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "a b c"),
        (["--drafts"], "undated draft"),
        (["--scheduled"], "late"),
        (["--drafts", "--scheduled"], "undated late draft"),
        (["--all"], "broken undated late a b c draft hidden"),
        (["--tag", "LINUX"], "a b"),
        (["--tag", "dns & MORE"], "a"),
        (["--tag", "DNS & more", "--tag", "linux"], "a b"),
        (["--tag", "linux", "--drafts"], "undated"),
        (["--category", "C-D"], "b"),
        (["--author", "me", "--tag", "linux"], "a b"),
        (["--series", "s"], "c"),
    ],
)
def test_options_select_posts(
    mixed: Site, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    assert names(list_lines(capsys, *arguments)) == expected


def test_lines_have_columns(mixed: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_lines(capsys) == [
        "2016-01-01  post/a.md  A",
        "2016-01-01  post/b.md  B",
        "2015-01-01  post/c.md  C",
    ]
    assert list_lines(capsys, "--drafts", "--scheduled") == [
        "-           undated    post/undated.md  U",
        "2999-01-01  scheduled  post/late.md     L",
        "2014-01-01  draft      post/draft.md    D",
    ]
    last = list_lines(capsys, "--all")[-1]
    assert last.split() == ["2013-01-01", "unlisted", "post/hidden.md", "H"]


def test_unreadable_post_is_reported(mixed: Site, capsys: pytest.CaptureFixture[str]) -> None:
    mixed.write("post/bytes.md", b"---\ntitle: a\n\xff\n---\n")
    assert main(["list"]) == 0
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert errors[0].startswith("post/broken.md:2: front matter is not YAML: ")
    assert errors[1] == "post/bytes.md:3: byte 0xff is not utf-8 text; not published"


def test_json_has_the_metadata_of_a_post(mixed: Site, capsys: pytest.CaptureFixture[str]) -> None:
    third = list_objects(capsys)[2]
    assert third == {
        "docname": "post/c",
        "source": "post/c.md",
        "title": "C",
        "date": "2015-01-01T10:00:00+02:00",
        "status": "published",
        "pinned": True,
        "unlisted": False,
        "tags": [],
        "categories": [],
        "authors": ["Ada"],
        "series": "S",
        "description": None,
        "url": "https://example.org/blog/post/c.html",
    }
    (late,) = list_objects(capsys, "--scheduled", "--builder", "dirhtml")
    assert (late["description"], late["url"]) == ("To come.", "https://example.org/blog/post/late/")
    mixed.conf("")
    assert list_objects(capsys)[0]["url"] is None


def test_unknown_tag_is_reported_with_a_suggestion(
    mixed: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", "--tag", "linus"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "sphinx-transcript: no post listed here has the tag 'linus'; did you mean 'Linux'? "
        "(there are: DNS & more, Linux)"
    )


def test_site_without_posts_has_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_lines(capsys) == []
    assert list_objects(capsys) == []


def test_escape_sequences_in_titles_are_left_out(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("x", title='"\\e[2Jx"', date="2016-01-01")
    assert list_lines(capsys) == ["2016-01-01  post/x.md  x"]


def test_closed_pipe_is_no_error(site: Site) -> None:
    for number in range(300):
        site.post(f"{number}{'x' * 200}", title="t" * 300, date="2016-01-01")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "theme")}
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx_transcript", "list"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"2016-01-01")
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


def test_characters_outside_the_encoding_are_escaped(site: Site) -> None:
    site.post("x", title="漢字", date="2016-01-01")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "theme"), "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [sys.executable, "-m", "sphinx_transcript", "list"],
        check=True, capture_output=True, env=environment, text=True,
    )  # fmt: skip
    assert result.stdout == "2016-01-01  post/x.md  \\u6f22\\u5b57\n"
