"""The shared Markdown parser yields the same doctrees and warnings as MyST-Parser."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Build, Site

ORIGINAL_PARSER = """
from myst_parser.parsers.sphinx_ import MystParser
def setup(app):
    app.add_source_parser(MystParser, override=True)
"""
SETTINGS = """
myst_enable_extensions = ["deflist", "dollarmath", "substitution"]
myst_substitutions = {"word": "the site's"}
myst_heading_anchors = 3
suppress_warnings = ["transcript"]
"""
SOURCES = {
    "plain": "# Plain\n\nText[^1] and {{ word }}.\n\n[^1]: Note.\n\n## Below\n\nTerm\n: What.\n",
    "fields": "---\nauthor: A\ntags: [a, 1.10, on]\ndate: 2020-01-02 03:04:05\nn: ~\n---\n# F\n",
    "nested": "---\na:\n  b: [1, {c: d}]\nlong: >-\n  one\n  two\n---\n# Nested\n",
    "settings": "---\nmyst:\n  enable_extensions: [tasklist]\n---\n# S\n\n- [ ] do $x$\n",
    "meta": "---\nhtml_meta:\n  description: So.\nsubstitutions: {word: own}\n---\n# {{ word }}\n",
    "after": "# After\n\n- [ ] do $x$ {{ word }}\n\n(so)=\n## So\n\nSee [](so), [p](plain.md).\n",
    "malformed": "---\na: b: c\n---\n# Malformed\n",
    "list": "---\n- a\n- b\n---\n# List\n",
    "open": "---\na: b\n\n# Never closed\n",
    "late": "\n---\na: b\n---\n# Late\n",
    "dots": "---\na: b\n...\n# Dots\n",
    "twice": "# Twice\n\n[x]: https://a.example\n[x]: https://b.example\n\n[x] and ![](none.png)\n",
    "role": "# Role\n\n{nonsense}`x` {py:func}`f`\n\n```{nonsense}\n```\n\n### Too deep\n",
    "includes": "# Includes\n\n```{include} part.txt\n```\n\n```{eval-rst}\n.. note:: So.\n```\n",
    "own": "---\nsubject: Mine\n---\n# {{ env.metadata[env.docname]['subject'] }}\n",
    "post/one": "---\ntitle: Of front matter\ndate: 2020-01-02\n---\n\nText.\n\n## Below\n",
    "post/two": "---\ndate: 2020-01-03\n---\n\n# Of the body\n\nText.\n",
}


def write_sources(site: Site, conf: str) -> Site:
    site.conf(SETTINGS + conf)
    site.write("index.md", "# Home\n")
    site.write("part.txt", "---\na: b\n---\n\n## Part\n\nOf {{ word }}.\n")
    for name, source in SOURCES.items():
        site.write(f"{name}.md", source)
    return site


def doctrees(build: Build) -> dict[str, str]:
    folder = build.outdir.parent / "doctrees"
    return {name: _load(folder / f"{name}.doctree").pformat() for name in SOURCES}


def metadata(build: Build) -> dict[str, dict[str, str]]:
    all_metadata = _load(build.outdir.parent / "doctrees" / "environment.pickle").metadata
    return {name: all_metadata[name] for name in SOURCES}


def _load(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 (written by this test)


def test_doctrees_and_warnings_equal_those_of_myst_parser(site: Site) -> None:
    ours = write_sources(site, "").build(into="ours")
    myst = write_sources(site, ORIGINAL_PARSER).build(into="myst")
    assert doctrees(ours) == doctrees(myst)
    assert metadata(ours) == metadata(myst)
    assert ours.warning_lines == myst.warning_lines
    # Make sure that the sources have fields, and cause warnings of several types.
    assert metadata(ours)["fields"]["date"] == "2020-01-02 03:04:05"
    for warning_type in ("[myst.topmatter]", "[myst.duplicate_def]", "[myst.role_unknown]"):
        assert warning_type in ours.warnings


def test_myst_title_to_header_applies_to_pages(site: Site) -> None:
    texts = {}
    for name, conf in {"ours": "", "myst": ORIGINAL_PARSER}.items():
        write_sources(site, f"myst_title_to_header = True\n{conf}")
        site.write("titled.md", "---\ntitle: Its *title*\n---\n\nText.\n")
        build = site.build(into=name)
        texts[name] = {**doctrees(build), "titled": build.read("titled.html")}
    assert texts["ours"] == texts["myst"]
    assert "Its <em>title</em>" in texts["ours"]["titled"]


def test_build_creates_one_parser(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    created = []

    class Counted(MarkdownIt):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            created.append(self)

    monkeypatch.setattr("myst_parser.parsers.mdit.MarkdownIt", Counted)
    site.write("index.md", "# Home\n")
    for number in range(5):
        site.post(str(number), title=f"Post {number}", date=f"2020-01-0{number + 1}")
    site.build()
    assert len(created) == 1


CHANGES_PARSER = """
from docutils.parsers.rst import Directive
class NoEmphasis(Directive):
    def run(self):
        self.state._renderer.md.disable("emphasis")
        return []
def change(app, docname, source):
    if docname == "changed":
        app.env.myst_config.enable_extensions.add("strikethrough")
def setup(app):
    app.add_directive("no-emphasis", NoEmphasis)
    app.connect("source-read", change)
"""


def test_changes_by_one_document_do_not_affect_the_next(site: Site) -> None:
    site.conf(CHANGES_PARSER)
    site.write("a.md", "# A\n\n```{no-emphasis}\n```\n")
    site.write("b.md", "# B\n\n*on* and ~~not yet~~\n")
    site.write("changed.md", "# Changed\n\n~~struck~~\n")
    build = site.build()
    assert "<em>on</em> and ~~not yet~~" in build.read("b.html")
    assert "<s>struck</s>" in build.read("changed.html")


OWN_PARSER = """
from myst_parser.parsers.sphinx_ import MystParser
class Loud(MystParser):
    def parse(self, inputstring, document):
        super().parse(inputstring.replace("quiet", "LOUD"), document)
"""


def test_parser_of_another_extension_is_kept(site: Site) -> None:
    setup = "def setup(app):\n    app.setup_extension('myst_parser')\n"
    site.write("mine.py", f"{OWN_PARSER}\n{setup}    app.add_source_parser(Loud, override=True)\n")
    site.conf(
        "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
        "extensions = ['mine', 'sphinx_transcript']\nexclude_patterns = ['mine.py']\n"
    )
    site.write("index.md", "# Home\n\nA quiet word.\n")
    assert "A LOUD word." in site.build().read("index.html")


def test_settings_in_an_escaped_key_are_applied(site: Site) -> None:
    header = 'title: T\n"m\\u0079st": {enable_extensions: [strikethrough]}'
    site.write("index.md", f"---\n{header}\n---\n# Home\n\n~~struck~~\n")
    assert "<s>struck</s>" in site.build().read("index.html")
