"""New output in source files of all kinds, by real commands."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli import sessions
from sphinx_transcript.cli.main import main
from sphinx_transcript.session_runs.site_run import run_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Site

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
HEAD = "---\norphan: true\n---\n# A\n\n"


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)


def update(site: Site) -> int:
    """Update the site, twice: the second time nothing may change."""
    status = main(["sessions", "--update"])
    after = {path: path.read_bytes() for path in site.srcdir.rglob("*") if path.is_file()}
    assert main(["sessions", "--update"]) == status
    assert after == {path: path.read_bytes() for path in site.srcdir.rglob("*") if path.is_file()}
    return status


PRINTS = "printf '%s\\n' '$ x' '' '   ```' 'a  b'"
NEW = ["\\$ x", "", "\\   ```", "a  b"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```{session}\n", "```\n"),
        ("~~~{session}\n", "~~~\n"),
        ("````{session}\n:name: a\n\n", "````\n"),
        (":::{session}\n", ":::\n"),
        ("::::{note}\n:::{session}\n", ":::\n::::\n"),
        ("````{note}\n```{session}\n", "```\n````\n"),
        (":::{note}\n```{session}\n", "```\n:::\n"),
        ("```{session}\n---\nname: a\n---\n", "```\n"),
        ("```{eval-rst}\n.. session::\n\n   ", "```\n"),
    ],
)
@pytest.mark.parametrize("old", [[], ["old"], ["old", "lines", "that", "go"]])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fences(site: Site, before: str, after: str, old: list[str], end: str) -> None:
    indentation = " " * (len(before) - len(before.rstrip(" ")))

    def source(lines: list[str]) -> bytes:
        body = [f"$ {PRINTS}", *lines, "$ echo end", "end", ""]
        inner = "\n".join(f"{indentation if line else ''}{line}" for line in body)
        text = f"{HEAD}{before}{inner.removeprefix(indentation)}{after}\nText. \t\n"
        return text.replace("\n", end).encode()

    site.conf("myst_enable_extensions = ['colon_fence']\n")
    path = site.write("a.md", source(old))
    assert update(site) == 0
    assert path.read_bytes() == source(NEW)


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("- ", "  "),
        ("1. ", "   "),
        ("> ", "> "),
        (">> ", ">> "),
        ("> - ", ">   "),
        ("- - ", "    "),
    ],
)
def test_containers_of_markdown(site: Site, first: str, rest: str) -> None:
    def source(lines: list[str]) -> str:
        body = ["```{session}", f"$ {PRINTS}; printf '\\tt\\n'", *lines, "```"]
        inner = [f"{rest}{line}" if line else rest.rstrip() for line in body[1:]]
        return "\n".join([HEAD + first + body[0], *inner, "", "Text.", ""])

    path = site.write("a.md", source(["old"]))
    assert update(site) == 0
    assert path.read_text() == source([*NEW, "        t"])


@pytest.mark.parametrize("indentation", ["   ", "\t", "  \t", "      "])
@pytest.mark.parametrize("last", ["\n\nText.\n", "\n", ""])
def test_rst(site: Site, indentation: str, last: str) -> None:
    commands = [
        PRINTS,
        "printf '  dedent\\n a\\tb\\n\\x0cff\\n'",
        "printf '.. note::\\n\\n   x\\n'",
    ]
    printed = [NEW, ["  dedent", " a      b", "", "ff"], [".. note::", "", "   x"]]

    def source(outputs: list[list[str]]) -> str:
        lines = []
        for command, output in zip(commands, outputs, strict=True):
            lines += [f"$ {command}", *output]
        body = "\n".join(f"{indentation}{line}" if line else "" for line in lines)
        return f":orphan:\n\nA\n=\n\n.. session::\n\n{body}{last}"

    path = site.write("a.rst", source([["old"], ["old"], ["old"]]))
    assert update(site) == 0
    assert path.read_text() == source(printed)


def test_bytes_outside_of_the_output_stay(site: Site) -> None:
    head = "\ufeff" + HEAD.replace("\n", "\r\n")
    text = "Tab\there \x0c é \r\n\r\n```{session}\r\n$ echo a  \r\n%s\r\n$ echo b\r\n  b \t\r\n```"
    text = text.replace("  b", "b")
    path = site.write("a.md", (head + text % "old").encode())
    assert update(site) == 0
    assert path.read_bytes() == (head + text % "a").encode()


def test_other_encoding(site: Site) -> None:
    site.conf("source_encoding = 'latin-1'\n")
    body = "É\n\n```{session}\n$ printf 'caf\\303\\251 \\342\\234\\223\\n'\n%s```\n"
    path = site.write("a.md", (HEAD + body % "").encode("latin-1"))
    assert update(site) == 0
    assert path.read_bytes() == (HEAD + body % "\\café \\u2713\n").encode("latin-1")


def test_python(site: Site) -> None:
    body = (
        "```{session}\n:lang: python\n>>> for n in range(2):\n...     print(n)\n...\n%s"
        ">>> print('>>> x')\n%s>>> print('a\\n\\nb')\n%s>>> print('<BLANKLINE>')\n%s```\n"
    )
    path = site.write("a.md", HEAD + body % ("9\n", "", "", ""))
    assert update(site) == 0
    assert path.read_text() == HEAD + body % (
        "0\n1\n", "\\>>> x\n", "a\n\nb\n", "\\<BLANKLINE>\n"
    )  # fmt: skip


def test_wildcards_that_match_stay(site: Site) -> None:
    body = (
        "```{session}\n$ echo abcdef0123; echo a; echo 12:30; seq 5; echo end\n"
        "<hash>\n%s\n<time>\n...\n5\nend\n```\n"
    )
    path = site.write("a.md", HEAD + body % "old")
    assert update(site) == 0
    assert path.read_text() == HEAD + body % "a"


def test_front_matter_marks_the_blocks_of_a_page(site: Site) -> None:
    head = HEAD.replace("---\n#", "sessions: true\n---\n#")
    body = "```console\n$ printf '$ x\\n'\n%s```\n\n```bash\necho no\n```\n"
    path = site.write("a.md", head + body % "old\n")
    assert update(site) == 0
    assert path.read_text() == head + body % "\\$ x\n"


@pytest.mark.parametrize("name", ["part.md", "sub/part.txt"])
def test_block_of_an_included_file(site: Site, name: str) -> None:
    block = "```{session}\n$ echo a\n%s\n```\n"
    part = site.write(name, block % "old")
    site.conf("exclude_patterns = ['part.md']\n")
    page = site.write("a.md", HEAD + f"```{{include}} {name}\n```\n")
    before = page.read_bytes()
    assert update(site) == 0
    assert part.read_text() == block % "a"
    assert page.read_bytes() == before


@pytest.fixture
def included_twice(site: Site) -> Path:
    """Return a file with a block, which two pages include after blocks of the same shell."""
    site.conf("exclude_patterns = ['part.md']\n")
    for name in "ab":
        site.write(
            f"{name}.md",
            f"{HEAD}```{{session}}\n:name: x\n$ x={name}\n```\n\n```{{include}} part.md\n```\n",
        )
    return site.write("part.md", "")


@pytest.mark.parametrize("old", ["a", "b", "c"])
def test_included_file_that_prints_differently_on_two_pages(
    site: Site, included_twice: Path, capsys: pytest.CaptureFixture[str], old: str
) -> None:
    block = f"```{{session}}\n:name: x\n$ echo $x\n{old}\n```\n"
    included_twice.write_text(block)
    assert update(site) == 1
    assert included_twice.read_text() == block
    err = capsys.readouterr().err
    assert "part.md:3: not updated: 'echo $x' prints something else on the page" in err
    assert "and both include this block" in err


def test_included_file_that_prints_the_same_on_two_pages(site: Site, included_twice: Path) -> None:
    block = "```{session}\n:name: x\n$ echo $x; echo c\n...\n%s\n```\n"
    included_twice.write_text(block % "old")
    assert update(site) == 0
    assert included_twice.read_text() == block % "c"


def test_file_that_is_edited_while_its_commands_run(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "```{session}\n$ echo a\nold\n```\n"
    path = site.write("a.md", HEAD + body)
    other = site.write("b.md", HEAD + body)

    def edit(*args: object) -> Iterator[object]:
        yield from run_pages(*args)  # type: ignore[arg-type]
        path.write_text(HEAD + "More.\n\n" + body)

    monkeypatch.setattr(sessions, "run_pages", edit)
    assert main(["sessions", "--update"]) == 1
    assert path.read_text() == HEAD + "More.\n\n" + body
    assert "a.md:1: not updated: the file was changed while" in capsys.readouterr().err
    assert other.read_text() == HEAD + body.replace("old", "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_cannot_be_written(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.write("a.md", HEAD + "```{session}\n$ echo a\nold\n```\n")
    site.srcdir.chmod(0o500)
    try:
        assert main(["sessions", "--update"]) == 1
    finally:
        site.srcdir.chmod(0o700)
    assert "a.md can't be written" in capsys.readouterr().err
    assert "old" in path.read_text()


def test_failure_in_the_second_file_puts_the_first_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_transcript.workspace import session_update
    from sphinx_transcript.workspace.errors import CommandError
    from sphinx_transcript.workspace.files import replace

    body = HEAD + "```{session}\n$ echo a\nold\n```\n"
    paths = [site.write(f"{name}.md", body) for name in "ab"]

    def fail_at_second(path: Path, content: bytes) -> None:
        if path.name == "b.md":
            raise CommandError("b.md can't be written")
        replace(path, content)

    monkeypatch.setattr(session_update, "replace", fail_at_second)
    assert main(["sessions", "--update"]) == 1
    assert [path.read_text() for path in paths] == [body, body]


TEMPLATED = """
def setup(app):
    def render(app, docname, source):
        source[0] = source[0].replace("{{ name }}", "Ada").replace("{{ run }}", "$ echo pwned")
        source[0] = source[0].replace("MARK", "MARK\\n$ echo pwned")
    app.connect("source-read", render)
