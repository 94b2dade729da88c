"""The prompt lists what bash lists, in the same order, over the same files."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.search.prompt_shell import document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.search.prompt_shell import PromptShell

DAY = 86_400

_FILES = {
    "about.md": (None, "helm"),
    "index.md": (None, "charts"),
    "a/index.md": (None, "all of helm"),
    "a/b/one.md": (16_801 * DAY + 7, "helm charts"),
    "a/b/Two.rst": (16_801 * DAY + 60, "nothing"),
    "a/c d.md": (16_900 * DAY, "helm"),
    "a/it's.md": (16_801 * DAY + 60, "a helm chart"),
    "a-b.md": (17_000 * DAY, "charts"),
    "post/2016-01-01-x.md": (16_801 * DAY + 60, "helm charts"),
    "post/2016-01-02-y.md": (16_802 * DAY, "kubernetes"),
    "post/2017-03-01-x.rst": (17_226 * DAY, "helm"),
    "post/deep/er/z.md": (17_300 * DAY, "charts"),
    "post/deep/z*.md": (15_000 * DAY, "helm"),
    "post/é.md": (15_000 * DAY, "kubernetes helm"),
    "post.md": (16_802 * DAY, "a chart"),
}
"""The files of the site: the time of their last modification, and what is in them."""


def _documents() -> list[dict[str, str]]:
    dated = [(stamp, path) for path, (stamp, _) in _FILES.items() if stamp is not None]
    by_path = sorted(dated, key=lambda pair: pair[1].encode(), reverse=True)
    in_order = [path for path, (stamp, _) in sorted(_FILES.items()) if stamp is None]
    in_order += [path for _, path in sorted(by_path, key=lambda pair: pair[0])]
    return [document(path, _date(_FILES[path][0]), content=_FILES[path][1]) for path in in_order]


def _date(stamp: int | None) -> str:
    return "" if stamp is None else datetime.fromtimestamp(stamp, UTC).date().isoformat()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files. Folders and what has no date are the oldest."""
    folder = tmp_path_factory.mktemp("sources")
    for path, (stamp, content) in _FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{content}\n")
        os.utime(file, (0, stamp or 0))
    for inside in folder.rglob("*/"):
        os.utime(inside, (0, 0))
    return folder


def _bash(line: str, folder: Path) -> tuple[list[str], str]:
    env = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    argv = ["bash", "-O", "globstar", "-O", "globasciiranges", "-c", f"LC_COLLATE=C; {line}"]
    done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, text=True)
    # -p adds a slash to a folder that has one already, as with */.
    # The prompt leaves no space between what is in one folder and what is in the next.
    lines = done.stdout.replace("//", "/").splitlines()
    return list(filter(None, lines)), done.stderr


_PART = st.sampled_from(
    ["*", "**", "?", "a*", "*b*", "[ab]*", "[!a]*", "[^p]*", "[a-c]", "*.md", "*.{md,rst}",
     "{a,post}", "a", "b", "post", "deep", "2016*", "2016-0?-0[12]*", "'c d.md'", "c\\ d*",
     '"it\'s"*', "'z*.md'", "z\\*.md", "*[0-9]*", "é*", "?.md", "T*",
     "[]x]*", "*x.*", "post.md", "index.md", "nothing"]
)  # fmt: skip
_OPERAND = st.builds(
    lambda parts, slash: "/".join(parts) + slash,
    st.lists(_PART, min_size=1, max_size=3),
    st.sampled_from(["", "", "", "/"]),
)
_LS = st.builds(
    lambda flags, operands: " ".join(["ls", "-p", *flags, *operands]),
    st.lists(st.sampled_from(["-t", "-r", "-tr", "-d", "-1", "-rt"]), max_size=2, unique=True),
    st.lists(_OPERAND, max_size=2),
)
_GREP = st.builds(
    lambda word, operands: " ".join(["grep", "-l", word, *operands]),
    st.sampled_from(
        ["helm", "charts", "'a helm'", "-e chart", "kubernetes", "-e chart -e helm",
         "-E 'kube|nothing'", "-E 'a (chart|helm)'", "'a chart\\|charts'"]
    ),
    st.lists(
        st.sampled_from(["*.md", "a/*.md", "post/*.*", "**/*.md", "a/b/*", "post/deep/er/z.md"]),
        min_size=1,
        max_size=2,
    ),
)  # fmt: skip
_NUMBER = st.integers(0, 6)
_FILTER = st.one_of(
    st.builds("head -n {}".format, _NUMBER),
    st.builds("head -n -{}".format, _NUMBER),
    st.builds("head -{}".format, st.integers(1, 6)),
    st.builds("tail -n {}".format, _NUMBER),
    st.builds("tail -n +{}".format, _NUMBER),
    st.builds("tail -n{}".format, _NUMBER),
    st.sampled_from(["tac", "sort", "sort -r", "cat", "head", "tail"]),
    st.builds("grep {}".format, st.sampled_from(
        ["md", "-v md", "-i two", "-F .md", "'^a'", "-E '^(a|post)'", "'x\\|y'", "-e 2016",
         "'s*.md'", "'[ab]/'", "a+", "-e two -e a", "-w a", "-w md", "-wE 'x|on'",
         "-x a.md", "-nx '.*md'", "-n two", "-A 1 -e 2016-01-02-y.md", "-B2 2016-01-02-y.md"]
    )),
)  # fmt: skip


_ODD = re.compile(r"[*?\]}][^ ]*/\*\*(?=/?( |$))")
"""After a wildcard, bash does not give ** the folder itself: it has a/ for a/**, but a for */**."""


def _line(source: str, filters: list[str]) -> str:
    return " | ".join([source, *filters])


@settings(max_examples=200, deadline=None)
@given(st.builds(_line, st.one_of(_LS, _LS, _GREP), st.lists(_FILTER, max_size=3)))
@example("ls -p -t **/*.md | head -n 5")
@example("ls -p post a")
@example("ls -pt post/**/*.md | tail -n +3 | head -n 2")
@example("ls -pt **/*.md | grep -FC1 -e 2016-01-02-y.md")
@example("grep -l helm **/*.md | tac | head -n 2")
def test_a_pipeline_lists_what_bash_lists(
    prompt_shell: PromptShell, folder: Path, line: str
) -> None:
    assume(not _ODD.search(line))
    printed, problems = _bash(line, folder)
    result: dict[str, Any] = prompt_shell.call("run", line, {"documents": _documents()})
    if problems:
        # Where an operand is missing, bash prints the others; the prompt says what is missing.
        assert result["kind"] in {"error", "list"}
    else:
        assert result["kind"] == "list", result
        assert [row["text"] for row in result["rows"]] == printed
