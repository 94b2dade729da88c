"""Text pages are printed on terminals: nothing that a terminal acts on reaches them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.util.console import strip_colors

from tests.shell.bash import run

if TYPE_CHECKING:
    from tests.conftest import Build, Site

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_INVALID = re.compile(r"[\x00-\x08\x0b-\x1f]")
ESC, BELL = "\x1b", "\x07"


def unsafe_texts(build: Build) -> dict[str, list[str]]:
    """Return what a terminal would act on in each text page, and what a feed can't have."""
    patterns = {".txt": _UNSAFE, "feed.xml": _INVALID, "feed.json": _INVALID}
    return {
        name: found
        for name, data in build.files().items()
        if (pattern := next((patterns[end] for end in patterns if name.endswith(end)), None))
        and not name.startswith("_sources/")
        and (found := pattern.findall(data.decode("utf-8")))
    }


def unsafe_warnings(build: Build) -> list[str]:
    """Return the warnings of this package with such characters, apart from Sphinx's colours."""
    lines = strip_colors(build.warnings).splitlines()
    return [line for line in lines if "[transcript." in line and _UNSAFE.search(line)]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "transcript"])
def test_no_control_character_reaches_plain_text(site: Site, builder: str) -> None:
    site.conf("html_baseurl = 'https://example.org/'\n")
    body = (
        f"Bold{ESC}[1m red{ESC}]52;c;cm0gLXJm{BELL} \u202egnp.exe\u202c a\bb \x9b31mC1 \x7f\n\n"
        f"`code{ESC}[2J` ![alt {ESC}[0m text](x.png)\n\n"
        f"```{{code-block}} console\n:caption: cap{ESC}[1mtion\n\n"
        f"$ make{ESC}[32m\n{ESC}[1mdone{ESC}[0m\n10 %\b\b\b\b20 %\n```\n\n"
        f"| a{ESC}[1m | b |\n|---|---|\n| c\x9bm | longer |\n\n"
        f"```{{note}}\nnoted {ESC}[31m\n```\n\n[link{ESC}c](https://example.org/{ESC}[1m)\n"
    )
    site.post(
        "a",
        title=f'"T{ESC}[1mi\\e]52;c;eA==\\atle \\u202ex\\x9b2J"'.replace(ESC, "\\e"),
        date="2020-01-01",
        tags='["t\\e[1mag", "b\\u202ei"]',
        author='"A\\e[1mda"',
        description='"De\\e[1mscribed \\x85 \\x07"',
        body=body,
    )
    raw = f"R\n=\n\n:date: 2020-01-02\n\n.. raw:: text\n\n   raw {ESC}[1m text\n"
    site.write("post/r.rst", raw)
    site.write("post/long.md", "---\ntitle: L\ndate: 2020-01-03\n---\n\n{post}`a`\n")
    site.write(
        "index.md",
        f"# Home\n\n```{{blog-index}}\n:command: echo {ESC}[1mx\n```\n\n"
        "```{blog-index}\n:format: excerpt\n```\n",
    )
    build = site.build(builder, transcript_text_links=True)
    assert unsafe_texts(build) == {}
    text = build.read("post/a/index.txt" if builder == "dirhtml" else "post/a.txt")
    assert "Bold red gnp.exe ab C1" in text
    assert "`code`" in text
    assert "$ make\n   done\n   20 %" in text
    # The columns of a table fit what is shown.
    assert "+---+--------+\n| a | b      |" in text
    assert unsafe_warnings(build) == []


def test_warnings_show_control_characters_as_escapes(site: Site) -> None:
    site.post("a\x1b[2J", title="A", date="2020-01-01", image='"x\\e]52;c;eA==\\a.png"')
    site.post("b\u202ec", title="B", date="2020-01-32", draft='"\\e[1m"')
    build = site.build()
    assert unsafe_warnings(build) == []
    assert "post/a\\x1b[2J.md:1: WARNING: image: " in build.warnings
    assert "post/b\\u202ec.md:" in build.warnings
    assert "1 unreadable (post/b\\u202ec.md)" in build.status


@pytest.mark.parametrize(
    "name", ["a\x1b]52;c;eA==\x07b", "x\u202egnp", "tab\tname", "it's\x9b", "back\\slash\x7f"]
)
def test_prompt_names_a_file_with_control_characters_as_bash_reads_it(
    site: Site, name: str
) -> None:
    source = site.post(name, title="A", date="2020-01-01", body="The body.\n")
    build = site.build("transcript")
    (page,) = (site.folder / "build").rglob("post/*.txt")
    prompt, _, rest = page.read_text("utf-8").partition("\n")
    assert prompt.startswith("$ cat $'post/")
    assert _UNSAFE.search(prompt) is None
    assert run(prompt.removeprefix("$ "), site.srcdir) == source.read_text("utf-8")
    assert rest == "\nA\n\n\nThe body.\n"
    assert unsafe_texts(build) == {}


NUMBERED = """\
:numref:`See Table %s <{0}>`, :numref:`{0}`, :numref:`{{number}} is {{name}} <{0}>`

.. _{0}:

.. table:: The rows

   == ==
   a  b
   == ==

.. code-block:: sh
   :caption: The code
   :name: {0}-code

   ls
"""


@pytest.mark.parametrize("builder", ["html", "transcript"])
def test_references_to_numbered_tables_have_the_number(site: Site, builder: str) -> None:
    site.conf("numfig = True\n")
    site.write("post/p.rst", "P\n=\n\n:date: 2020-01-01\n\n" + NUMBERED.format("in-post"))
    site.write("doc.rst", "Doc\n===\n\n" + NUMBERED.format("in-doc") + "\n:numref:`in-post`\n")
    site.write("index.md", "# Home\n\n```{toctree}\ndoc\n```\n\nSee {numref}`Tab. %s <in-post>`.\n")
    build = site.build(builder)
    line = "See Table 1, Table 1, 1 is The rows\n\nTable 1 The rows\n"
    for name in ("post/p.txt", "doc.txt"):
        assert line in build.read(name)
        assert "\nListing 1 The code\n" in build.read(name)
    assert "See Tab. 1." in build.read("index.txt")
    assert build.warning_lines == []
    # A table above the first one changes the numbers, also on the pages that refer to it.
    above = ".. table:: First\n   :name: first\n\n   == ==\n   a  b\n   == ==\n\n"
    site.write("post/p.rst", "P\n=\n\n:date: 2020-01-01\n\n" + above + NUMBERED.format("in-post"))
    build = site.build(builder)
    assert "See Tab. 2." in build.read("index.txt")
    assert "Table 2 The rows" in build.read("post/p.txt")
    # Sphinx numbers it in the document's order once it is in a toctree.
    site.write("index.md", "# Home\n\n```{toctree}\ndoc\npost/p\n```\n")
    for name in ("post/p.txt", "doc.txt"):
        assert site.build(builder).read(name) == site.clean_build(builder).read(name)
    assert "Table 3 The rows" in site.build(builder).read("post/p.txt")
    site.write("index.md", "# Home\n\n```{toctree}\ndoc\n```\n")
    for name in ("post/p.txt", "doc.txt"):
        assert site.build(builder).read(name) == site.clean_build(builder).read(name)
