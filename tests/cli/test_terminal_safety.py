"""What the commands print is safe on a terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.support.terminal_text import visible_text

if TYPE_CHECKING:
    from tests.conftest import Site

NAME = "a\x1b]52;c;eA==\x07\u202eb\x9b"


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.post(NAME, title='"T\\e[1m\\u202etle"', date="2020-01-01", tags='["t\\e[1m"]')
    site.post(f"{NAME}2", title="x", date="2020-01-32", pinned='"\\e[1m"', tgas="x")
    site.post(f"{NAME}3", title="x", date="2020-01-02", aliases='["/\\e[1m/"]', pinned="\x9b")
    session = "```{session}\n:unchecked: \x1b[1m\n$ a\n```\n\n```{session}\n$ echo a\nb\x1b\n```\n"
    site.write(f"{NAME}.md", f"---\norphan: true\n---\n# H\n\n{session}")
    wrong = session.replace(":un", ":\x9bun")
    site.write(f"{NAME}5.md", f"---\norphan: true\n---\n# H\n\n{wrong}")
    site.post(f"{NAME}6", title="x", date="2020-01-02", draft="true", body=session)
    monkeypatch.chdir(site.srcdir)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["list", "--all"], ["list", "--all", "--json"], ["check"],
        ["check", "--format", "json"], ["publish", f"post/{NAME}"], ["publish", NAME + "4"],
        ["new", "x", "--slug", "a\u202eb"], ["new", f"x{NAME}"],
        ["sessions"], ["sessions", "--diff"], ["sessions", "--record"], ["sessions", "--update"],
        ["sessions", "--only", NAME], ["check", "--sessions"], ["check", "--sessions", "--drafts"],
    ],
)  # fmt: skip
def test_no_control_character_is_printed(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments)
    out, err = capsys.readouterr()
    assert (out, err) == (visible_text(out), visible_text(err))


def test_names_are_printed_as_escapes(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    main(["list"])
    assert "post/a\\x1b]52;c;eA==\\x07\\u202eb\\x9b.md" in capsys.readouterr().out
    main(["list", "--json"])
    (first,) = json.loads(capsys.readouterr().out)
    assert first["source"] == f"post/{NAME}.md"


def test_path_is_exact_for_programs_and_quoted_on_terminals(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site.srcdir.parent / "s\x1b[1m"
    site.srcdir.rename(folder)
    monkeypatch.chdir(folder.parent)
    main(["new", "One", "--site", folder.name])
    assert capsys.readouterr().out == "s\x1b[1m/post/one.md\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["new", "Two", "--site", folder.name])
    assert capsys.readouterr().out == "$'s\\x1b[1m/post/two.md'\n"
