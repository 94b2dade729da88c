"""The builder ``sessions``: what it says, writes and returns, and that no other builder runs."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import assert_one_warning, build_warnings, relative_paths

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build, Site


def session(text: str) -> str:
    """Return a session with *text* in Markdown."""
    return f"# H\n\n```{{session}}\n{text}\n```\n"


def sphinx_build(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``sphinx-build`` in a process of its own."""
    out = str(site.folder / "out")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments, "-b", "sessions", str(site.srcdir), out],
        capture_output=True,
        text=True,
        check=False,
    )


def output(build: Build) -> str:
    """Return ``output.txt``."""
    return build.read("output.txt")


def test_changed_digit_is_found(site: Site) -> None:
    site.write("index.md", session("$ seq 3\n1\n2\n3"))
    good = site.build("sessions")
    assert good.warnings == ""
    assert "running 1 command of 1 page\n  index: 1 command\n" in good.status
    assert output(good) == "index: 1 command ran\n"
    site.write("index.md", session("$ seq 3\n1\n4\n3"))
    bad = site.build("sessions")
    text = "`seq 3` prints something else (- the page, + what is printed):\n 1\n-4\n+2\n 3"
    assert bad.warnings.count("WARNING") == 1
    assert f"/src/index.md:6: WARNING: {text} [transcript.session_output]" in bad.warnings
    assert output(bad) == f"index: 1 command ran; 1 failed\nindex.md:6: {text}\n"


def test_status_and_quiet_output(site: Site) -> None:
    site.write("index.md", session("$ echo a\na"))
    good = sphinx_build(site, "-q")
    assert (good.returncode, good.stdout, good.stderr) == (0, "", "")
    site.write("index.md", session("$ echo a\nb"))
    bad = sphinx_build(site, "-q")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert f"{site.srcdir}/index.md:5: WARNING: `echo a` prints something else" in bad.stderr
    # Without a change, nothing is read and all is run again.
    again = sphinx_build(site)
    assert again.returncode == 1
    assert again.stdout.index("running 1 command of 1 page") < again.stdout.index("1 failed")
    assert "index.md:5: WARNING: `echo a` prints something else" in again.stderr


def test_missing_shell_is_one_message(site: Site) -> None:
    site.conf("transcript_session_shell = ['nosuchshell']\n")
    site.write("index.md", session("$ a"))
    site.write("b.md", "---\norphan: true\n---\n" + session("$ a"))
    build = sphinx_build(site, "-q", "-j2")
    assert build.returncode == 1
    assert build.stderr == (
        "ERROR: the shell 'nosuchshell' of transcript_session_shell can't be run: "
        "nosuchshell: No such file or directory\n"
    )


def test_report_holds_nothing_of_this_machine(site: Site) -> None:
    site.write(
        "index.md",
        session(":version: bash --version\n$ pwd; echo $HOME; echo -e '\\xff\\e[1mx'\n...")
        + "\n```{session}\n:unchecked: needs a cluster\n$ kubectl get pods\n```\n"
        "\n```{session}\n:requires: nosuchprogram\n$ nosuchprogram\n```\n",
    )
    builds = [site.build("sessions", into=into) for into in ("one", "two")]
    assert builds[0].warnings == ""
    assert builds[0].files()["output.json"] == builds[1].files()["output.json"]
    assert str(site.folder) not in builds[0].read("output.json")
    assert output(builds[0]) == (
        "index: 1 command ran; line 11 unchecked (needs a cluster); "
        "line 16 skipped (without nosuchprogram)\n"
    )
    page = json.loads(builds[0].read("output.json"))["index"]
    assert page["versions"][0].startswith("GNU bash ")
    (command,) = page["blocks"][0]["commands"]
    assert command["printed"] == "/work\n/home/user\n\udcffx\n"
    assert [block["state"] for block in page["blocks"]] == ["passed", "unchecked", "skipped"]
    written = [path for path in relative_paths(site.folder / "one") if "doctrees" not in path]
    assert written == ["sessions", "sessions/output.json", "sessions/output.txt"]


