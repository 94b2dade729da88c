"""A check finds exactly what a build warns of, at the same files and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.check.site_check import check_site
from sphinx_transcript.check.trial_build import TrialBuild
from sphinx_transcript.workspace.site import open_site
from tests.check.build_comparison import CONF, assert_same, errors_of, warnings_of
from tests.conftest import EXAMPLE_SITE, Site
from tests.helpers.faulty_sources import PAGES, POSTS, RST_POSTS, VALID_SOURCES, post, sources

if TYPE_CHECKING:
    from sphinx_transcript.check.findings import Finding


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with all faulty sources."""
    site = Site(tmp_path_factory.mktemp("faulty"))
    site.conf(CONF)
    for name, text in sources().items():
        site.write(name, text)
    site.write("post/latin.md", b"---\ntitle: a\ndate: 2020-01-01\n---\n\nText \xe4.\n")
    return site


@pytest.fixture(scope="module")
def both(faulty: Site) -> tuple[set[Finding], set[Finding]]:
    """Return the warnings of a build of the faulty site, and the errors that a check finds."""
    expected = warnings_of(faulty.build(), faulty.srcdir / "conf.py")
    return expected, errors_of(check_site(faulty.srcdir))


# Sources without a warning: they are valid, or the warning is at another file.
_WITHOUT_WARNING = {
    "about",
    "post/alias-one",
    "post/id-one",
    "post/twin",
    "post/good-anchor",
    "lost",
}
_WITHOUT_WARNING |= {
    "post/empty-author",
    "post/strange-status",
    "post/math",
    "post/all-is-well",
    "untitled",
}
_FILES = sorted({*(f"post/{name}" for name in [*POSTS, *RST_POSTS, "latin"]), *PAGES})


@pytest.mark.parametrize("name", _FILES)
def test_each_fault_is_found_at_the_location_of_the_warning(
    both: tuple[set[Finding], set[Finding]], name: str
) -> None:
    stem = name.partition(".")[0]
    expected, found = (
        {each for each in findings if each.file.with_suffix("").as_posix().endswith(f"src/{stem}")}
        for findings in both
    )
    assert found == expected
    assert bool(expected) is (stem not in _WITHOUT_WARNING)


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
        5,
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
def test_other_settings_are_respected(site: Site, conf: str) -> None:
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


def test_harmless_posts_are_not_read(site: Site) -> None:
    site.conf(CONF)
    for name, text in {**VALID_SOURCES, "post/well.md": POSTS["all-is-well"]}.items():
        site.write(name, text)
    site.write("post/linked.md", post("## Far below", title="Linked"))
    site.write("post/linking.md", post("[x](linked.md#far-below) ![](../picture.png)"))
    with open_site(site.srcdir, "html") as opened:
        build = TrialBuild(opened.app)
        build.run()
    assert {name for name in build.docnames if "/" in name} == {"post/linked", "post/linking"}


def test_example_site_has_no_error() -> None:
    assert errors_of(check_site(EXAMPLE_SITE)) == set()
