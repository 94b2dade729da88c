"""Files that are put into the folder of a session: they can't lead out of it, nor stop a build."""

from __future__ import annotations

import tempfile
import threading
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.session_runs.page_run import RunSettings, run_page
from tests.session_runs.pages import block, run

if TYPE_CHECKING:
    from pathlib import Path

AWAY = ["sh", "-c", 'cd / && rm -rf "$TMPDIR/../work" && exec env -i bash --norc']
"""A shell that does not see the folder of the run, as one in a container."""
SHELLS = {"direct": ["bash", "--norc"], "in a container": AWAY}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a folder for temporary files, in which commands may do what they like."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder with the file ``data``."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "data").write_text("new\n")
    return folder


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("ln -s {outside} data", "a symbolic link"),
        ("ln -s nowhere data", "a symbolic link"),
        ("mkfifo data", "a FIFO"),
        ("mkfifo data; (while cat data; do :; done) >log 2>&1 &", "a FIFO"),
        ("mkdir data", "a folder"),
        ("ln -s /dev/zero data", "a symbolic link"),
    ],
)
def test_what_is_no_file_is_refused(
    sources: Path, tmp_path: Path, command: str, kind: str, shell: str
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("old\n")
    timeout = threading.Timer(30, (settings := RunSettings(sources, SHELLS[shell])).cancelled.set)
    timeout.start()
    try:
        made, later = run_page(
            "page",
            [
                block(f"$ {command.format(outside=outside)}\n...", name="a"),
                block("$ cat data\nnew", name="a", files=("data",)),
            ],
            settings,
        ).blocks
    finally:
        timeout.cancel()
    assert made.state == "passed"
    assert later.state == "failed"
    if shell != "direct":
        kind = "something that is no file"
    assert later.reason.startswith(f"the file data of :files: can't be put into place: {kind} "), (
        later.reason
    )
    assert outside.read_text() == "old\n"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("language", ["bash", "sh", "python"])
def test_file_is_put_in_the_place_of_another(sources: Path, shell: str, language: str) -> None:
    (sources / "data").write_bytes(b"new\n\xff\\'\n")
    (sources / "data").chmod(0o755)
    one, two = {
        "python": (
            ">>> with open('data', 'w') as f: f.write('longer than that')\n...\n16",
            ">>> import os\n"
            ">>> open('data', 'rb').read(), os.access('data', os.X_OK), 'name' in dir()\n"
            '(b"new\\n\\xff\\\\\'\\n", True, False)',
        )
    }.get(
        language,
        ("$ echo longer than that >data", "$ head -n 1 data; test -x data && wc -c <data\nnew\n8"),
    )
    outcome = run(
        block(one, language, name="a"),
        block(two, language, name="a", files=("data",)),
        folder=sources,
        shell=SHELLS[shell],
    )
    assert [each.problem for page in outcome.blocks for each in page.entries if each.problem] == []


def test_hard_link_is_not_written_through(sources: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("old\n")
    outcome = run(
        block(f"$ ln {outside} data", name="a"),
        block("$ cat data\nnew", name="a", files=("data",)),
        folder=sources,
    )
    assert [each.state for each in outcome.blocks] == ["passed", "passed"]
    assert outside.read_text() == "old\n"


@pytest.mark.parametrize(
    "command",
    [
        "mv ../work ../old; ln -s {outside} ../work",
        'folder=$(dirname "$PWD"); mv "$folder" "$folder-moved"; ln -s {outside} "$folder"',
        "cd ..; rm -rf work; ln -s {outside} work",
    ],
)
def test_folder_that_has_become_a_link_is_not_followed(
    sources: Path, tmp_path: Path, command: str
) -> None:
    outside = tmp_path / "outside"
    (outside / "work").mkdir(parents=True)
    outside.chmod(0o755)
    run(
        block(f"$ {command.format(outside=outside)}\n...", name="a"),
        block("$ cat data\n...", name="a", files=("data",)),
        folder=sources,
    )
    assert [path.name for path in outside.rglob("*")] == ["work"]
    assert outside.stat().st_mode & 0o777 == 0o755
