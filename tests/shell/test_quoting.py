"""Quoting of arguments and globs, checked with bash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.shell.page_commands import cat_command
from sphinx_transcript.shell.quoting import glob_of, quote, quote_glob
from tests.shell.bash import MD, lists, run, write_source


@pytest.mark.parametrize(
    ("argument", "typed"),
    [("é/b_c.d,e+f=g@h%i:j-k",) * 2, ("it's", r"'it'\''s'"), ("~", "'~'"), ("-a", "./-a")],
)
def test_argument_is_quoted_only_where_necessary(argument: str, typed: str) -> None:
    assert cat_command(argument) == f"cat {quote(argument)}" == f"cat {typed}"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab é'\"\\$`!*?[]{}~#&|;<>()=-\n\t", max_size=8), min_size=1))
def test_bash_parses_quoted_arguments(arguments: list[str]) -> None:
    typed = " ".join(map(quote, arguments))
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
def test_glob_is_quoted_except_for_its_wildcards(
    tmp_path: Path, glob: str, typed: str | None
) -> None:
    assert quote_glob(glob) == typed
    path = glob.replace("**/", "").replace("20??", "2016").replace("[ab]*", "b")
    write_source(tmp_path, path.replace("*", "x"), 0)
    assert lists(typed and f"ls {typed}", [path.replace("*", "x")], tmp_path)


def test_glob_matches_the_sources_of_a_pattern() -> None:
    assert glob_of("post/**", [".md"]) == MD
    assert glob_of("20??/*", [".md", ".rst"]) == "20??/*.{md,rst}"
    assert quote_glob("20??/*.{md,rst}") == "20??/*.{md,rst}"