def test_parallel_runs_are_as_serial_ones(site: Site) -> None:
    names = ["a", "b", "c", "d", "e"]
    for number, name in enumerate(names):
        wait = (5 - number) / 10
        site.write(
            f"{name}.md",
            "---\norphan: true\n---\n"
            + session(
                f"$ x={name}; sleep {wait}\n$ echo $x >file; ls; cat file\nfile\n{name}\n"
                f"$ echo {name}\nno"
            ),
        )
    serial = site.build("sessions", into="serial")
    parallel = site.build("sessions", into="parallel", parallel=4)
    assert build_warnings(parallel) == build_warnings(serial)
    assert len(build_warnings(serial)) == 5
    assert parallel.read("output.txt") == serial.read("output.txt")
    assert parallel.read("output.json") == serial.read("output.json")


def test_commands_after_one_that_fails_are_reported_once(site: Site) -> None:
    site.write("index.md", session("$ exit 4\n$ a\n$ b\n$ c"))
    build = site.build("sessions")
    (warning,) = [line for line in build_warnings(build) if "WARNING" in line]
    assert "index.md:5: WARNING: `a` is not run: the shell has ended with the exit status 4" in (
        warning
    )
    assert "2 commands after it did not run" in build.warnings
    assert "index: 1 command ran; 3 failed" in build.status


@pytest.mark.parametrize(
    ("options", "commands", "message"),
    [
        (":exit: 3", "$ (exit 3)", ""),
        (":exit: 3", "$ exit 3", ""),
        (":exit: 0", "$ false\n$ true", ""),
        (":exit: 3", "$ true", "`true` ends with the exit status 0, not 3"),
        (":setup: x=4", "$ echo $x\n4", ""),
        (":setup: false", "$ a", "session: the commands of :setup: fail: exit status 1"),
        (":setup: ls nosuch", "$ a", "the commands of :setup: fail: exit status 2: ls: cannot"),
        (":setup: exit 5", "$ a", ":setup: fail: the shell has ended with the exit status 5"),
        (":version: nosuch -V", "$ true", "the command 'nosuch -V' of :version: fails: it ends"),
        (":version: true", "$ true", "the command 'true' of :version: fails: it prints nothing"),
        (":timeout: 0.3", "$ sleep 9", "`sleep 9`: it did not end within 0.3 s"),
        (":files: /data.csv", "$ cat data.csv\n1,2", ""),
        (":lang: python\n:setup: import os", ">>> os.sep\n'/'", ""),
        (":lang: sh", "$ echo ${BASH_VERSION:-none}\nnone", ""),
    ],
)
def test_options_at_work(site: Site, options: str, commands: str, message: str) -> None:
    site.write("data.csv", "1,2\n")
    site.write("index.md", session(f"{options}\n{commands}"))
    build = site.build("sessions")
    if message:
        assert message in build.warnings
        assert len([line for line in build_warnings(build) if "WARNING" in line]) == 1
    else:
        assert build.warnings == ""


def test_blocks_after_a_skipped_one_of_their_shell_are_skipped(site: Site) -> None:
    site.write(
        "index.md",
        "# H\n\n```{session}\n:name: a\n:requires: nosuch\n$ x\n```\n"
        "\n```{session}\n:name: a\n$ y\n```\n\n```{session}\n$ echo z\nz\n```\n",
    )
    build = site.build("sessions")
    assert build.warnings == ""
    assert output(build) == (
        "index: 1 command ran; line 6 skipped (without nosuch); "
        "line 11 skipped (an earlier block of the shell 'a' is skipped)\n"
    )


def test_names_of_pages_are_printed_as_escapes(site: Site) -> None:
    name = "a\x1b]52;c;eA==\x07\u202eb\x9b"
    site.write(f"{name}.md", "---\norphan: true\n---\n" + session("$ echo a\nb"))
    build = site.build("sessions")
    shown = "a\\x1b]52;c;eA==\\x07\\u202eb\\x9b"
    assert f"running 1 command of 1 page\n  {shown}: 1 command\n" in build.status
    assert f"\n{shown}: 1 command ran; 1 failed\n" in build.status
    assert f"/{shown}.md:8: WARNING" in build.warnings
    assert name not in build.warnings
    assert name not in output(build)


