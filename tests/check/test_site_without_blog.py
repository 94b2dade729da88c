"""Commands for a site that has only the theme, and no posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.console import strip_colors

from sphinx_transcript.cli.main import main
from tests.conftest import build_site
from tests.helpers.live import LiveServer

if TYPE_CHECKING:
    from pathlib import Path

CONF = "extensions = ['myst_parser']\nhtml_theme = '{theme}'\n"
CHILD_THEME = '[theme]\ninherit = "transcript"\n'


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of documentation with faults."""
    folder = tmp_path / "docs"
    (folder / "themes/child").mkdir(parents=True)
    (folder / "themes/child/theme.toml").write_text(CHILD_THEME)
    (folder / "conf.py").write_text(CONF.format(theme="transcript"))
    (folder / "index.md").write_text("# Home\n\n![](a.svg)\n[](gone.md)\n\n```{toctree}\nb\n```\n")
    (folder / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "b.md").write_text("# B\n\n```{nothing}\n```\n")
    monkeypatch.chdir(folder)
    return folder


def test_check_finds_what_a_build_warns_of(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 1
    captured = capsys.readouterr()
    found = captured.out.splitlines()
    warnings = build_site("html", docs, tmp_path / "out").warning_lines
    built = [strip_colors(line).replace(f"{docs}/", "") for line in warnings]
    assert len(built) == 2
    errors = [line for line in found if ": hint: " not in line]
    assert sorted(line.replace(" WARNING:", "").replace(" ERROR:", "") for line in built) == errors
    assert "index.md:3: hint: the image a.svg has no alternative text [check.alt]" in found
    assert captured.err == "2 errors and 1 hint\n"


@pytest.mark.parametrize("options", [["--drafts"], ["--sessions"], ["--strict", "--all"]])
def test_options_for_posts_change_nothing(
    docs: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    main(["check"])
    plain = capsys.readouterr()
    assert main(["check", *options]) == 1
    assert capsys.readouterr() == plain


def test_site_with_a_theme_that_inherits_is_checked(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (docs / "conf.py").write_text(CONF.format(theme="child") + "html_theme_path = ['themes']\n")
    assert main(["check"]) == 1
    assert "2 errors" in capsys.readouterr().err


def test_site_with_another_theme_is_refused(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (docs / "conf.py").write_text(CONF.format(theme="alabaster"))
    assert main(["check"]) == 1
    assert "has no 'sphinx_transcript' in its extensions" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "sessions"])
def test_commands_for_posts_say_what_is_missing(
    docs: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command]) == 1
    assert "has no 'sphinx_transcript' in its extensions" in capsys.readouterr().err


def test_it_is_served_and_rebuilt(docs: Path) -> None:
    (docs / "index.md").write_text("# Home\n\n```{toctree}\nb\n```\n")
    (docs / "b.md").write_text("# B\n")
    with LiveServer(docs, "--port", "0") as live:
        live.wait_for(lambda: live.get("b.html")[0] == 200)
        live.wait_for(lambda: any(line.startswith("Serving ") for line in live.output))
        assert "WARNING" not in "\n".join(live.output)
        with live.expect_refresh():
            (docs / "b.md").write_text("# Another B\n")
        assert "Another B" in live.text("b.html")
