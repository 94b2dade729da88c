"""Output with escape sequences: classes and links in HTML, plain text everywhere else."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site

ESC = "\x1b"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
FOLDER = '<span class="go ts-ansi-blue ts-ansi-bold">folder</span>'


def block(page: str) -> str:
    """Return the HTML of the code in *page*."""
    found = re.search(r"<pre[^>]*>(?:<span></span>)?(.*?)</pre>", page, re.DOTALL)
    assert found is not None
    return found[1].rstrip("\n")


def shown(site: Site, source: str, name: str = "index.md", **conf: Any) -> str:
    """Return the HTML of the code on a page with *source*, which gives no warning."""
    site.write("index.md", "# Home\n")
    title = "# Home\n\n" if name.endswith(".md") else "Home\n====\n\n"
    if name != "index.md":
        (site.srcdir / "index.md").unlink()
    site.write(name, title + source)
    build = site.build(**conf)
    assert build_warnings(build) == []
    page = build.read("index.html")
    assert not CONTROLS.search(page)
    return block(page)


def text_of(html: str) -> str:
    """Return the text of *html*, the code of a page."""
    return unescape(re.sub("<[^>]*>", "", html)).rstrip("\n")


@pytest.mark.parametrize(
    "source",
    [
        f"```console\n$ ls --color\n{ESC}[01;34mfolder{ESC}[0m\n```\n",
        "```ansi\n$ ls --color\n\\e[01;34mfolder\\e[0m\n```\n",
        "```ansi-console\n$ ls --color\n\\x1b[1;34mfolder\\x1b[m\n```\n",
        "```ansi-shell-session\nada@host:~$ ls --color\n^[[1;34mfolder^[[m\n```\n",
        f"```{{code-block}} shell-session\n$ ls --color\n{ESC}[34;1mfolder\n```\n",
        f"```{{eval-rst}}\n.. code-block:: console\n\n   $ ls\n   {ESC}[34;1mfolder{ESC}[m\n```\n",
        f"```\n$ ls --color\n{ESC}[1;34mfolder{ESC}[0m\n```\n",
    ],
)
def test_output_of_a_session_has_classes(site: Site, source: str) -> None:
    html = shown(site, source)
    assert FOLDER in html
    assert '<span class="gp">' in html


@pytest.mark.parametrize("language", ["console", "ansi", "text", "none", ""])
def test_included_file_has_classes(site: Site, language: str) -> None:
    site.write("out.log", f"{ESC}[31mred{ESC}[0m\nplain\r\n10%\b\b\b20%\n")
    options = f":language: {language}\n" if language else ""
    html = shown(site, f"```{{literalinclude}} out.log\n{options}```\n")
    assert re.search(r'<span class="(?:go )?ts-ansi-red">red</span>', html)
    assert text_of(html) == "red\nplain\n20%"


@pytest.mark.parametrize(
    "source",
    [
        "::\n\n   {0}\n",
        ".. code-block:: text\n\n   {0}\n",
        ".. literalinclude:: out.log\n",
        ".. include:: out.log\n   :literal:\n",
        ".. include:: out.log\n   :code: console\n",
        ".. highlight:: console\n\n::\n\n   {0}\n",
    ],
)
def test_reStructuredText_has_classes(site: Site, source: str) -> None:  # noqa: N802
    red = f"{ESC}[31mred{ESC}[0m"
    site.write("out.log", red)
    html = shown(site, source.format(red), "index.rst")
    assert re.search(r'<span class="(?:go )?ts-ansi-red">red</span>', html)


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (r"\e[31mred\e[0m plain", '<span class="ts-ansi-red">red</span> plain'),
        (r"\e[38;5;196mx", '<span class="ts-ansi-bright-red">x</span>'),
        (r"\e[38:2::0:205:0mx", '<span class="ts-ansi-green">x</span>'),
        (r"\e[30;42m PASS \e[0m", '<span class="ts-ansi-on-green"> PASS </span>'),
        (r"\e[1;97;41m FAIL ", '<span class="ts-ansi-white-on-red ts-ansi-bold"> FAIL </span>'),
        (r"\e[34;42mx", '<span class="ts-ansi-blue ts-ansi-behind-green">x</span>'),
        (r"\e[7mx", '<span class="ts-ansi-inverse">x</span>'),
        (r"\e[7;32mx", '<span class="ts-ansi-on-green">x</span>'),
        (r"\e[7;44mx", '<span class="ts-ansi-inverse">x</span>'),
        (r"\e[37;40mx", '<span class="ts-ansi-on-black">x</span>'),
        (r"\e[2mx", '<span class="ts-ansi-dim">x</span>'),
        (r"\e[2;31mx", '<span class="ts-ansi-red">x</span>'),
        # Blanks are drawn in the colour of their ground.
        (r"\e[31;41m  \e[0m.", '<span class="ts-ansi-on-red">  </span>.'),
        (
            r"\e[1;3;4;9mx",
            '<span class="ts-ansi-bold ts-ansi-italic ts-ansi-underline ts-ansi-strike">x</span>',
        ),
        (r"a <b>\e[31m&\e[0m", 'a &lt;b&gt;<span class="ts-ansi-red">&amp;</span>'),
        (r"\e]8;;https://e.org/?a=1&b='2'\ax", '<a href="https://e.org/?a=1&amp;b='),
        (r"\e[31m\e]8;;https://e.org\ax", '<span class="ts-ansi-red"><a href="https://e.org">x</a></span>'),
        (r"\e]8;;javascript:alert(1)\e\x\e]8;;\e\ y".replace(" ", ""), "xy"),
    ],
)  # fmt: skip
def test_styles_of_output(site: Site, written: str, html: str) -> None:
    found = shown(site, f"```ansi\n{written}\n```\n")
    assert found.startswith(html), found


def test_marks_of_links_in_the_text_are_left_out(site: Site) -> None:
    """Text can't have the noncharacters between which addresses stand."""
    text = "\ufdd0javascript:alert(1)\ufdd1x\ufdd2 \x1b[1mbold\x1b[0m"
    html = shown(site, f"```text\n{text}\n```\n")
    assert "<a " not in html
    assert html == 'javascript:alert(1)x <span class="ts-ansi-bold">bold</span>'


