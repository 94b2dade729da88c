"""The plain text of all kinds of nodes that Sphinx can put on a page."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from docutils.utils import column_width

from tests.conftest import EXAMPLE_SITE, SEED_PAGE, Site
from tests.helpers.page_commands import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

CONF = """
html_theme = "transcript"
extensions = ["sphinx_transcript"]
myst_enable_extensions = ["deflist", "dollarmath", "tasklist"]
"""

FRAGMENTS = {
    "prompt and title": "$ cat index.rst\n\nKitchen sink\n\n\nA paragraph",
    "inline": "*emphasis*, **strong**, `code`, a link, a footnote [1], Other, Lists,",
    "inline math and terms": "a^2, `Ctrl`+`C`, and HTML (HyperText).",
    "toctree": "* Other\n  * Deep\n    * Deeper\n\n\nLists\n\n\n",
    "nested lists": (
        "* one\n\n  * two\n\n    1. three\n\n    2. four\n\n       with a second paragraph"
    ),
    "definitions": "term\n   definition one\n\n   second para\n\nother term : classifier\n   def\n",
    "fields": "field:\n   value\n\nlonger field:\n   another value\n",
    "options": "-a\n   all\n\n-b ARG\n   both\n",
    "note": "Note:\n  Short note.\n\nWarning:",
    "long admonition": (
        "Warning:\n  Two paragraphs here.\n\n  This is the second.\n\n  * and a list\n"
    ),
    "own admonition": "Own title:\n  Text.\n",
    "seealso": "See also:\n  something\n",
    "version": "Added in version 1.2: A thing.\n",
    "figure": "   [image: An image]\n\n   The caption.\n\n   A legend.\n",
    "image": "\n[image]\n",
    "math": "\n   e = mc^2\n",
    "code": "A caption\n\n   def f():\n\n\n       return 1\n",
    "table": (
        "A table\n\n"
        "+--------+------------+\n"
        "| Name   | Long text  |\n"
        "|========|============|\n"
        "| 日本語 | line one   |\n"
        "|        | line two   |\n"
        "+--------+------------+\n"
        "| a      | * item     |\n"
        "|        | * item two |\n"
    ),
    "spans": "| a | b     |\n|   +---+---+\n|   | c | d |\n",
    "function": (
        "f(a, b=1, *, c: int = 2) -> str\n\n   Does it.\n\n   Parameters:\n      **a** – the a\n"
    ),
    "class": "class Klass\n\n   run()\n\n      Runs.\n",
    "line block": "   line block\n      indented\n",
    "quotation": "   Quote me.\n\n   -- Somebody\n\n---\n",
    "topic": "Topic title\n\nTopic body.\n\nSide\n\nSide text.\n\nRubric\n",
    "grammar": '   try ::= "try" ":" suite\n',
    "glossary": "cpu\n   The processor.\n",
    "only": "Only HTML.\n",
    "footnote": "[1] The footnote.\n",
    "citation": "[CIT] A citation.\n",
    "one line a paragraph": "on so that it has to be wrapped at some width and here are some East",
}


SHINY = """
from docutils import nodes
from docutils.parsers.rst import Directive

class shiny(nodes.General, nodes.Element):
    pass

class Shiny(Directive):
    def run(self):
        return [shiny("", nodes.paragraph("", "Shiny text"))]

def visit(self, node):
    self.body.append("<b>")

def depart(self, node):
    self.body.append("</b>")

def setup(app):
    app.add_node(shiny, html=(visit, depart))
    app.add_directive("shiny", Shiny)
"""


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site that has all kinds of nodes."""
    site = Site(tmp_path_factory.mktemp("sink"))
    shutil.copytree(
        EXAMPLE_SITE.parent / "tests" / "data" / "sink", site.srcdir, dirs_exist_ok=True
    )
    (site.srcdir / "index.md").unlink()
    site.write("conf.py", CONF)
    return site


@pytest.fixture(scope="module")
def sink_text(sink: Site) -> Build:
    """Return the transcripts of that site."""
    return sink.build("transcript")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_each_node_has_its_plain_text(sink_text: Build, name: str) -> None:
    assert FRAGMENTS[name] in sink_text.read("index.txt")


def test_content_only_for_text_builders_is_left_out(sink_text: Build) -> None:
    assert "Only text." not in sink_text.read("index.txt")


