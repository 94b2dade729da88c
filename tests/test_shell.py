"""Commands that hold, asked of bash itself."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript import shell
from sphinx_transcript.blog import SORTS, Blog, Sort
from sphinx_transcript.post import Post

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
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode())
    # What is no published post was changed last, and is in the way of any 'ls -t'.
    os.utime(file, (0, 5_000 * DAY if stamp is None else stamp))
    return shell.SourceFile(path, stamp, shell.key_lines(content))


def three(folder: Path) -> list[shell.SourceFile]:
    newest = put(folder, "post/x/a.md", 3 * DAY, f"{HEAD}tags: helm-chart\n")
    tagged = put(folder, "post/b.md", 2 * DAY, f"{HEAD}tags: [helm, .c++]\n")
    return [tagged, newest, put(folder, "post/C.md", 1 * DAY)]


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


def test_glob_matches_the_sources_of_a_pattern() -> None:
    assert shell.glob_of("post/**", [".md"]) == MD
    assert shell.glob_of("20??/*", [".md", ".rst"]) == "20??/*.{md,rst}"


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("post/a.md", "date: 1\ntags: a\n", "grep -E '^(date|tags):' $_"),
        ("post/a.rst", ":date: 1\n:tags: a\n", "grep -E '^:(date|tags):' $_"),
        ("-a b.rst", ":authors: a\n", 'grep ^:authors: "$_"'),
    ],
)
def test_keys_are_found_in_the_file_shown_before(
    tmp_path: Path, source: str, content: str, expected: str
) -> None:
    lines = put(tmp_path, source, 0, content).key_lines
    assert shell.keys_command(source, lines, ["date", "tags", "authors"]) == expected
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
    ("tags", "sort", "limit", "wanted", "expected"),
    [
        ([], "-date", None, "x/a b C", f"ls -t {MD}"),
        ([], "-date", 3, "x/a b C", f"ls -t {MD}"),
        ([], "-date", 2, "x/a b", f"ls -t {MD} | head -n 2"),
        ([], "date", None, "C b x/a", f"ls -tr {MD}"),
        ([], "title", None, "C b x/a", f"ls {MD}"),
        ([], "title", None, "b x/a C", None),
        ([], "-date", None, "x/a C", None),
        (["helm"], "-date", None, "b", rf"ls -t $(grep -lE '^tags:.*[[, ]helm(,|]|$)' {MD})"),
        ([".c++"], "date", None, "b", rf"ls -tr $(grep -lE '^tags:.*[[, ]\.c\+\+(,|]|$)' {MD})"),
        (["helm"], "date", 1, "b", rf"ls -tr $(grep -lE '^tags:.*\bhelm\b' {MD}) | head -n 1"),
        (["helm", "x"], "title", None, "b x/a", rf"ls $(grep -lE '^tags:.*\b(helm|x)\b' {MD})"),
        (["it's"], "-date", None, "b", None),
    ],
)
def test_command_for_a_listing(  # noqa: PLR0917
    tmp_path: Path, tags: list[str], sort: Sort, limit: int, wanted: str, expected: str | None
) -> None:
    paths = [f"post/{name}.md" for name in wanted.split()]
    command = shell.list_command(three(tmp_path), MD, paths, tags=tags, sort=sort, limit=limit)
    assert command == expected
    assert holds(command, paths, tmp_path)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("draft: true\n", f"ls -t $(grep -lE '^date:' {MD})"),
        (f"{HEAD}draft: true\n", f"ls -t $(grep -LE '^draft: *true' {MD})"),
        (f"{HEAD}draft: yes\n", None),
    ],
)
def test_command_passes_over_a_draft(tmp_path: Path, draft: str, expected: str | None) -> None:
    files = [*three(tmp_path), put(tmp_path, "post/d.md", None, draft)]
    wanted = ["post/x/a.md", "post/b.md", "post/C.md"]
    assert shell.list_command(files, MD, wanted) == expected
    assert holds(expected, wanted, tmp_path)


def test_names_that_a_shell_would_split_are_not_substituted(tmp_path: Path) -> None:
    post = put(tmp_path, "post/a b.md", 1, f"{HEAD}tags: so\n")
    assert shell.list_command([*three(tmp_path), post], MD, [post.path], tags=["so"]) is None


def test_neighbours_are_found_by_the_shortest_name_that_is_unique(tmp_path: Path) -> None:
    files = [*three(tmp_path), put(tmp_path, "post/y/b.md", 4 * DAY)]
    wanted = ["post/x/a.md", "post/b.md", "post/C.md"]
    orders = shell.time_orders(files, MD)
    command = shell.neighbours_command(orders, "post/b.md", wanted)
    assert command == f"ls -t {MD} | grep -FC1 -e post/b.md"
    assert holds(command, wanted, tmp_path)
    assert shell.neighbours_command(orders, "post/b.md", wanted[:2]) is None


Document = tuple[Post, str, bool]  # The text of its file; whether it is published.
TAGS = st.sampled_from(["helm", "helm-chart", "Helm", "c", "c++", "a b", "été", ".net"])
FOLDERS = st.sampled_from(["", "a/", "n/m/", "-/", "a b/"])
NAMES = st.sampled_from(["a", "ba", "B", "-a", "é", "a b", "-a b", "[", "$x", "it's"])
KINDS = st.sampled_from(["a date"] * 5 + ["a date in its name", "no date", "draft"])


@st.composite
def documents(draw: st.DrawFn, kinds: st.SearchStrategy[str]) -> Document:
    kind, tags = draw(kinds), draw(st.lists(TAGS, max_size=3))
    suffix = draw(st.sampled_from([".md", ".md", ".rst"]))
    path = f"post/{draw(FOLDERS)}{draw(NAMES)}{suffix}"
    date = datetime(2016, 9, draw(st.integers(1, 4)), tzinfo=UTC)
    lines = [draw(st.sampled_from(["tags: [{}]", "tags: {}"])).format(", ".join(tags))]
    lines += [f"date: {date:%Y-%m-%d}"] if kind in {"a date", "draft"} else []
    lines += ["draft: true"] if kind == "draft" else []
    colon, end = ":" if suffix == ".rst" else "", draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = "".join(f"{colon}{line}{end}" for line in lines)
    stamp = int(date.timestamp())
    post = Post(path, path, path, date, stamp, None, None, tuple(tags), (), "", 1, ())
    return post, text, kind.startswith("a date")


def blogs(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[list[Document]]:
    return st.lists(documents(kinds), max_size=7, unique_by=lambda each: each[0].source)


LIMITS = st.none() | st.integers(1, 4)
REQUESTS = st.tuples(st.lists(TAGS, max_size=2), st.sampled_from(SORTS), LIMITS)


@settings(max_examples=40, deadline=None)
@given(blogs(KINDS) | blogs(st.just("a date")), st.lists(REQUESTS, min_size=3, max_size=3))
def test_bash_selects_what_the_page_shows(
    written: list[Document], requests: list[tuple[list[str], Sort, int | None]]
) -> None:
    blog = Blog(post for post, _, published in written if published)
    suffixes = sorted({PurePosixPath(post.source).suffix for post in blog.posts})
    operand = shell.glob_of("post/**", suffixes)
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            put(folder, post.source, post.stamp if published else None, text)
            for post, text, published in written
        ]
        files = [file for file in files if PurePosixPath(file.path).suffix in suffixes]
        for tags, sort, limit in requests:
            rows = [post.source for post in blog.select(tags=tags, sort=sort, limit=limit)]
            command = shell.list_command(files, operand, rows, tags=tags, sort=sort, limit=limit)
            assert holds(command, rows, folder)
            if len(files) == len(blog.posts) and sort != "title" and rows and not tags:
                assert command is not None
        orders = shell.time_orders(files, operand)
        for post in blog.posts:
            newer, older = blog.neighbours(post.docname)
            around = [each.source for each in (newer, post, older) if each]
            command = shell.neighbours_command(orders, post.source, around)
            assert holds(command, around, folder)
            assert command is not None or len(files) > len(blog.posts)


@pytest.mark.parametrize(
    ("pattern", "paths", "limit", "tags"),
    [
        pytest.param("my posts/**", ["my posts/a.md"], None, "", id="blank in transcript_posts"),
        pytest.param("**", ["-a.md", "b.md"], None, "", id="hyphen at the root"),
        pytest.param("post/**", ["post/a\nb.md", "post/c.md", "post/d.md"], 2, "", id="line end"),
        pytest.param("post/**", ["post/a.md"], None, "helm\r", id="CRLF"),
    ],
)
def test_hostile_files_get_no_false_listing(
    tmp_path: Path, pattern: str, paths: list[str], limit: int | None, tags: str
) -> None:
    files = [put(tmp_path, path, -at, f"tags: {tags}\n") for at, path in enumerate(paths)]
    files += [put(tmp_path, "post/chart.md", 1, "tags: helm-chart\r\n")] if tags else []
    operand, rows = shell.quote_glob(shell.glob_of(pattern, [".md"])) or "", paths[:limit]
    command = shell.list_command(files, operand, rows, tags=tags.split(), limit=limit)
    assert holds(command, rows, tmp_path)


@pytest.mark.parametrize("path", ["post/-a b.md", "post/-what's-next.md", "post/a\nb.md"])
def test_hostile_names_get_no_false_neighbours(tmp_path: Path, path: str) -> None:
    paths = ["post/0.md", "post/1.md", path, "post/2.md", "post/b.md"]
    files = [put(tmp_path, each, -place) for place, each in enumerate(paths)]
    command = shell.neighbours_command(shell.time_orders(files, MD), path, paths[1:4])
    assert holds(command, paths[1:4], tmp_path)
