"""A site in ABlog's own format, built as it stands and without ABlog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.card import Status
from sphinx_transcript.commands.project import open_site
from tests.ablog_site import ABLOG, MARKED, RST, fill
from tests.conftest import CONF
from tests.traces import closing_line, complaints

if TYPE_CHECKING:
    from tests.conftest import Build, Site


@pytest.fixture(autouse=True)
def _blog(site: Site) -> None:
    fill(site)


def notes(build: Build) -> str:
    """Return the one note on conf.py, which is all that *build* had to say."""
    (found,) = complaints(build)
    assert found.endswith("[transcript.ablog]")
    return found


def links(text: str) -> list[str]:
    """Return the addresses of the rows in *text*, in their order."""
    return [part.partition('"')[0] for part in text.split('class="post-title" href="')[1:]]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_site_is_built_as_it_stands(site: Site, builder: str) -> None:
    build = site.build(builder, parallel=2)
    assert "transcript_posts = ['posts/*']" in notes(build)
    assert closing_line(build) == (
        "4 posts; not published: "
        "2 drafts (anywhere/2020-01-01-undated.md, posts/2020-01-01-undated-too.md)"
    )
    end = "/index.html" if builder == "dirhtml" else ".html"
    assert {f"about{end}", f"manual/page{end}", "blog/index.html"} <= build.files().keys()
    page = build.read(f"manual/page{end}")
    for part in ("2020-10-10", "Ivo Brandt", "#two words", "updated 2020-10-12", "more</em>"):
        assert part in page
    assert "Ada Marsh" in build.read(f"posts/by-pattern{end}")
    # A page of all posts where ABlog has it.
    listed = build.read("blog/index.html")
    at = [listed.index(each) for each in ("Marked", "With a fence", "By pattern", "A page of the")]
    assert at == sorted(at)


def test_redirects_are_those_of_the_builder(site: Site) -> None:
    html, dirhtml = site.build(), site.build("dirhtml")
    for build, names, target in (
        (html, ("blog/old-name.html", "older.html"), "manual/page.html"),
        (dirhtml, ("blog/old-name/index.html", "older/index.html"), "manual/page/"),
    ):
        for name in names:
            assert target in build.read(name)
    assert "blog/old-name/index.html" not in html.files()
    # What a feed calls the post is its own address, as with ABlog.
    assert "<id>https://example.org/manual/page.html</id>" in html.read("feed.xml")


def test_redirect_to_nowhere_is_told_of(site: Site) -> None:
    site.write("manual/page.rst", RST.replace("older", "../up"))
    found = complaints(site.build())
    assert [line.rpartition(" ")[2] for line in found] == [
        "[transcript.ablog]",
        "[transcript.alias]",
    ]


def test_excerpts_and_pictures(site: Site) -> None:
    build = site.build()
    for name, text in {
        "posts/by-pattern": "First of all. Then more.",
        "anywhere/fence": "What it is about.",
        "anywhere/marked": "An excerpt. And its end.",
        "manual/page": "It is about by-pattern and blog-tags.",
    }.items():
        assert f'<meta name="description" content="{text}">' in build.read(f"{name}.html"), name
    assert "What it is" not in build.read("anywhere/fence.txt")
    assert "And its end." in build.read("anywhere/marked.txt")
    assert "https://example.org/_images/dot.svg" in build.read("posts/by-pattern.html")


def test_lists_and_references(site: Site) -> None:
    build = site.build()
    home = build.read("index.txt")
    newest, _, tips = home.partition("cat index.rst")[2].partition("A page of the manual")
    assert "Marked" in newest
    assert "With a fence" in newest
    assert "And its end." in newest
    assert "By pattern" in tips
    page = build.read("manual/page.html")
    assert 'href="../posts/by-pattern.html"' in page
    assert 'href="../tag/index.html"' in page


WITHOUT_EFFECT = """\
.. postlist::
   :list-style: circle
   :format: {title} on {date}
   :tags: tips, two words

.. postlist:: 3
   :sort:
   :list-style: disc