def test_hard_line_breaks_of_markdown_are_kept(sink_text: Build) -> None:
    text = sink_text.read("other.txt")
    assert "\n\nHard\nbreak, and x^2." in text
    assert "Term\n   Def\n" in text
    assert "text\n\n   two blank lines\n\n\n   in code\n\nafter link and internal.\n" in text


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("conf", [{}, {"transcript_text_width": 50, "transcript_text_links": True}])
def test_text_pages_equal_those_of_the_transcript_builder(
    sink: Site, builder: str, conf: dict[str, Any]
) -> None:
    name = "other/index.txt" if builder == "dirhtml" else "other.txt"
    into = "wrapped" if conf else "whole"
    text = sink.build("transcript", into=into, **conf)
    pages = sink.build(builder, into=into, **conf)
    assert text.warnings == pages.warnings == ""
    assert pages.read("index.txt") == text.read("index.txt")
    assert pages.read(name) == text.read("other.txt")


def test_lines_fit_the_width_and_wide_characters_count_twice(sink: Site) -> None:
    text = sink.build("transcript", into="narrow", transcript_text_width=44).read("index.txt")
    prose = text[text.index("Very very long") :]
    widths = [column_width(line) for line in prose.splitlines()]
    assert len(widths) == 5
    assert max(widths) <= 44
    assert any("日本語" in line and column_width(line) > 40 for line in prose.splitlines())


def test_links_are_numbered_after_the_footnotes_if_configured(sink: Site) -> None:
    text = sink.build("transcript", into="links", transcript_text_links=True).read("index.txt")
    assert "a link [2], a footnote [1], Other [3], Lists, https://plain.example," in text
    assert text.endswith(
        "\n\n[2] https://example.org/a\n[3] other.md\n[4] other.md#deep\n[5] other.md#deeper\n"
    )


def test_node_with_only_an_html_visitor_keeps_its_text(site: Site) -> None:
    site.write("shiny_nodes.py", SHINY)
    site.conf(
        "import sys\nfrom pathlib import Path\n"
        "sys.path.insert(0, str(Path(__file__).parent))\nextensions.append('shiny_nodes')\n"
    )
    site.write("index.md", "# Home\n\n```{shiny}\n```\n")
    assert site.build().read("index.txt") == "$ cat index.md\n\nHome\n\n\nShiny text\n"


@pytest.mark.parametrize("source", PAGES)
def test_every_example_page_has_the_spacing_of_a_transcript(
    source: str, example_transcript: Build
) -> None:
    name = source.rpartition(".")[0]
    text = example_transcript.read(f"{name}.txt")
    lines = text.split("\n")
    assert lines[0] == f"$ cat {source}"
    assert (lines[1], bool(lines[2]), lines[3:5]) == ("", True, ["", ""])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    headings = _headings(EXAMPLE_SITE / source)
    for heading in headings:
        if heading == lines[2]:
            continue
        at = lines.index(heading)
        assert lines[at - 3 : at] == [lines[at - 3], "", ""], heading
        assert lines[at - 3], heading
        assert lines[at + 1 : at + 4] == ["", "", lines[at + 3]], heading
        assert lines[at + 3], heading
    assert headings or name in {
        "index",
        "manual/index",
        "manual/kitchen-sink/formulas",
        "manual/kitchen-sink/index",
        "manual/plain-text",
        "post/whose-disk-is-this",
    }


def _headings(path: Path) -> list[str]:
    """Return the headings of the source *path* below its title, without those that have markup."""
    headings: list[str] = []
    fence = ""
    for line in path.read_text("utf-8").splitlines():
        mark = line[: len(line) - len(line.lstrip("`"))]
        if len(mark) >= 3 and (not fence or mark == fence):
            fence = "" if fence else mark
        elif not fence and line.startswith("#"):
            headings.append(line.lstrip("#").strip())
    if path.suffix == ".rst":
        lines = path.read_text("utf-8").splitlines()[3:]
        return [
            above for above, line in pairwise(lines) if above and line and set(line) <= set("=-")
        ]
    is_page = not path.as_posix().startswith(f"{EXAMPLE_SITE.as_posix()}/post/")
    headings = headings[1:] if is_page else headings
    return [text for text in headings if not set(text) & set("`'\"*_")]


def test_checked_pages_include_the_seed_page() -> None:
    assert f"{SEED_PAGE}.md" in PAGES