def test_typed_escapes_stay_as_they_are_typed(site: Site) -> None:
    html = shown(site, "```ansi\n$ printf '\\e[31mred\\e[0m\\n'\n\\e[31mred\\e[0m\n```\n")
    text = text_of(html)
    assert text == "$ printf '\\e[31mred\\e[0m\\n'\nred"
    assert '<span class="go ts-ansi-red">red</span>' in html


def test_coloured_prompts_are_prompts(site: Site) -> None:
    prompt = f"{ESC}[32mada@host{ESC}[0m:{ESC}[34m~{ESC}[0m$ "
    html = shown(site, f"```console\n{prompt}ls\n{ESC}[1;34mfolder{ESC}[0m\n```\n")
    assert '<span class="gp">ada@host:~$ </span><span class="ts-typed">ls</span>' in html
    assert FOLDER in html


@pytest.mark.parametrize("language", ["ansi", "", "text"])
def test_output_that_looks_like_a_quotation_is_no_prompt(site: Site, language: str) -> None:
    report = f"{ESC}[1m>    assert add(2, 2) == 5{ESC}[0m\n{ESC}[1;31mE    assert 4 == 5{ESC}[m"
    html = shown(site, f"```{language}\n==== FAILURES ====\n{report}\n```\n")
    assert "ts-ansi-red ts-ansi-bold" in html
    assert "ts-ansi-bold" in html.split("assert add")[0]


def test_numbers_and_emphasized_lines_count_the_lines_shown(site: Site) -> None:
    source = (
        "```{code-block} ansi\n:linenos:\n:emphasize-lines: 2\n:caption: *Lines*\n\n"
        "\\e[31ma\n\nb\\e[0m\nc\n```\n"
    )
    html = shown(site, source)
    assert text_of(html).splitlines() == ["1a", "2", "3b", "4c"]
    assert re.findall(r'<span class="hll">.*?linenos">(\d)', html) == ["2"]
    assert '<span class="ts-ansi-red">b</span>' in html


def test_escapes_of_checked_output_are_colours(site: Site) -> None:
    text = "$ ls\n\\\\e[1;34mfolder\\e[0m \\\\e\n\\$ rm x\\x07\\xff\nplain \\e[1m\n"
    source = f"```{{code-block}} console-escaped\n{text}```\n"
    html = shown(site, source)
    assert FOLDER in html
    assert text_of(html) == "$ ls\nfolder \\e\n$ rm x\\xff\nplain \\e[1m"
    assert html.count("ts-typed") == 1


