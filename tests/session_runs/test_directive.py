"""The directive ``session`` and the front matter ``sessions``: marks, places and bad input."""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.session_runs.directive_options import OPTIONS
from sphinx_transcript.session_runs.marked_block import MarkedBlock
from sphinx_transcript.session_runs.page_marks import PAGE_NAME
from sphinx_transcript.session_runs.page_selection import marked_blocks
from tests.conftest import EXAMPLE_SITE
from tests.helpers.build_output import assert_one_warning, build_warnings

if TYPE_CHECKING:
    from tests.conftest import Site


def marked(site: Site, docname: str = "index") -> tuple[MarkedBlock, ...]:
    """Return the marked blocks of a page of the last build."""
    path = site.folder / "build" / "doctrees" / f"{docname}.doctree"
    return marked_blocks(pickle.loads(path.read_bytes()))  # noqa: S301


def test_options_are_read(site: Site) -> None:
    site.write("data/a b.txt", "x")
    site.write("data/c.txt", "x")
    site.write(
        "index.md",
        "# H\n\n```{session}\n:name: one\n:lang: sh\n:setup: x=1; y=2\n"
        ":files: data/a b.txt, /data/c.txt\n"
        ":requires: git, jq curl\n:timeout: 2.5 s\n:exit: 3\n:version: git --version; jq -V\n"
        ":unchecked: needs a cluster\n:caption: Cap\n:emphasize-lines: 2\n:class: big\n$ a\nb\n"
        "```\n",
    )
    build = site.build()
    assert build.warnings == ""
    assert marked(site) == (
        MarkedBlock(
            "index.md", 16, "$ a\nb", "sh", "one", "x=1; y=2", ("data/a b.txt", "data/c.txt"),
            ("git", "jq", "curl"), 2.5, 3, ("git --version", "jq -V"),
            is_unchecked=True, reason="needs a cluster",
        ),
    )  # fmt: skip
    page = build.read("index.html")
    assert "Cap" in page
    assert 'class="hll"' in page
    assert re.search(r'class="big highlight-console', page)


def test_options_of_several_lines(site: Site) -> None:
    site.write(
        "index.md",
        "# H\n\n```{session}\n---\nsetup: |\n  mkdir a\n  cd a\nversion: |\n  a -V\n  b -V\n"
        "---\n$ ls\n```\n",
    )
    site.write(
        "r.rst",
        ":orphan:\n\nR\n=\n\n.. session::\n   :setup: mkdir a\n           cd a\n"
        "   :unchecked:\n\n   $ ls\n",
    )
    assert site.build().warnings == ""
    (block,) = marked(site)
    assert (block.line, block.setup, block.versions) == (12, "mkdir a\ncd a", ("a -V", "b -V"))
    (block,) = marked(site, "r")
    assert (block.line, block.setup, block.is_unchecked) == (11, "mkdir a\ncd a", True)


MESSAGES = {
    ":nmae: x": "unknown option 'nmae'; did you mean 'name'? (accepted: name, lang, setup,",
    ":shell: x": "unknown option 'shell' (accepted: name, lang, setup,",
    ":lang: pyhton": "lang: unknown 'pyhton'; did you mean 'python'? (accepted: bash, sh, python)",
    ":lang:": "lang: unknown '' (accepted: bash, sh, python)",
    ":timeout: soon": "timeout: 'soon' is not a number of seconds such as 60",
    ":timeout: 0": "timeout: '0' is not a number",
    ":timeout: -1": "timeout: '-1' is not a number",
    ":timeout: nan": "timeout: 'nan' is not a number",
    ":timeout: 1e400": "timeout: '1e400' is not a number",
    ":timeout: 99999999": "timeout: '99999999' is not a number",
    ":timeout:": "timeout: expected a number of seconds such as 60",
    ":exit: 256": "exit: '256' is not an exit status from 0 to 255",
    ":exit: one": "exit: 'one' is not an exit status",
    ":exit: ²": "exit: '²' is not an exit status",
    ":requires: git>=2": "requires: 'git>=2' is not the name of a program",
    ":requires: ../x": "requires: '../x' is not the name of a program",
    ":requires: $(x)": "requires: '$(x)' is not the name of a program",
    ":requires:": "requires: expected names of programs such as 'git jq'",
    ":name:": "name: expected a name such as 'setup'",
    ":setup:": "setup: expected commands",
    ":files:": "files: expected a file such as 'data.csv'",
    ":files: nosuch.txt": "files: 'nosuch.txt' is not there, or no file",
    ":files: ../../x": "files: '../../x' is outside of the source folder",
    ":files: /../x": "files: '/../x' is outside of the source folder",
    ":files: link": "files: 'link' is outside of the source folder",
    ":files: sub": "files: 'sub' is not there, or no file",
    ":files: conf.py, sub/conf.py": "files: 'sub/conf.py' has the name of 'conf.py'",
    ":version:": "version: expected a command such as 'git --version'",
    ":emphasize-lines:": "emphasize-lines: ",
    ":lineno-start: x": "lineno-start: ",
}


