"""A site in ABlog's format, built unchanged and without ABlog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.workspace.site import open_site
from tests.conftest import CONF
from tests.helpers.ablog_site import ABLOG, MARKED, RST, write_ablog_site
from tests.helpers.build_output import (
    build_warnings,
    post_count_line,
)

if TYPE_CHECKING:
    from tests.conftest import Build, Site


@pytest.fixture(autouse=True)
def _blog(site: Site) -> None:
    write_ablog_site(site)


def conf_warning(build: Build) -> str:
    """Return the warning about conf.py, which must be the only one of *build*."""
    (found,) = build_warnings(build)
    assert found.endswith("[transcript.ablog]")
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_site_is_built_unchanged(site: Site, builder: str) -> None:
    build = site.build(builder, parallel=2)
    assert "transcript_posts = ['posts/*']" in conf_warning(build)
    assert post_count_line(build) == (
        "4 posts; not published: "
        "2 drafts (anywhere/2020-01-01-undated.md, posts/2020-01-01-undated-too.md)"
    )
    end = "/index.html" if builder == "dirhtml" else ".html"
    assert {f"about{end}", f"manual/page{end}", "blog/index.html"} <= build.files().keys()
    page = build.read(f"manual/page{end}")
    for part in ("2020-10-10", "Ivo Brandt", "#two words", "updated 2020-10-12", "more</em>"):
        assert part in page
    assert "Ada Marsh" in build.read(f"posts/by-pattern{end}")
    # The page of all posts has the same address as in ABlog.
    listed = build.read("blog/index.html")
    positions = [
        listed.index(title) for title in ("Marked", "With a fence", "By pattern", "A page of the")
    ]
    assert positions == sorted(positions)


def test_redirects_have_the_form_of_the_builder(site: Site) -> None:
    html, dirhtml = site.build(), site.build("dirhtml")
    for build, names, target in (
        (html, ("blog/old-name.html", "older.html"), "manual/page.html"),
        (dirhtml, ("blog/old-name/index.html", "older/index.html"), "manual/page/"),
    ):
        for name in names:
            assert target in build.read(name)
    assert "blog/old-name/index.html" not in html.files()
    # The id of a feed entry is the address of the post, as in ABlog.
    assert "<id>https://example.org/manual/page.html</id>" in html.read("feed.xml")


def test_redirect_outside_of_the_site_is_reported(site: Site) -> None:
    site.write("manual/page.rst", RST.replace("older", "../up"))
    found = build_warnings(site.build())
    assert [line.rpartition(" ")[2] for line in found] == [
        "[transcript.ablog]",
        "[transcript.alias]",
    ]


def test_excerpts_and_images(site: Site) -> None:
    build = site.build()
    for name, text in {
        "posts/by-pattern": "First of all. Then more.",
        "anywhere/fence": "What it is about.",
        "anywhere/marked": "An excerpt. And its end.",
        "manual/page": "It is about By pattern and tags.",
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


def test_unsupported_features_are_reported_once(site: Site) -> None:
    site.write("index.rst", f"Home\n====\n\n{WITHOUT_EFFECT}")
    site.write("manual/page.rst", RST.replace("   :tags", "   :location: SF\n   :tags"))
    site.write("anywhere/marked.md", MARKED.replace("blogpost", "location: SF\nblogpost"))
    for parallel in (0, 2):
        found = build_warnings(site.build(into=f"with-{parallel}", parallel=parallel))
        messages = [line.partition("WARNING: ")[2] for line in found if "conf.py" not in line]
        assert [line.partition(":")[0] for line in messages] == [
            "ABlog's 'location', here and in 1 more documents",
            "ABlog's 'postlist format', here",
            "ABlog's 'postlist list-style', here",
            "ABlog's 'postlist names', here",
            "ABlog's 'postlist sort', here",
        ]
    assert build_warnings(site.build(suppress_warnings=["transcript.ablog"])) == []


def test_list_with_an_unsupported_filter_is_empty(site: Site) -> None:
    site.write("index.rst", "Home\n====\n\n.. postlist:: x\n   :location: SF\n   :tagz: a\n")
    build = site.build()
    found = [line.partition("index.rst:")[2] for line in build_warnings(build)]
    assert [line.partition(";")[0] for line in found if line] == [
        "4: WARNING: postlist: 'x' is not a whole number from 1",
        "4: WARNING: postlist: posts can't be listed by location",
        "4: WARNING: postlist: unknown option 'tagz'",
    ]
    assert "Marked" not in build.read("index.txt")


def test_values_in_conf_py_apply_until_they_are_replaced(site: Site) -> None:
    more = 'blog_baseurl = "https://a.org/"\nblog_title = "T"\ndisqus_shortname = "d"\n'
    site.conf(ABLOG.replace("html_baseurl", "# html_baseurl") + more + "blog_feed_length = 2\n")
    build = site.build()
    message = conf_warning(build)
    for part in (
        "html_baseurl = 'https://a.org/'",
        "transcript_feed_limit = 2",
        "transcript_authors = {'ada': {'name': 'Ada Marsh', 'url': 'https://example.org/~ada/'}, ",
        "to be taken out: blog_title (html_title names the site and its feeds), disqus_shortname",
    ):
        assert part in message
    assert build.read("feed.xml").count("<entry>") == 2
    assert "https://a.org/" in build.read("feed.xml")
    ours = (
        "transcript_ablog = True\ntranscript_posts = ['posts/*']\nhtml_baseurl = 'https://a.org/'\n"
        "transcript_authors = {'ada': {'name': 'Ada Marsh'}, 'ivo': {'name': 'Ivo Brandt'}}\n"
        "blog_default_author = 'ada'\npost_date_format = '%d.%m.%Y'\n"
    )
    site.conf(ours)
    build = site.build()
    assert build_warnings(build) == []
    assert "posts/index.html" in build.files()


def test_setting_has_no_effect_with_the_ablog_extension(site: Site) -> None:
    site.write("conf.py", CONF.replace('["sphinx', '["ablog", "sphinx') + ABLOG)
    found = build_warnings(site.build())
    assert [line for line in found if "transcript_ablog has no effect beside" in line]


def test_without_the_setting_there_are_no_posts(site: Site) -> None:
    site.conf(ABLOG.replace("transcript_ablog = True", ""))
    found = build_warnings(site.build())
    assert [line for line in found if 'Unknown directive type "postlist"' in line]
    assert not [line for line in found if "transcript." in line]


def test_commands_find_the_posts(site: Site) -> None:
    with open_site(site.srcdir) as opened:
        assert opened.post_names == [
            "anywhere/2020-01-01-undated",
            "anywhere/fence",
            "anywhere/marked",
            "manual/page",
            "posts/2020-01-01-undated-too",
            "posts/by-pattern",
        ]
        post = opened.read("manual/page")
        assert post.metadata.status is PublicationStatus.PUBLISHED
        assert str(post.metadata.date) == "2020-10-10"
        assert post.metadata.tags == ("tips", "two words")
        assert post.metadata.old_pages == ("blog/old-name", "older")
        assert post.problems == []
        draft = opened.read("anywhere/2020-01-01-undated")
        assert draft.metadata.status is PublicationStatus.DRAFT
        assert opened.read("about").metadata.status is PublicationStatus.UNDATED


def test_ambiguous_date_is_reported(site: Site) -> None:
    site.write("manual/page.rst", RST.replace("Oct 10, 2020", "10/12/2020"))
    found = [line for line in build_warnings(site.build()) if "transcript.date" in line]
    assert len(found) == 1
    assert "/manual/page.rst:4: WARNING: date: not a date: '10/12/2020'" in found[0]


def test_front_matter_that_cannot_be_read_holds_back_any_page(site: Site) -> None:
    """A key that can't be read may be one that makes the page a post, or a draft."""
    site.write("about.md", "---\norphan: [\n---\n# About\n")
    site.write("twice.md", "---\nblogpost: true\ndraft: true\ndraft: false\n---\n# Twice\n")
    site.write("posts/broken.md", "---\ndate: [\n---\n# Broken\n")
    site.write("plain.md", "+++\ntitle = 'a'\n+++\n\n# A page\n")
    build = site.build()
    ours = [
        line.partition("/src/")[2]
        for line in build_warnings(build)
        if "transcript.front_matter" in line
    ]
    held_back = ["about.md", "posts/broken.md", "twice.md"]
    assert [line.partition(":")[0] for line in ours] == held_back
    assert not {f"{name[:-3]}.html" for name in held_back} & set(build.files())
    assert "plain.html" in build.files()


def test_page_among_the_posts_keeps_its_address(site: Site) -> None:
    for name in ("2020-01-01-page", "page"):
        site.write(f"posts/{name}.md", f"# The page {name}\n\nText.\n")
    build = site.build()
    conf_warning(build)
    assert "The page 2020-01-01-page" in build.read("posts/2020-01-01-page.html")
    assert "The page page" in build.read("posts/page.html")
    assert "The page" not in build.read("blog/index.html")
    site.conf(f"{ABLOG}transcript_posts = ['posts/*']\n")
    build = site.build()
    assert "The page page" in build.read("posts/page.html")
    assert "The page 2020-01-01-page" in build.read("posts/index.html")
