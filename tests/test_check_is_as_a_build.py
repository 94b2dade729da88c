"""A check finds all that a build warns of, at the same file and line, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_transcript.checking.check import Checked, check_site
from sphinx_transcript.checking.findings import Finding, Severity
from sphinx_transcript.checking.reading import Reading
from sphinx_transcript.checking.sphinx_warnings import read_lines
from sphinx_transcript.commands.project import open_site
from tests.conftest import EXAMPLE_SITE, Site
from tests.faulty_sources import PAGES, POSTS, RST_POSTS, SURROUNDINGS, post, sources

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

CONF = 'myst_heading_anchors = 3\nhtml_baseurl = "https://example.org/"\n'
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def warnings_of(build: Build, conf: Path) -> set[Finding]:
    return set(read_lines(_ESCAPE.sub("", build.warnings).splitlines(), conf))


def errors_of(checked: Checked) -> set[Finding]:
    return {each for each in checked.findings if each.severity is Severity.ERROR}


def assert_same(site: Site) -> set[Finding]:
    """Check that a check of *site* finds what a build of it warns of; return that."""
    expected = warnings_of(site.clean_build(), site.srcdir / "conf.py")
    assert errors_of(check_site(site.srcdir)) == expected
    return expected


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with all faults at once."""
    site = Site(tmp_path_factory.mktemp("faulty"))
    site.conf(CONF)
    for name, text in sources().items():
        site.write(name, text)
    site.write("post/latin.md", b"---\ntitle: a\ndate: 2020-01-01\n---\n\nText \xe4.\n")
    return site


@pytest.fixture(scope="module")
def both(faulty: Site) -> tuple[set[Finding], set[Finding]]:
    """Return what a build warns of and what a check finds, of that site."""
    expected = warnings_of(faulty.build(), faulty.srcdir / "conf.py")
    return expected, errors_of(check_site(faulty.srcdir))


# These are well, or it is another file that is warned of.
_WELL = {"about", "post/alias-one", "post/id-one", "post/twin", "post/good-anchor", "lost"}
_WELL |= {"post/empty-author", "post/strange-status", "post/math", "post/all-is-well", "untitled"}
_FILES = sorted({*(f"post/{name}" for name in [*POSTS, *RST_POSTS, "latin"]), *PAGES})


@pytest.mark.parametrize("name", _FILES)
def test_each_fault_is_found_where_a_build_warns_of_it(
    both: tuple[set[Finding], set[Finding]], name: str
) -> None:
    stem = name.partition(".")[0]
    expected, found = (
        {each for each in findings if each.file.with_suffix("").as_posix().endswith(f"src/{stem}")}
        for findings in both
    )
    assert found == expected
    assert bool(expected) is (stem not in _WELL)


def test_nothing_else_is_found(both: tuple[set[Finding], set[Finding]]) -> None:
    assert both[0] == both[1]


CONFIGURATIONS = [
    pytest.param("transcript_paginate = 0\n", 5, "transcript.config", id="value"),
    pytest.param("\ntranscript_pagination = 3\n", 6, "transcript.config", id="name"),
    pytest.param(
        "html_theme_options = {\n    'measure': 20,\n}\n", 6, "transcript.theme_option", id="option"
    ),
    pytest.param(
        "html_theme_options = {\n'navigation': ['nowhere']}\n",
        6,
        "transcript.theme_option",
        id="entry",
    ),
    pytest.param(
        "html_theme_options = {'x': 1,\n'colour': 'red'}\n",
        6,
        "transcript.theme_option",
        id="unknown-option",
    ),
    pytest.param("html_static_path = ['none']\n", 5, "", id="static"),
    pytest.param("html_logo = 'none.png'\n", 5, "", id="logo"),
    pytest.param("html_baseurl = 'example.org'\n", 5, "transcript.config", id="baseurl"),
    pytest.param("myst_enable_extensions = ['nothing']\n", None, "", id="myst"),
]


@pytest.mark.parametrize(("conf", "line", "code"), CONFIGURATIONS)
def test_configuration_is_checked_as_in_a_build(
    site: Site, conf: str, line: int | None, code: str
) -> None:
    site.conf(conf)
    site.post("one", title="One", date="2020-01-01")
    found = assert_same(site)
    if line is not None:
        assert (line, code) in {(each.line, each.code) for each in found}


@pytest.mark.parametrize(
    "conf",
    [
        'extensions.append("sphinx.ext.autosectionlabel")\n',
        "numfig = True\n",
        "myst_title_to_header = True\n",
        'myst_url_schemes = ["https"]\n',
        'myst_enable_extensions = ["html_image", "attrs_block", "colon_fence", "tasklist"]\n',
        'highlight_language = "nonsense"\n',
        'suppress_warnings = ["myst", "transcript.alias"]\n',
        "nitpicky = True\n",
        "def setup(app):\n"
        "    import sphinx.util.logging as l\n"
        "    app.connect('doctree-read', lambda app, tree: l.getLogger('x').warning("
        "'seen', location=app.env.docname))\n",
    ],
)
def test_other_settings_are_heeded(site: Site, conf: str) -> None:
    site.conf(conf)
    site.post(
        "one", title="One", date="2020-01-01", body="## Same\n\n<img>\n\nAn <img> [x](http://a.b)\n"
    )
    site.post("two", title="Two", date="2020-01-02", body="## Same\n\n```\n1 $ ?\n```\n- [ ] a\n")
    site.post("dead", title="Dead", date="2020-01-03", body="[x](none.md)", aliases="/index.html")
    site.write("picture.png", "no picture")
    figure = "```{figure} picture.png\n:name: so\n:alt: words\n\nSo.\n```\n"
    contents = "```{toctree}\n:numbered:\npost/one\n```\n"
    site.write("index.md", f"# Home\n\n{{numref}}`so` {{numref}}`none`\n\n{figure}\n{contents}")
    assert_same(site)