@pytest.mark.parametrize("option", MESSAGES)
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_wrong_option_is_one_located_warning(site: Site, option: str, suffix: str) -> None:
    site.write("sub/conf.py", "")
    (site.srcdir / "link").symlink_to("/etc/passwd")
    if suffix == "md":
        text = f"# H\n\n- a\n\n  ```{{session}}\n  {option}\n  $ echo shown\n  ```\n\nAfter.\n"
    else:
        text = f"H\n=\n\n- a\n\n  .. session::\n     {option}\n\n     $ echo shown\n\nAfter.\n"
        (site.srcdir / "index.md").unlink()
    site.write(f"index.{suffix}", text)
    build = site.build()
    line = 5 if suffix == "md" else 6
    assert_one_warning(build, f"index.{suffix}", line, "session", MESSAGES[option])
    assert "it is not checked" in build.warnings
    page = build.read("index.html")
    assert '<span class="gp">$ </span>' in page
    assert "After." in page
    # The builder says it again where the page is not read again, and fails.
    for _ in range(2):
        run = site.build("sessions")
        assert MESSAGES[option] in run.warnings
        assert "0 commands ran; 1 failed" in run.status


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("", "there is no command in it"),
        ("output", "there is no command in it: a command begins with a prompt such as '$ '"),
        (">>> 1\n1", "its prompts are not those of bash; ':lang: python' is for Python"),
        ("PS C:\\> dir", "its prompts are not those of bash"),
        ("mysql> select 1;", "its prompts are not those of bash"),
        (
            ":lang: python\n$ a",
            "there is no command in it: a command begins with a prompt such as '>>> '",
        ),
        (
            ":lang: python\nx",
            "there is no command in it: a command begins with a prompt such as '>>> '",
        ),
    ],
)
def test_block_without_a_command_is_a_warning(site: Site, block: str, message: str) -> None:
    site.write("index.md", f"# H\n\n```{{session}}\n{block}\n```\n")
    assert_one_warning(site.build(), "index.md", 3, "session", message)


def test_argument_is_a_warning(site: Site) -> None:
    site.write("index.md", "# H\n\n```{session} python\n$ a\n```\n")
    text = "takes no argument, but has 'python' (:lang: names the language)"
    assert_one_warning(site.build(), "index.md", 3, "session", text)


def test_name_with_two_languages_is_a_warning(site: Site) -> None:
    site.write(
        "index.md",
        "# H\n\n```{session}\n:name: a\n$ a\n```\n\n```{session}\n:name: a\n:lang: python\n"
        ">>> a\n```\n",
    )
    text = "name: 'a' is the name of a shell of bash, and this block is one of python"
    assert_one_warning(site.build(), "index.md", 8, "session", text)
    first, second = marked(site)
    assert (first.is_run, second.is_run) == (True, False)


PLACES = {
    "in a list": ("- a\n  - b\n\n    ```{session}\n    $ a\n    b\n    ```\n", 7),
    "in a quote": ("> ```{session}\n> :name: x\n>\n> $ a\n>\n> b\n> ```\n", 6),
    "in an admonition": ("```````{note}\n```{session}\n$ a\nb\n```\n```````\n", 5),
    "with a colon fence": ("```{session}\n$ a\n\n\n  b\n```\n", 4),
    "with tildes": ("~~~~{session}\n:lang: sh\n$ a\n```\n~~~~\n", 5),
    "after the same text": ("    $ a\n\n```\n$ a\n```\n\n```{session}\n$ a\n```\n", 10),
}