"""


@pytest.mark.parametrize("printed", ["{{ name }}", "{{ run }}", "MARK"])
def test_output_that_an_extension_changes_is_put_back(
    site: Site, capsys: pytest.CaptureFixture[str], printed: str
) -> None:
    site.conf(TEMPLATED)
    half = len(printed) // 2
    body = f"```{{session}}\n$ echo '{printed[:half]}''{printed[half:]}'\nold\n```\n"
    path = site.write("a.md", HEAD + body)
    assert main(["sessions", "--update"]) == 1
    assert path.read_text() == HEAD + body
    assert "nothing is changed" in capsys.readouterr().err


def test_block_that_an_extension_has_written(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.conf(TEMPLATED)
    body = "```{session}\n$ echo '{{ name }}'\nold\n```\n"
    path = site.write("a.md", HEAD + body)
    assert main(["sessions", "--update"]) == 1
    assert path.read_text() == HEAD + body
    assert "the block is not in the file as it was read" in capsys.readouterr().err


def test_marker_of_an_include_in_the_output(site: Site) -> None:
    block = "```{session}\n$ echo 'STO''P'\nold\n$ echo b\nb\n```\n\nSTOP\n"
    part = site.write("part.txt", block)
    site.write("a.md", HEAD + "```{include} part.txt\n:end-before: STOP\n```\n")
    assert main(["sessions", "--update"]) == 1
    assert part.read_text() == block


def test_notebook_is_refused(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("myst_nb")
    site.conf("extensions += ['myst_nb']\nnb_execution_mode = 'off'\n")
    source = '["```{session}\\n", "$ echo a\\n", "old\\n", "```\\n"]'
    text = (
        '{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# A\\n"]}, '
        '{"cell_type": "markdown", "id": "b", "metadata": {}, "source": SOURCE}], '
        '"metadata": {"orphan": true, "kernelspec": {"name": "python3", "display_name": "P"}}, '
        '"nbformat": 4, "nbformat_minor": 5}\n'
    )
    path = site.write("a.ipynb", text := text.replace("SOURCE", source))
    assert main(["sessions", "--update"]) == 1
    assert path.read_text() == text
    assert "not updated" in capsys.readouterr().err


def test_large_output(site: Site) -> None:
    body = "```{session}\n$ seq 20000\n%s```\n"
    path = site.write("a.md", HEAD + body % "old\n")
    assert main(["sessions", "--update"]) == 0
    printed = "".join(f"{number}\n" for number in range(1, 20_001))
    assert path.read_text() == HEAD + body % printed
