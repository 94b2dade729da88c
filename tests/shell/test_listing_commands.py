"""Commands that list files, checked with bash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.shell.listing_commands import FrontMatterFilter, ListingCommands
from tests.shell.bash import DAY, FRONT_MATTER, MD, count_lines, lists, write_source

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.post.sorting import Sort
    from sphinx_transcript.shell.source_file import SourceFile


def tags(*names: str) -> FrontMatterFilter:
    return FrontMatterFilter("tags", names)


def three_posts(folder: Path) -> list[SourceFile]:
    newest = write_source(folder, "post/x/a.md", 3 * DAY, f"{FRONT_MATTER}tags: helm-chart\n")
    tagged = write_source(folder, "post/b.md", 2 * DAY, f"{FRONT_MATTER}tags: [helm, .c++]\n")
    return [tagged, newest, write_source(folder, "post/C.md", 1 * DAY)]


def five_posts(folder: Path) -> list[SourceFile]:
    """Write the posts a to e, from the oldest to the newest."""
    front_matter = [
        "date: 2015-01-01\ntags: helm\ncategories: ops\nseries: Scaling\nauthor: Ada",
        "date: 2016-01-02\ntags: [kube, helm]\ncategories: [ops, dev]\nseries: Scaling it",
        "date: 2016-01-03\ntags: helm\ncategories: dev\nseries: Scaling it\npinned: true",
        "date: 2016-01-04\ntags: helm-chart\ncategories: ops\nauthors: [Ada, Grace]",
        "date: 2017-01-05\ntags: helm\ncategories: ops, dev\nseries: Scaling",
    ]
    return [
        write_source(folder, f"post/{name}.md", at * DAY, f"---\n{lines}\n---\n")
        for at, (name, lines) in enumerate(zip("abcde", front_matter, strict=True), start=1)
    ]


def paths(names: str) -> list[str]:
    return [f"post/{name}.md" for name in names.split()]


@pytest.mark.parametrize(
    ("names", "sort", "wanted", "expected"),
    [
        ([], "-date", "x/a b C", f"ls -t {MD}"),
        ([], "-date", "x/a b", f"ls -t {MD} | head -n 2"),
        ([], "-date", "b", f"ls -t {MD} | tail -n +2 | head -n 1"),
        ([], "-date", "b C", f"ls -t {MD} | tail -n +2"),
        ([], "updated", "x/a b C", f"ls -t {MD}"),
        ([], "date", "C b x/a", f"ls -tr {MD}"),
        ([], "title", "C b x/a", f"ls {MD}"),
        ([], "title", "b x/a C", None),
        ([], "-date", "x/a C", None),
        ([], "-date", "", None),
        (["helm"], "-date", "x/a b", rf"ls -t $(grep -lE '^tags:.*\bhelm\b' {MD})"),
        ([".c++"], "date", "b", rf"ls -tr $(grep -lE '^tags:.*[[, ]\.c\+\+(,|]|$)' {MD})"),
        (["helm", "x"], "title", "b x/a", rf"ls $(grep -lE '^tags:.*\b(helm|x)\b' {MD})"),
        (["it's"], "-date", "b", None),
        (["été"], "-date", "b", None),
    ],
)
def test_command_for_a_listing(
    tmp_path: Path, names: list[str], sort: Sort, wanted: str, expected: str | None
) -> None:
    files = ListingCommands(three_posts(tmp_path), MD)
    command = files.command(paths(wanted), *[tags(*names)] if names else [], sort=sort)
    assert command == expected
    assert lists(command, paths(wanted), tmp_path)


OPS, DEV = FrontMatterFilter("categories", ("ops",)), FrontMatterFilter("categories", ("dev",))
YEAR, PINNED = FrontMatterFilter("date", ("2016",)), FrontMatterFilter("pinned", ("true",))
ADA, SERIES = FrontMatterFilter("authors?", ("Ada",)), FrontMatterFilter("series", ("Scaling it",))


@pytest.mark.parametrize(
    ("filters", "wanted", "expected"),
    [
        ([tags("helm")], "e c b a", "ls -t $(grep -lE '^tags:.*[[, ]helm(,|]|$)' @)"),
        (
            [tags("helm")],
            "c b",
            r"ls -t $(grep -lE '^tags:.*\bhelm\b' @) | tail -n +3 | head -n 2",
        ),
        (
            [tags("helm"), OPS],
            "e d b a",
            r"ls -t $(grep -lE '^categories:.*\bops\b' $(grep -lE '^tags:.*\bhelm\b' @))",
        ),
        (
            [tags("helm"), OPS, YEAR],
            "d b",
            r"ls -t $(grep -lE '^date: *2016' $(grep -lE '^categories:.*\bops\b' "
            r"$(grep -lE '^tags:.*\bhelm\b' @)))",
        ),
        ([YEAR], "d c b", "ls -t $(grep -lE '^date: *2016' @)"),
        (
            [FrontMatterFilter("date", ("2015", "2017"))],
            "e a",
            "ls -t $(grep -lE '^date: *(2015|2017)' @)",
        ),
        ([SERIES], "c b", "ls -t $(grep -lE '^series: *Scaling it' @)"),
        (
            [FrontMatterFilter("series", ("Scaling",))],
            "e a",
            "ls -t $(grep -lE '^series: *Scaling$' @)",
        ),
        ([PINNED], "c", "ls -t $(grep -lE '^pinned: *true' @)"),
        ([], "e d b a", "ls -t $(grep -LE '^pinned: *true' @)"),
        ([ADA], "a", "ls -t $(grep -lE '^authors?: *Ada' @)"),
        ([FrontMatterFilter("categories", ("it's",))], "a", None),
        ([ADA, tags("x")], "a", None),
        ([DEV], "e c b d", None),
    ],
)
def test_command_for_a_listing_with_filters(
    tmp_path: Path, filters: list[FrontMatterFilter], wanted: str, expected: str | None
) -> None:
    command = ListingCommands(five_posts(tmp_path), MD).command(paths(wanted), *filters)
    assert command == (expected and expected.replace("@", MD))
    assert lists(command, paths(wanted), tmp_path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("tags: x\n", f"ls -t $(grep -lE '^date:' {MD})"),
        (f"{FRONT_MATTER}draft: true\n", f"ls -t $(grep -LE '^draft: *true' {MD})"),
        (f"{FRONT_MATTER}unlisted: true\n", f"ls -t $(grep -LE '^unlisted: *true' {MD})"),
        (f"{FRONT_MATTER}draft: yes\n", None),
        (f":date: 1\n:draft: true\n{FRONT_MATTER}", f"ls -t $(grep -LE '^:?draft: *true' {MD})"),
    ],
)
def test_command_excludes_hidden_files(tmp_path: Path, content: str, expected: str | None) -> None:
    files = [*three_posts(tmp_path), write_source(tmp_path, "post/d.md", None, content)]
    wanted = ["post/x/a.md", "post/b.md", "post/C.md"]
    assert ListingCommands(files, MD).command(wanted) == expected
    assert lists(expected, wanted, tmp_path)


def test_command_excludes_files_with_any_of_several_flags(tmp_path: Path) -> None:
    hidden = [("D", "draft"), ("c", "unlisted"), ("w", "pinned")]
    files = [
        write_source(
            tmp_path, f"post/{name}.md", DAY + at * DAY // 2, f"{FRONT_MATTER}{flag}: true\n"
        )
        for at, (name, flag) in enumerate(hidden, start=1)
    ]
    wanted = ["post/C.md", "post/b.md", "post/x/a.md"]
    command = ListingCommands([*three_posts(tmp_path), *files], MD).command(wanted, sort="title")
    assert command == f"ls $(grep -LE '^(draft|unlisted|pinned): *true' {MD})"
    assert lists(command, wanted, tmp_path)


def test_files_with_equal_times_are_sorted_by_bytes(tmp_path: Path) -> None:
    wanted = paths("B a ba é")
    files = ListingCommands([write_source(tmp_path, path, DAY) for path in reversed(wanted)], MD)
    assert files.command(wanted) == f"ls -t {MD}"
    assert lists(f"ls -t {MD}", wanted, tmp_path)
    assert files.command(wanted[::-1], sort="date") == f"ls -tr {MD}"
    assert lists(f"ls -tr {MD}", wanted[::-1], tmp_path)


def test_paths_that_a_shell_would_split_have_no_command(tmp_path: Path) -> None:
    post = write_source(tmp_path, "post/a b.md", 1, f"{FRONT_MATTER}tags: so\n")
    assert (
        ListingCommands([*three_posts(tmp_path), post], MD).command([post.path], tags("so")) is None
    )


def test_no_operand_gives_no_command(tmp_path: Path) -> None:
    files = ListingCommands(three_posts(tmp_path), "")
    assert files.command(["post/x/a.md"]) is None
    assert files.neighbours_command("post/x/a.md", ["post/x/a.md", "post/b.md"]) is None
    assert files.count_command("tags", [(1, ".c++"), (1, "helm"), (1, "helm-chart")]) is None


def test_neighbours_are_found_by_the_shortest_unique_path_suffix(tmp_path: Path) -> None:
    files = ListingCommands(
        [*three_posts(tmp_path), write_source(tmp_path, "post/y/b.md", 4 * DAY)], MD
    )
    wanted = ["post/x/a.md", "post/b.md", "post/C.md"]
    command = files.neighbours_command("post/b.md", wanted)
    assert command == f"ls -t {MD} | grep -FC1 -e post/b.md"
    assert lists(command, wanted, tmp_path)
    assert files.neighbours_command("post/b.md", wanted[:2]) is None
    assert files.neighbours_command("post/b.md", wanted[::-1]) is None
    assert files.neighbours_command("post/missing.md", wanted) is None
    newest = files.neighbours_command("post/y/b.md", ["post/y/b.md", "post/x/a.md"])
    assert newest == f"ls -t {MD} | grep -FC1 -e y/b.md"


COUNT = "cut -d: -f2- | tr -d '[] \"' | tr , '\\n' | sort | uniq -c | sort -k1,1nr -k2"


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("tags", [(4, "helm"), (1, "helm-chart"), (1, "kube")]),
        ("categories", [(4, "ops"), (3, "dev")]),
    ],
)
def test_count_command(tmp_path: Path, key: str, wanted: list[tuple[int, str]]) -> None:
    files = ListingCommands(five_posts(tmp_path), MD)
    command = files.count_command(key, wanted)
    assert command == f"grep -h '^{key}:' {MD} | {COUNT}"
    assert count_lines(command, tmp_path) == wanted
    assert files.count_command(key, wanted[::-1]) is None
    assert files.count_command(key, wanted[:1]) is None


def test_count_command_excludes_hidden_files(tmp_path: Path) -> None:
    files = [
        *five_posts(tmp_path),
        write_source(tmp_path, "post/f.md", 1, f"{FRONT_MATTER}tags: a\ndraft: true\n"),
    ]
    wanted = [(4, "helm"), (1, "helm-chart"), (1, "kube")]
    command = ListingCommands(files, MD).count_command("tags", wanted)
    assert command == f"grep -h '^tags:' $(grep -LE '^draft: *true' {MD}) | {COUNT}"
    assert count_lines(command, tmp_path) == wanted


def test_count_command_includes_field_lists(tmp_path: Path) -> None:
    files = [write_source(tmp_path, "post/a.rst", 1, ":tags: b, c:d\n:tagsx: x\n")]
    files += [write_source(tmp_path, "post/b.md", 1, 'tags: ["b"]\n')]
    wanted = [(2, "b"), (1, "c:d")]
    command = ListingCommands(files, "post/*.{md,rst}").count_command("tags", wanted)
    assert command is not None
    assert command.startswith("grep -hE '^:?tags:' post/*.{md,rst} | sed -E 's/^:?tags://' | tr")
    assert count_lines(command, tmp_path) == wanted


@pytest.mark.parametrize("line", ["tags: a b", "tags: a,,b", "tags: a, a", "tags:", "tags: 'a'"])
def test_names_that_bash_would_miscount_have_no_command(tmp_path: Path, line: str) -> None:
    files = ListingCommands([write_source(tmp_path, "post/a.md", 1, f"{FRONT_MATTER}{line}\n")], MD)
    for wanted in ([(1, "a b")], [(1, "a"), (1, "b")], [(1, "a")], []):
        assert files.count_command("tags", wanted) is None