@pytest.mark.parametrize("name", PLACES)
def test_line_of_the_text(site: Site, name: str) -> None:
    text, line = PLACES[name]
    site.write("index.md", f"# H\n\n{text}")
    assert site.build().warnings == ""
    (block,) = marked(site)
    assert (block.path, block.line) == ("index.md", line)


def test_included_files_have_their_own_place(site: Site) -> None:
    site.write("part.txt", "Text.\n\n```{session}\n$ a\nb\n```\n")
    site.write("part.inc", "Text.\n\n.. session::\n\n   $ a\n   b\n")
    site.write("index.md", "# H\n\n```{include} part.txt\n```\n")
    site.write("r.rst", ":orphan:\n\nR\n=\n\n.. include:: part.inc\n")
    assert site.build().warnings == ""
    assert [(block.path, block.line) for block in marked(site)] == [("part.txt", 4)]
    assert [(block.path, block.line) for block in marked(site, "r")] == [("part.inc", 5)]
    run = site.build("sessions", into="build")
    assert "/src/part.txt:5: WARNING: `a` prints something else" in run.warnings
    assert "/src/part.inc:6: WARNING: `a` prints something else" in run.warnings


def test_front_matter_marks_console_blocks(site: Site) -> None:
    site.write(
        "index.md",
        "---\nsessions: true\n---\n# H\n\n```console\n$ x=1\n```\n\n```shell-session\n"
        "$ echo $x\n1\n```\n\n"
        "```pycon\n>>> 1\n1\n```\n\n```{session}\n$ echo $x\n1\n```\n\n```{session}\n"
        ":name: own\n$ a\n```\n\n"
        "```bash\n$ no\n```\n\n```console\nno command\n```\n\n```console\nmysql> select 1;\n```\n",
    )
    site.write(
        "r.rst",
        ":orphan:\n:sessions: yes\n\nR\n=\n\n.. code-block:: console\n\n   $ a\n\n>>> 1\n1\n\n"
        "::\n\n   $ no\n",
    )
    site.write("no.md", "---\norphan: true\nsessions: false\n---\n# N\n\n```console\n$ a\n```\n")
    assert site.build().warnings == ""
    assert [(block.line, block.language, block.name) for block in marked(site)] == [
        (7, "bash", PAGE_NAME),
        (11, "bash", PAGE_NAME),
        (16, "python", PAGE_NAME),
        (21, "bash", PAGE_NAME),
        (27, "bash", "own"),
    ]
    assert [(block.line, block.language) for block in marked(site, "r")] == [
        (9, "bash"),
        (11, "python"),
    ]
    assert marked(site, "no") == ()


@pytest.mark.parametrize("name", ["post/x", "page"])
def test_front_matter_that_is_no_flag_marks_nothing(site: Site, name: str) -> None:
    site.write(
        f"{name}.md",
        "---\ntitle: T\norphan: true\ndate: 2020-01-01\nsessions: maybe\n---\n\nText.\n\n"
        "```console\n$ a\n```\n",
    )
    assert_one_warning(site.build(), f"{name}.md", 5, "front_matter", "neither true nor false")
    assert marked(site, name) == ()


def test_edit_of_a_file_reads_the_page_again(site: Site) -> None:
    site.write("data.txt", "1\n")
    site.write("index.md", "# H\n\n```{session}\n:files: data.txt\n$ cat data.txt\n1\n```\n")
    site.build("sessions")
    site.write("data.txt", "2\n")
    run = site.build("sessions")
    assert "0 added, 1 changed" in run.status
    assert "index.md:6: WARNING: `cat data.txt` prints something else" in run.warnings


def test_label_before_the_directive(site: Site) -> None:
    site.write(
        "index.md",
        "# H\n\n(here)=\n\n```{session}\n:caption: Cap\n:name: shell\n$ a\n```\n\n{ref}`here`\n",
    )
    build = site.build()
    assert build_warnings(build) == []
    assert re.search(r'href="#here"[^>]*><span[^>]*>Cap', build.read("index.html"))


def test_manual_has_all_options() -> None:
    text = (EXAMPLE_SITE / "manual" / "sessions.md").read_text("utf-8")
    rows = re.findall(r"^\| `:([a-z]+):` \| (.+) \|$", text, re.MULTILINE)
    assert rows == list(OPTIONS.items())
