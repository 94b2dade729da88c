"""The command ``sessions``."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.cli import sessions
from sphinx_transcript.cli.main import main
from sphinx_transcript.session_runs.site_run import run_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Site

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
GOOD = "```{session}\n$ echo a\na\n```\n"
BAD = "```{session}\n$ echo a\nb\n```\n"


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29 in UTC


def page(site: Site, name: str, body: str) -> Path:
    """Write a page with *body* below its title."""
    return site.write(f"{name}.md", f"---\norphan: true\n---\n# {name}\n\n{body}")


def snapshot(site: Site) -> dict[str, bytes]:
    """Return the contents of all source files."""
    return {str(path): path.read_bytes() for path in site.srcdir.rglob("*") if path.is_file()}


def results(site: Site) -> dict[str, dict[str, Any]]:
    """Return the recorded results."""
    data: dict[str, dict[str, Any]] = json.loads((site.srcdir / "sessions.json").read_text())
    return data


def test_run_says_first_what_it_runs_and_writes_nothing(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page(site, "a", GOOD)
    page(site, "b", BAD)
    before = snapshot(site)
    said = []

    def note(*args: object) -> Iterator[object]:
        said.append(capsys.readouterr().out)
        return run_pages(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sessions, "run_pages", note)
    assert main(["sessions"]) == 1
    assert said == ["running 2 commands of 2 pages\n  a: 1 command\n  b: 1 command\n"]
    captured = capsys.readouterr()
    assert captured.out == "a: 1 command ran\nb: 1 command ran; 1 failed\n"
    assert captured.err == (
        "b.md:8: `echo a` prints something else (- the page, + what is printed):\n-b\n+a\n"
    )
    assert snapshot(site) == before


def test_page_that_is_right(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    page(site, "a", GOOD)
    assert main(["sessions"]) == 0
    assert capsys.readouterr().err == ""
    assert not (site.srcdir / "sessions.json").exists()


def test_site_without_sessions(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    page(site, "a", "```console\n$ touch pwned\n```\n")
    assert main(["sessions", "--update"]) == 0
    assert capsys.readouterr().out == "no page has a checked session\n"
    assert not (site.srcdir / "sessions.json").exists()


def test_diff_shows_what_an_update_would_change(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    page(site, "a", GOOD)
    page(site, "b", BAD)
    before = snapshot(site)
    assert main(["sessions", "--diff"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "--- b.md",
        "+++ b.md",
        "@@ -5,5 +5,5 @@",
        " ",
        " ```{session}",
        " $ echo a",
        "-b",
        "+a",
        " ```",
    ]
    assert snapshot(site) == before


def test_update_writes_and_records(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.post("b", title="B", date="2020-01-01", body=BAD)
    page(site, "a", GOOD)
    assert main(["sessions", "--update"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[3:] == [
        "updated post/b.md",
        "sessions.json has the results of 2 pages",
        "a: 1 command ran",
        "post/b: 1 command ran",
    ]
    text = (site.srcdir / "post/b.md").read_text()
    assert text == f"---\ntitle: B\ndate: 2020-01-01\n---\n\n{GOOD}"
    assert {name: each["date"] for name, each in results(site).items()} == {
        "a": "2026-11-29",
        "post/b": "2026-11-29",
    }
    build = site.build()
    for name in ("post/b.html", "a.html"):
        assert "</span>every command here ran on 2026-11-29</p>" in build.read(name)


def test_second_update_changes_nothing_and_runs_nothing_else(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    body = (
        "```{session}\n$ printf '%s\\n' '$ touch pwned' '```' '~~~~' '...' '\\e' ':::::'\n"
        "$ printf '\\e[31mred\\e[0m \\e\\n a\\x00b\\xff\\n\\ttab\\n \\n\\nx\\u2028y  \\n'\n"
        "$ echo end; ls -A\n```\n"
    )
    page(site, "a", body)
    assert main(["sessions", "--update"]) == 0
    first = snapshot(site)
    capsys.readouterr()
    assert main(["sessions", "--update"]) == 0
    assert snapshot(site) == first
    out = capsys.readouterr().out
    assert out.startswith("running 3 commands of 1 page\n")
    assert "updated" not in out
    text = (site.srcdir / "a.md").read_text()
    assert "\n\\$ touch pwned\n\\```\n\\~~~~\n\\...\n\\\\\\e\n\\:::::\n$ printf" in text
    assert "\n$ echo end; ls -A\nend\n```\n" in text


def test_unchanged_result_keeps_its_date(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = page(site, "a", GOOD)
    page(site, "b", GOOD)
    assert main(["sessions", "--record"]) == 0
    first = (site.srcdir / "sessions.json").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1827446400")  # 2027-11-29 in UTC
    assert main(["sessions", "--record"]) == 0
    assert (site.srcdir / "sessions.json").read_bytes() == first
    path.write_text(path.read_text().replace("$ echo a", "$ echo 'a'"))
    assert main(["sessions", "--record"]) == 0
    assert {name: each["date"] for name, each in results(site).items()} == {
        "a": "2027-11-29",
        "b": "2026-11-29",
    }


def test_page_that_fails_in_part_has_no_result(site: Site) -> None:
    page(site, "a", f"{GOOD}\n{BAD}")
    page(site, "b", GOOD)
    assert main(["sessions", "--record"]) == 1
    assert list(results(site)) == ["b"]


def test_page_that_fails_loses_its_result(site: Site) -> None:
    path = page(site, "a", GOOD)
    page(site, "b", GOOD)
    assert main(["sessions", "--record"]) == 0
    path.write_text(path.read_text().replace("$ echo a", "$ echo c"))
    assert main(["sessions", "--record"]) == 1
    assert list(results(site)) == ["b"]


def test_command_that_passes_only_at_times_loses_its_result(site: Site, tmp_path: Path) -> None:
    switch = tmp_path / "switch"
    page(site, "a", f"```{{session}}\n$ test -e {switch} || echo a\na\n```\n")
    assert main(["sessions", "--record"]) == 0
    assert list(results(site)) == ["a"]
    switch.touch()
    assert main(["sessions", "--record"]) == 1
    assert results(site) == {}


def test_result_of_a_page_that_is_gone_is_dropped(site: Site) -> None:
    path = page(site, "a", GOOD)
    page(site, "b", GOOD)
    assert main(["sessions", "--record"]) == 0
    path.unlink()
    assert main(["sessions", "--record"]) == 0
    assert list(results(site)) == ["b"]


def test_skipped_and_unchecked_commands_are_not_claimed(site: Site) -> None:
    page(
        site,
        "a",
        f"{GOOD}\n```{{session}}\n:requires: nosuchprogram\n$ echo b\n```\n\n"
        "```{session}\n:unchecked:\n$ rm -rf nosuch\n```\n",
    )
    page(site, "b", "```{session}\n:requires: nosuchprogram\n$ echo b\n```\n")
    assert main(["sessions", "--record"]) == 0
    assert {name: each["commands"] for name, each in results(site).items()} == {"a": 1}
    build = site.build()
    assert "</span>1 of 3 commands here ran on 2026-11-29</p>" in build.read("a.html")
    assert "ts-session-claim" not in build.read("b.html")


def test_versions_are_recorded(site: Site) -> None:
    page(site, "a", GOOD.replace("}\n", "}\n:version: bash --version\n"))
    assert main(["sessions", "--record"]) == 0
    (version,) = results(site)["a"]["versions"]
    assert version.startswith("GNU bash ")
    assert "version" not in version
    assert f"2026-11-29 with {version}</p>" in site.build().read("a.html")


@pytest.mark.parametrize("name", ["post/b", "post/b.md", "b", "./post/b.md"])
def test_only_one_page(site: Site, capsys: pytest.CaptureFixture[str], name: str) -> None:
    page(site, "a", BAD)
    site.post("b", title="B", date="2020-01-01", body=BAD)
    assert main(["sessions", "--record", "--only", "a"]) == 1
    capsys.readouterr()
    assert main(["sessions", "--update", "--only", name]) == 0
    assert capsys.readouterr().out.startswith("running 1 command of 1 page\n  post/b: 1 command\n")
    assert BAD in (site.srcdir / "a.md").read_text()
    assert list(results(site)) == ["post/b"]


def test_only_keeps_the_results_of_the_other_pages(site: Site) -> None:
    page(site, "a", GOOD)
    page(site, "b", GOOD)
    assert main(["sessions", "--record"]) == 0
    both = results(site)
    assert main(["sessions", "--record", "--only", "a", "--only", "b"]) == 0
    assert main(["sessions", "--record", "--only", "b"]) == 0
    assert results(site) == both


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pots/b", "no page 'pots/b' with a checked session; did you mean 'post/b.md'?"),
        ("index", "index has no checked session"),
        ("c", "--only: c is not published (draft); add --drafts"),
        ("../../etc/passwd", "no page '../../etc/passwd' with a checked session"),
        ("", "no page ''"),
        ("\x1b[31m", "no page '\\x1b[31m'"),
    ],
)
def test_page_that_is_not_there(
    site: Site, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    site.post("b", title="B", date="2020-01-01", body=GOOD)
    site.write("c.md", "# C\n")
    site.post("c", title="C", date="2020-01-01", draft="true", body=GOOD)
    (site.srcdir / "c.md").unlink()
    assert main(["sessions", "--only", name]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


def test_draft_is_updated_if_asked_for(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.post("c", title="C", date="2020-01-01", draft="true", body=BAD)
    assert main(["sessions", "--update"]) == 0
    assert BAD in path.read_text()
    err = capsys.readouterr().err
    assert err == "post/c.md:7: not run: draft (--drafts runs it)\n"
    assert main(["sessions", "--update", "--drafts", "--only", "post/c.md"]) == 0
    assert path.read_text().endswith(GOOD)
    assert list(results(site)) == ["post/c"]
    # The draft is not forgotten by a run without it.
    page(site, "a", GOOD)
    assert main(["sessions", "--record"]) == 0
    assert list(results(site)) == ["a", "post/c"]


@pytest.mark.parametrize(
    "arguments", [["--update", "--diff"], ["--diff", "--record"], ["--nosuch"], ["--only"]]
)
def test_arguments_that_do_not_fit(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["sessions", *arguments])
    assert ended.value.code == 2


@pytest.mark.parametrize("content", [b"{", b"\xff", b"<<<<<<< HEAD\n"])
def test_file_that_cannot_be_read_is_written_anew(
    site: Site, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    page(site, "a", GOOD)
    path = site.write("sessions.json", content)
    assert main(["sessions", "--record", "--only", "a"]) == 1
    assert "leave --only out" in capsys.readouterr().err
    assert path.read_bytes() == content
    assert main(["sessions", "--record"]) == 0
    assert list(results(site)) == ["a"]


def test_check_finds_a_file_that_cannot_be_read(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    page(site, "a", GOOD)
    site.write("sessions.json", "{\n")
    assert main(["check", "--ignore", "check"]) == 1
    assert "sessions.json:2: the recorded results can't be read" in capsys.readouterr().out
    assert main(["check", "--ignore", "check", "--ignore", "transcript.session_result"]) == 0


def test_folder_in_place_of_the_file(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    page(site, "a", GOOD)
    (site.srcdir / "sessions.json").mkdir()
    assert main(["sessions", "--record"]) == 1
    assert "sessions.json can't be written" in capsys.readouterr().err


def test_shell_that_is_not_there(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.conf("transcript_session_shell = ['nosuchshell']\n")
    page(site, "a", GOOD)
    assert main(["sessions"]) == 2
    assert "nosuchshell" in capsys.readouterr().err


def test_failure_that_no_update_mends(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    body = "```{session}\n:exit: 3\n:timeout: 1\n$ echo a\nb\n$ (exit 4)\n```\n"
    path = page(site, "a", body)
    assert main(["sessions", "--update"]) == 1
    assert path.read_text().endswith(body.replace("\nb\n", "\na\n"))
    err = capsys.readouterr().err
    assert "a.md:11: `(exit 4)` ends with the exit status 4, not 3" in err
    assert "echo a" not in err
    assert results(site) == {} if (site.srcdir / "sessions.json").exists() else True


def test_command_that_does_not_end_is_not_updated(site: Site) -> None:
    body = "```{session}\n:timeout: 0.5\n$ echo a; sleep 60\nb\n```\n"
    path = page(site, "a", body)
    assert main(["sessions", "--update"]) == 1
    assert path.read_text().endswith(body)