PLAIN = [
    "Some *text*, `code` and\na [link](good.md).",
    "## Two",
    "### Three",
    "#### Four",
    "- a\n- b\n\n  c",
    "1. a\n2. b",
    "> a\n>\n> b",
    "---",
    "```python\nprint(1)\n```",
    "```json\n{'x\n```",
    "```console\n$ ls\n```",
    "```nonsense\nx\n```",
    "<div>\n\nx\n\n</div>",
    "<!-- more -->",
    "| a | b |\n|---|---|\n| c | d |",
    "![words](../picture.png)",
    "![](../picture.png)",
    "![words](none.png)",
    "![words](https://example.org/a.png)",
    "[x](none.md)",
    "[x](../about.md)",
    "[x](../about.md#the-site)",
    "[x](good.md#none)",
    "[x](../notes.txt)",
    "[x](draft.md)",
    "[x](<a b.md>)",
    "[x](%67ood.md)",
    "[x](good)",
    "[x][one]",
    "[one]: good.md",
    "[one]: none.md",
    "[x](HTTP://example.org) <mailto:a@b.c>",
    "{post}`good` and {post}`none`",
    "{post}`good`",
    "{post}`so <draft>`",
    "{tag}`kubernetes`",
    "{tag}`none`",
    "{doc}`good`",
    "{doc}`/about`",
    "{doc}`none`",
    "A[^a]",
    "[^a]: B",
    "[^b]: [x](none.md)",
    "```{note}\nText with a [x][one].\n```",
    "```{note}\n```",
    "```{note}\n[x](none.md)\n```",
    "```{warning}\n:class: x\n\n## Two\n```",
    "```{tip} Text\n```",
    "```{figure} ../picture.png\n:alt: words\n\nA caption.\n```",
    "```{figure} ../picture.png\n:alt: words\n\nA caption.\n\n- a\n```",
    "```{image} none.png\n:alt: words\n```",
    "```{figure} ../picture.png\n:alt: a: b\n:widht: 5\n```",
    "(label)=",
    "    indented",
    "a | b {x} $y$ \\[z\\] &amp; ~~s~~",
]
FRONT = [
    "tags: [a, b]",
    "tags:\n  - a\n  - b",
    "aliases: [/a?b]",
    "aliases: /about.html",
    "author: Ada",
    "author: 'Ada [x](none.md)'",
    "authors: [Ada, Ivo]",
    "authors: ';'",
    "updated: 2020-03-01 10:00",
    "image: none.png",
    "image: ../picture.png",
    "seen: 2020-13-01",
    "description: 'It {is} [so](none.md).'",
    "status: '[x](none.md)'",
    "abstract: a",
    "x: {y: z}",
    "html_meta: {a: b}",
    "a: ~",
    "version:",
    "orphan: true",
    "pinned: maybe",
]


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    posts=st.lists(
        st.tuples(
            st.lists(st.sampled_from(FRONT), max_size=2, unique=True),
            st.lists(st.sampled_from(PLAIN), min_size=1, max_size=5),
            st.booleans(),
        ),
        min_size=15,
        max_size=15,
    )
)
def test_whatever_stands_in_posts(
    tmp_path_factory: pytest.TempPathFactory, posts: list[tuple[list[str], list[str], bool]]
) -> None:
    site = Site(tmp_path_factory.mktemp("random"))
    site.conf(CONF)
    for name, text in SURROUNDINGS.items():
        site.write(name, text)
    for number, (front, parts, is_titled) in enumerate(posts):
        title = f"title: Post {number}" if is_titled else "tags: b"
        body = "\n\n".join(parts if is_titled else ["# A heading", *parts])
        keys = [
            title,
            "date: 2020-02-02",
            *(part for part in front if is_titled or part[:4] != "tags"),
        ]
        lines = "\n".join(keys)
        site.write(f"post/p{number}.md", f"---\n{lines}\n---\n\n{body}\n")
    assert_same(site)


def test_plain_posts_are_not_read(site: Site) -> None:
    site.conf(CONF)
    for name, text in {**SURROUNDINGS, "post/well.md": POSTS["all-is-well"]}.items():
        site.write(name, text)
    site.write("post/linked.md", post("## Far below", title="Linked"))
    site.write("post/linking.md", post("[x](linked.md#far-below) ![](../picture.png)"))
    with open_site(site.srcdir, "html") as opened:
        reading = Reading(opened.app)
        reading.run()
    assert {name for name in reading.documents if "/" in name} == {"post/linked", "post/linking"}


def test_example_site_has_no_error() -> None:
    assert errors_of(check_site(EXAMPLE_SITE)) == set()
