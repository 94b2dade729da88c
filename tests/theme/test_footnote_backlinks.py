"""Footnotes and citations lead back to each of their references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Build, Site

RST = """\
Notes
=====

Once [#a]_, twice [#b]_, thrice [#b]_ and once more [#b]_; a sign [*]_; [SRE16]_ and
[SRE16]_; [ONE]_.

.. [#a] Once.
.. [#b] Often.

   In two paragraphs.

.. [*] A sign.
.. [SRE16] Twice.
.. [ONE] Once.
"""
MARKDOWN = "# Notes\n\nOnce[^a], twice[^b].\n\n> And again[^b].\n\n[^a]: Once.\n\n[^b]: Twice.\n"
LINK = re.compile(r'<a role="doc-backlink" aria-label="([^"]*)" href="#([^"]*)">([^<]*)</a>')
NUMBERED = re.compile(r'<p class="ts-backlinks">(.*?)</p>')
NUMBERED_LINK = re.compile(
    r'<a role="doc-backlink" href="#([^"]*)" aria-label="([^"]*)">([^<]*)</a>'
)


def _build(site: Site, name: str, source: str, **conf: Any) -> Build:
    site.write("index.md", f"# Home\n\n```{{toctree}}\n{name.partition('.')[0]}\n```\n")
    site.write(name, source)
    return site.build(**conf)


@pytest.mark.parametrize(("name", "source"), [("a.rst", RST), ("a.md", MARKDOWN)])
def test_note_that_is_referenced_often_links_to_each_reference(
    site: Site, name: str, source: str
) -> None:
    html = _build(site, name, source).read("a.html")
    groups = [NUMBERED_LINK.findall(group) for group in NUMBERED.findall(html)]
    counts = [3, 2] if name == "a.rst" else [2]
    assert [len(group) for group in groups] == counts
    for group in groups:
        for number, (target, label, text) in enumerate(group, 1):
            assert text == str(number)
            assert label == f"back to reference {number} of {len(group)}"
            assert re.search(rf'<a [^>]*id="{target}"', html)
    # The links are below the text.
    assert re.search(r"(?:paragraphs|Twice)\.</p>\s*<p class=\"ts-backlinks\">", html)
    assert 'class="backrefs"' not in html


def test_label_of_a_note_that_is_referenced_once_is_a_link_with_a_name(site: Site) -> None:
    links = LINK.findall(_build(site, "a.rst", RST).read("a.html"))
    assert [(label, text) for label, _, text in links] == [
        ("1: back to the reference", "1"),
        ("*: back to the reference", "*"),
        ("ONE: back to the reference", "ONE"),
    ]


def test_plain_text_has_no_links_back(site: Site) -> None:
    text = _build(site, "a.rst", RST).read("a.txt")
    assert "[2] Often.\n\n    In two paragraphs.\n\n[*] A sign." in text
    assert "↑" not in text


def test_links_back_are_left_out_where_docutils_is_told_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site.write("docutils.conf", "[general]\nfootnote_backlinks: no\n")
    monkeypatch.setenv("DOCUTILSCONFIG", str(path))
    html = _build(site, "a.rst", RST).read("a.html")
    assert "doc-backlink" not in html


def test_names_are_translated(site: Site) -> None:
    html = _build(site, "a.rst", RST, language="de").read("a.html")
    assert 'aria-label="zurück zum Verweis 1 von 3"' in html
    assert 'aria-label="1: zurück zum Verweis"' in html


def test_other_themes_have_the_links_of_docutils(site: Site) -> None:
    html = _build(site, "a.rst", RST, html_theme="alabaster").read("a.html")
    assert html.count('<span class="backrefs">') == 2
    assert "ts-backlinks" not in html