def test_code_with_control_characters_shows_pictures_of_them(site: Site) -> None:
    html = shown(site, f'```bash\nPS1="{ESC}[1m$ "\n```\n')
    assert text_of(html) == 'PS1="␛[1m$ "'


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("a\n\\e[31", 2),
        ("\\e]0;title\nb", 1),
        (f"a\nb\n{ESC}", 3),
        (f"{ESC}P1", 1),
    ],
)
def test_sequence_that_never_ends_gives_one_located_warning(
    site: Site, output: str, line: int
) -> None:
    site.write("index.md", f"# Home\n\nText.\n\n```ansi\n{output}\n```\n")
    build = site.build()
    (warning,) = build_warnings(build)
    assert "index.md:5: WARNING: " in warning
    assert f"the escape sequence in line {line} of this block never ends" in warning
    assert warning.endswith("[transcript.ansi]")
    assert not CONTROLS.search(build.read("index.html"))


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme", "basic"])
def test_other_themes_have_the_classes(site: Site, theme: str) -> None:
    source = "```ansi\n$ ls\n\\e[1;34mfolder\\e[0m\n```\n"
    html = shown(site, source, html_theme=theme)
    assert FOLDER in html


def test_theme_alone_has_the_classes(site: Site) -> None:
    site.write("conf.py", 'extensions = ["myst_parser"]\nhtml_theme = "transcript"\n')
    assert FOLDER in shown(site, "```ansi\n$ ls\n\\e[1;34mfolder\\e[0m\n```\n")


PAGE = """\
```console
$ ls
\x1b[1;34mfolder\x1b[0m \x1b]8;;https://e.org\x1b\\linked\x1b]8;;\x1b\\
```

```ansi
\\e[31mred\\e[0m \\e[44mground\\e[0m \\e[3mslanted\\e[0m \\e[1mfat\\e[0m
```
"""


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "text", "transcript", "latex", "man", "texinfo",
     "xml", "pseudoxml", "gettext", "json", "linkcheck"],
)  # fmt: skip
def test_every_builder_has_plain_text(site: Site, builder: str) -> None:
    site.conf(
        "html_baseurl = 'https://example.org/'\ngettext_additional_targets = ['literal-block']\n"
    )
    site.post("a", title="A", date="2020-01-01", body=PAGE)
    site.write("index.md", f"# Home\n\n{PAGE}\n```{{toctree}}\npost/a\n```\n")
    build = site.build(builder)
    assert "[transcript." not in build.warnings
    texts = {
        name: data.decode("utf-8")
        for name, data in build.files().items()
        if name.endswith((".html", ".xhtml", ".txt", ".xml", ".json", ".js", ".tex", ".1", ".pot",
                          ".texi", ".fjson", ".pseudoxml")) and not name.startswith("_sources/")
    }  # fmt: skip
    assert texts
    for name, text in texts.items():
        assert not CONTROLS.search(text), name
        assert "[1;34m" not in text, name
        assert "[31m" not in text, name
    if builder == "transcript":
        lines = "   $ ls\n   folder linked\n\n   red ground slanted fat\n"
        assert lines in texts["post/a.txt"]
    if builder == "html":
        assert "folder linked" in texts["post/a.txt"]
        for feed in ("feed.xml", "feed.json"):
            assert "folder" in texts[feed]
        assert not re.search(r"\b(?:31m|1;34m|0m)", texts["searchindex.js"])
    if builder == "latex":
        tex = next(text for name, text in texts.items() if name.endswith(".tex"))
        assert r"\PYG{g+ge}{slanted}" in tex
        assert r"\PYG{g+gs}{fat}" in tex
        assert r"\PYG{g+gr}{red}" in tex
        assert "Ansi" not in tex
        assert "\ufdd0" not in tex


def test_incremental_build_is_a_clean_one(site: Site) -> None:
    site.write("out.log", "\x1b[31mred\x1b[0m\n")
    site.write("index.md", "# Home\n\n```{literalinclude} out.log\n:language: console\n```\n")
    site.write("other.md", "# Other\n")
    site.build()
    site.write("out.log", "\x1b[32mgreen\x1b[0m\n")
    build = site.build()
    assert '<span class="go ts-ansi-green">green</span>' in build.read("index.html")
    assert build.read("index.html") == site.clean_build().read("index.html")
    site.write("index.md", "# Home\n")
    assert "ansi.css" not in site.build().read("index.html")


def test_sheet_is_loaded_where_there_are_colours(site: Site) -> None:
    site.write("index.md", "# Home\n\n```ansi\n\\e[31mred\n```\n")
    site.write("plain.md", "# Plain\n\n```ansi\nred\n```\n\n`ts-ansi-red`\n")
    build = site.build()
    assert "_static/ansi.css" in build.read("index.html")
    assert "_static/ansi.css" not in build.read("plain.html")