"""


def test_what_is_without_effect_is_said_once(site: Site) -> None:
    site.write("index.rst", f"Home\n====\n\n{WITHOUT_EFFECT}")
    site.write("manual/page.rst", RST.replace("   :tags", "   :location: SF\n   :tags"))
    site.write("anywhere/marked.md", MARKED.replace("blogpost", "location: SF\nblogpost"))
    for parallel in (0, 2):
        found = complaints(site.build(into=f"with-{parallel}", parallel=parallel))
        said = [line.partition("WARNING: ")[2] for line in found if "conf.py" not in line]
        assert [line.partition(":")[0] for line in said] == [
            "ABlog's 'location', here and in 1 more documents",
            "ABlog's 'postlist format', here",
            "ABlog's 'postlist list-style', here",
            "ABlog's 'postlist names', here",
            "ABlog's 'postlist sort', here",
        ]
    assert complaints(site.build(suppress_warnings=["transcript.ablog"])) == []


def test_list_that_would_be_narrower_shows_nothing(site: Site) -> None:
    site.write("index.rst", "Home\n====\n\n.. postlist:: x\n   :location: SF\n   :tagz: a\n")
    build = site.build()
    found = [line.partition("index.rst:")[2] for line in complaints(build)]
    assert [line.partition(";")[0] for line in found if line] == [
        "4: WARNING: postlist: 'x' is not a whole number from 1",
        "4: WARNING: postlist: posts can't be listed by location",
        "4: WARNING: postlist: unknown option 'tagz'",
    ]
    assert "Marked" not in build.read("index.txt")


def test_values_of_conf_py_hold_until_they_are_replaced(site: Site) -> None:
    more = 'blog_baseurl = "https://a.org/"\nblog_title = "T"\ndisqus_shortname = "d"\n'
    site.conf(ABLOG.replace("html_baseurl", "# html_baseurl") + more + "blog_feed_length = 2\n")
    build = site.build()
    note = notes(build)
    for words in (
        "html_baseurl = 'https://a.org/'",
        "transcript_feed_limit = 2",
        "transcript_authors = {'ada': {'name': 'Ada Marsh', 'url': 'https://example.org/~ada/'}, ",
        "to be taken out: blog_title (html_title names the site and its feeds), disqus_shortname",
    ):
        assert words in note
    assert build.read("feed.xml").count("<entry>") == 2
    assert "https://a.org/" in build.read("feed.xml")
    ours = (
        "transcript_ablog = True\ntranscript_posts = ['posts/*']\nhtml_baseurl = 'https://a.org/'\n"
        "transcript_authors = {'ada': {'name': 'Ada Marsh'}, 'ivo': {'name': 'Ivo Brandt'}}\n"
        "blog_default_author = 'ada'\npost_date_format = '%d.%m.%Y'\n"
    )
    site.conf(ours)
    build = site.build()
    assert complaints(build) == []
    assert "posts/index.html" in build.files()


def test_beside_ablog_itself_it_has_no_effect(site: Site) -> None:
    site.write("conf.py", CONF.replace('["sphinx', '["ablog", "sphinx') + ABLOG)
    pytest.importorskip("ablog")
    found = complaints(site.build())
    assert [line for line in found if "transcript_ablog has no effect beside" in line]


def test_without_the_setting_nothing_is_a_post(site: Site) -> None:
    site.conf(ABLOG.replace("transcript_ablog = True", ""))
    found = complaints(site.build())
    assert [line for line in found if 'Unknown directive type "postlist"' in line]
    assert not [line for line in found if "transcript." in line]


def test_commands_know_the_posts_too(site: Site) -> None:
    with open_site(site.srcdir) as opened:
        assert opened.post_names == [
            "anywhere/2020-01-01-undated",
            "anywhere/fence",
            "anywhere/marked",
            "manual/page",
            "posts/2020-01-01-undated-too",
            "posts/by-pattern",
        ]
        _, card, problems = opened.read("manual/page")
        assert (card.status, str(card.date), problems) == (Status.PUBLISHED, "2020-10-10", [])
        assert (card.tags, card.old_pages) == (("tips", "two words"), ("blog/old-name", "older"))
        assert opened.read("anywhere/2020-01-01-undated")[1].status is Status.DRAFT
        assert opened.read("about")[1].status is Status.UNDATED


def test_date_that_could_be_two_is_told_of(site: Site) -> None:
    site.write("manual/page.rst", RST.replace("Oct 10, 2020", "10/12/2020"))
    found = [line for line in complaints(site.build()) if "transcript.date" in line]
    assert len(found) == 1
    assert "/manual/page.rst:4: WARNING: date: not a date: '10/12/2020'" in found[0]


def test_front_matter_of_a_page_is_its_own_affair(site: Site) -> None:
    site.write("about.md", "---\norphan: [\n---\n# About\n")
    site.write("posts/broken.md", "---\ndate: [\n---\n# Broken\n")
    found = complaints(site.build())
    ours = [line.partition("/src/")[2] for line in found if "transcript.front_matter" in line]
    assert [line.partition(":")[0] for line in ours] == ["posts/broken.md"]
