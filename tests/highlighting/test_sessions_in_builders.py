"""Sessions under other themes and builders: marked where HTML is written, whole everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.sessions.written_blocks import written_blocks

if TYPE_CHECKING:
    from tests.conftest import Site

_BLOCKS = [
    each for each in written_blocks() if each.language in ("console", "pycon", "ps1con", "doscon")
]
_PAGE = "# Home\n\n" + "\n".join(
    f"`````{each.language}\n{each.text}`````\n\n* * *\n" for each in _BLOCKS
)
SESSION = "$ for i in 1 2\n> do echo $i\n> done\n1\n2\n$ echo 'a\n\nb'\na\n\nb\n"
COPIED = "for i in 1 2\ndo echo $i\ndone\necho 'a\n\nb'"


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_marks_stand_under_any_theme(site: Site, theme: str) -> None:
    site.write("index.md", f"# Home\n\n```console\n{SESSION}```\n")
    build = site.build(html_theme=theme)
    pre = LexborHTMLParser(build.read("index.html")).css_first(".highlight-console pre")
    assert pre is not None
    assert "\n".join(part.text() for part in pre.css(".ts-typed")) == COPIED
    assert pre.text() == SESSION
    # What other tools leave out, and what is left then.
    for part in pre.css(".gp, .go"):
        part.decompose()
    assert pre.text() == f"{COPIED}\n"


@pytest.mark.parametrize("builder", ["latex", "epub", "man", "text", "texinfo", "transcript"])
def test_builders_show_the_text_and_warn_of_nothing(site: Site, builder: str) -> None:
    site.write("index.md", _PAGE)
    build = site.build(builder)
    assert [line for line in build.warnings.splitlines() if "exing literal" in line] == []
    written = "\n".join(
        file.read_text("utf-8")
        for file in build.outdir.rglob("*")
        if file.suffix in (".tex", ".xhtml", ".1", ".txt", ".texi")
    )
    assert "ts-typed" not in written or builder == "epub"
    assert "Transcript.Typed" not in written
    if builder == "latex":
        # Each command of the highlighting has its braces, and none is empty.
        assert written.count(r"\begin{sphinxVerbatim}") == len(_BLOCKS)
        assert re.search(r"\\PYG\{g\+gp\}\{\\PYGZdl\{\} \}", written)
        assert r"}{}" not in written[written.index(r"\begin{sphinxVerbatim}") :]


def test_sessions_of_doctest_blocks_and_of_the_default_language(site: Site) -> None:
    site.write("page.rst", "Page\n====\n\n>>> print('... a')\n... a\n\n::\n\n    >>> 1\n    1\n")
    build = site.build()
    blocks = LexborHTMLParser(build.read("page.html")).css("pre")
    typed = [[part.text() for part in block.css(".ts-typed")] for block in blocks]
    assert typed == [["print('... a')"], ["1"]]


def test_conf_py_names_a_prompt(site: Site) -> None:
    site.write("index.md", "# Home\n\n```console\nship> make 'a\n> b'\n$ no\nship> go\n```\n")
    build = site.build(highlight_options={"console": {"prompt": "ship>"}})
    parts = LexborHTMLParser(build.read("index.html")).css(".ts-typed")
    assert [part.text() for part in parts] == ["make 'a", "b'", "go"]