def test_pages_without_a_command_to_run_are_not_listed(site: Site) -> None:
    unchecked = session(":unchecked: it needs a server\n$ a")
    site.write("index.md", unchecked)
    site.write("b.md", "---\norphan: true\n---\n" + session("$ echo a\na"))
    build = site.build("sessions")
    assert "running 1 command of 1 page\n  b: 1 command\n" in build.status
    assert "index: " not in build.status
    assert "index: 0 commands ran; line 5 unchecked (it needs a server)\n" in output(build)
    site.write("b.md", "---\norphan: true\n---\n# B\n")
    assert "running 0 commands of 0 pages" in site.build("sessions").status


def test_wrong_directive_has_the_same_message_in_each_build(site: Site) -> None:
    site.write("index.md", session(":timeuot: 3\n:exit: x\n$ a"))
    first, second = site.build("sessions"), site.build("sessions")
    messages = [
        [line.partition("WARNING: ")[2] for line in build_warnings(build)]
        for build in (first, second)
    ]
    assert len(messages[0]) == 2
    assert all("; it is not checked [transcript.session]" in line for line in messages[0])
    assert messages[1] == messages[0]


def test_only_some_pages(site: Site) -> None:
    for name in ("a", "post/2020-01-01-b", "post/2020-01-01-c"):
        site.write(
            f"{name}.md", f"---\ntitle: T {name}\norphan: true\n---\n" + session("$ echo x\nx")
        )
    for only, pages in {
        "a": ["a"],
        "a.md": ["a"],
        "post/*": ["post/2020-01-01-b", "post/2020-01-01-c"],
        "a,post/2020-01-01-c": ["a", "post/2020-01-01-c"],
    }.items():
        build = site.build("sessions", transcript_session_only=only)
        assert list(json.loads(build.read("output.json"))) == pages
    build = site.build("sessions", transcript_session_only="post/2020-01-01-d")
    assert "there is no page 'post/2020-01-01-d'; did you mean 'post/2020-01-01-" in build.warnings
    assert "running 0 commands of 0 pages" in build.status


def test_draft_is_not_run_and_said(site: Site) -> None:
    site.post("x", title="X", date="2020-01-01", draft="true", body=session("$ echo a\nb"))
    build = site.build("sessions")
    text = "it is not run, since the post is not published (draft)"
    assert_one_warning(build, "post/x.md", 9, "session", text)
    preview = site.build("sessions", transcript_drafts=True)
    assert_one_warning(preview, "post/x.md", 11, "session_output")
    assert site.build("html").warnings == ""


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "latex", "text", "epub", "man", "transcript", "xml", "dummy"],
)
def test_no_build_of_pages_runs_anything(site: Site, builder: str, tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    text = f":setup: touch {touched}\n:version: touch {touched}\n$ touch {touched}"
    site.write("index.md", session(text) + "\n```{blog-index}\n:format: full\n```\n")
    site.post("x", title="X", date="2020-01-01", sessions="true",
              body=f"```console\n$ touch {touched}\n```\n")  # fmt: skip
    for _ in range(2):
        site.build(builder)
    assert not touched.exists()
    site.build("sessions")
    assert touched.exists()


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_block_is_shown_under_other_themes(site: Site, theme: str) -> None:
    site.write("index.md", session("$ printf '$ x\\n'\n\\$ x"))
    build = site.build(html_theme=theme)
    assert build_warnings(build) == []
    page = build.read("index.html")
    assert '<span class="gp">$ </span>' in page
    assert '<span class="go">$ x' in page


def test_escaped_output_is_shown_without_its_marks(site: Site) -> None:
    site.write("index.md", session("$ printf '$ x\\n...\\n\\\\y'\n\\$ x\n\\...\n\\\\\\y"))
    for builder, file in {
        "text": "index.txt",
        "transcript": "index.txt",
        "html": "index.txt",
        "latex": "asite.tex",
        "man": "asite.1",
    }.items():
        build = site.build(builder)
        shown = build.read(file)
        assert "\\$ x" not in shown, builder
        assert "\\..." not in shown, builder
    assert "   $ x\n   ...\n   \\y\n" in site.build("text").read("index.txt")
    assert site.build("sessions").warnings == ""
