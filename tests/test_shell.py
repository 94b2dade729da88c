"""Words and commands for a single file, asked of bash itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript import shell
from sphinx_transcript.prompt_markup import command_markup

DAY = 86_400
MD = "post/**/*.md"
HEAD = "---\ndate: 2016-09-26\n"


def run(command: str, folder: Path) -> str:
    """Return what bash prints for *command*, which may not complain."""
    argv = ["bash", "-O", "globstar", "-c", command]
    env = {"LC_ALL": "C", "PATH": os.environ["PATH"]}
    done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, b""), command
    return done.stdout.decode()


def holds(command: str | None, wanted: list[str], folder: Path) -> bool:
    """Tell whether *command* prints the paths *wanted*; no command claims nothing."""
    return command is None or run(command, folder) == "".join(f"{path}\n" for path in wanted)


def put(folder: Path, path: str, stamp: int | None, content: str = HEAD) -> shell.SourceFile:
    """Write a file that was changed on its date, and return what the package knows of it."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode())
    # What is no published post was changed last, and is in the way of any 'ls -t'.
    os.utime(file, (0, 5_000 * DAY if stamp is None else stamp))
    return shell.SourceFile(path, stamp, shell.key_lines(content))


@pytest.mark.parametrize(
    ("argument", "typed"),
    [("é/b_c.d,e+f=g@h%i:j-k",) * 2, ("it's", r"'it'\''s'"), ("~", "'~'"), ("-a", "./-a")],
)
def test_argument_is_quoted_only_where_it_must_be(argument: str, typed: str) -> None:
    assert shell.cat_command(argument) == f"cat {shell.quote(argument)}" == f"cat {typed}"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab é'\"\\$`!*?[]{}~#&|;<>()=-\n\t", max_size=8), min_size=1))
def test_bash_reads_back_what_was_quoted(arguments: list[str]) -> None:
    typed = " ".join(map(shell.quote, arguments))
    expected = [f"./{each}" if each.startswith("-") else each for each in arguments]
    assert run(f"printf '%s\\0' {typed}", Path()) == "".join(f"{each}\0" for each in expected)


@pytest.mark.parametrize(
    ("glob", "typed"),
    [
        (MD, MD),
        ("été/20??/[ab]*.rst", "été/20??/[ab]*.rst"),
        ("my posts/**/*.md", "'my posts'/**/*.md"),
        ("it's/*.md", r"'it'\''s'/*.md"),
        ("my */*.md", None),
        ("$x?/*.md", None),
    ],
)
def test_glob_is_quoted_but_for_its_signs(tmp_path: Path, glob: str, typed: str | None) -> None:
    assert shell.quote_glob(glob) == typed
    path = glob.replace("**/", "").replace("20??", "2016").replace("[ab]*", "b")
    put(tmp_path, path.replace("*", "x"), 0)
    assert holds(typed and f"ls {typed}", [path.replace("*", "x")], tmp_path)


def test_glob_matches_the_sources_of_a_pattern() -> None:
    assert shell.glob_of("post/**", [".md"]) == MD
    assert shell.glob_of("20??/*", [".md", ".rst"]) == "20??/*.{md,rst}"
    assert shell.quote_glob("20??/*.{md,rst}") == "20??/*.{md,rst}"


def test_key_lines_are_those_that_a_search_for_a_key_finds() -> None:
    kept = [
        *("date: 1", "updated: 2", "tags: [a]", "categories: b", "series: c"),
        *("category: b", "author: d"),
        *("authors:", "draft: true", "unlisted: yes", "pinned: no\r", ":date: 1", ":pinned: true"),
    ]
    others = ["title: a", " date: 1", "datetime: 1", "::date: 1", "date", "x date: 1", "Date: 1"]
    text = "\n".join(line for pair in zip(kept, [*others, *others], strict=False) for line in pair)
    assert shell.key_lines(text) == tuple(kept)


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("post/a.md", "date: 1\ntags: a\n", "grep -E '^(date|tags):' $_"),
        ("post/a.rst", ":date: 1\n:tags: a\n", "grep -E '^:(date|tags):' $_"),
        ("-a b.rst", ":authors: a\n", 'grep ^:authors: "$_"'),
        ("post/a.md", "tags: a\nseries: b\n", "grep -E '^(tags|series):' $_"),
    ],
)
def test_keys_are_found_in_the_file_shown_before(
    tmp_path: Path, source: str, content: str, expected: str
) -> None:
    lines = put(tmp_path, source, 0, content).key_lines
    keys = ["date", "tags", "series", "authors"]
    assert shell.keys_command(source, lines, keys) == expected
    assert run(f"{shell.cat_command(source)} > /dev/null; {expected}", tmp_path) == content
    assert shell.keys_command(source, lines, ["updated"]) is None


@pytest.mark.parametrize(
    "text",
    [
        ":date: 1\n:tags: a\n\ndate: in the body\n",
        "date: 1\n\n```{blog-index}\n:tags: a\n",
        ":date: 1\n\ndate: in the body\n",
    ],
)
def test_every_key_of_the_command_is_found(tmp_path: Path, text: str) -> None:
    lines = put(tmp_path, "post/a", 0, text).key_lines
    command = f"{shell.keys_command('post/a', lines, ['date', 'tags'])}"
    found = run(f"cat post/a > /dev/null; {command}", tmp_path)
    assert text.startswith(found.splitlines()[0])
    assert ("tags" in command) == ("tags" in found)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("cat a-b.md", 'cat <span class="word">a-b.md</span>'),
        ("ls -t post/**/*.md | wc -l", "ls -t post/**/*.md | wc -l"),
        ("grep -FC1 a", 'grep <span class="word">-FC1</span> a'),
        ("ls post/*.{md,rst}) - -", 'ls <span class="word">post/*.{md,rst})</span> - -'),
        ("cat a-" + "b" * 30, "cat a-" + "b" * 30),
        ("grep ': *t' a", 'grep <span class="word">&#x27;: *t&#x27;</span> a'),
        ("grep -e 'a b", "grep -e &#x27;a b"),
        ("cat '<a-b>'", 'cat <span class="word">&#x27;&lt;a-b&gt;&#x27;</span>'),
        ("cat a&b-c d", 'cat <span class="word">a&amp;b-c</span> d'),
    ],
)
def test_short_words_are_kept_whole(command: str, expected: str) -> None:
    assert command_markup(command) == expected
