"""The line about commands says what is true of what readers see, and of the site as it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.session_runs.recorded_results import FILE_NAME, format_results
from tests.helpers.build_files import assert_same_files
from tests.session_runs.recorded_site import SESSION, record
from tests.session_runs.test_claims import ALL, claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

EVERY = "every command here ran on 2026-11-29"
SKIPPED = "```{session}\n:requires: nosuch\n$ nosuch\n$ nosuch -v\n```\n"
TWO_OF_THREE = "2 of 3 commands here ran on 2026-11-29 with git 2.39.5"


def hidden(text: str, directive: str = "only", condition: str = "latex") -> str:
    """Return *text* in a directive that shows it under a condition."""
    return f"````{{{directive}}} {condition}\n{text}````\n"


def record_count(site: Site, count: int) -> None:
    """Write a result of about.md in which *count* commands ran."""
    site.write(FILE_NAME, format_results({"about": record(site)["about"]._replace(commands=count)}))


def write(site: Site, *parts: str) -> None:
    """Write about.md."""
    site.write("about.md", "# About\n\n" + "\n".join(parts))


CONDITIONS = [("only", "latex", "html"), ("ifconfig", "author == 'X'", "author != 'X'")]


@pytest.mark.parametrize(("directive", "false", "true"), CONDITIONS)
def test_commands_of_hidden_blocks_do_not_stand_for_others(
    site: Site, directive: str, false: str, true: str
) -> None:
    site.conf("extensions += ['sphinx.ext.ifconfig']\n")
    write(site, SKIPPED, hidden(SESSION, directive, false))
    record_count(site, 2)
    assert claim(site.build(), "about.html") == ""
    write(site, SKIPPED, hidden(SESSION, directive, true))
    record_count(site, 2)
    assert claim(site.build(), "about.html").startswith("2 of 4 commands here ran")


@pytest.mark.parametrize(("directive", "false", "true"), CONDITIONS)
def test_hidden_commands_do_not_count(site: Site, directive: str, false: str, true: str) -> None:
    site.conf("extensions += ['sphinx.ext.ifconfig']\n")
    other = "```console\n$ echo c\n```\n"
    for text, shown, expected in [
        (other, false, ALL),
        (other, true, TWO_OF_THREE),
        (SESSION, false, ALL),
        (SESSION, true, ALL),
    ]:
        write(site, SESSION, hidden(text, directive, shown))
        record(site)
        assert claim(site.build(), "about.html") == expected


@pytest.mark.parametrize(("directive", "false", "true"), CONDITIONS)
def test_page_that_hides_all_that_ran_says_nothing(
    site: Site, directive: str, false: str, true: str
) -> None:
    site.conf("extensions += ['sphinx.ext.ifconfig']\n")
    write(site, "```console\n$ echo a\n```\n", hidden(SESSION, directive, false))
    record(site)
    build = site.build()
    assert claim(build, "about.html") == ""
    assert "about.sh" not in build.files()
    write(site, hidden(SESSION, directive, true))
    assert "about.sh" in site.build().files()


def test_edit_of_a_hidden_block_takes_the_line_away(site: Site) -> None:
    named = SESSION.replace("}\n", "}\n:name: a\n")
    write(site, hidden(named), named)
    record(site)
    assert claim(site.build(), "about.html") == ALL
    write(site, hidden(named.replace("echo a", "echo c")), named)
    assert claim(site.build(), "about.html") == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("psql", "db=> select 1;"),
        ("sqlite3", "sqlite> select 1;"),
        ("ansi", "$ echo c\n\\e[31mc\\e[0m"),
        ("ansi", "\\e[32m$\\e[0m echo c"),
        ("ansi-console", "$ echo c"),
        ("ps1con", "PS C:\\> dir"),
        ("doscon", "C:\\> dir"),
        ("irb", "irb(main):001:0> 1"),
        ("iex", "iex(1)> 1"),
        ("julia-repl", "julia> 1"),
        ("nodejsrepl", "> 1"),
        ("rconsole", "> 1"),
        ("ipythonconsole", "In [1]: 1"),
        ("tcshcon", "% ls"),
        ("pwsh-session", "PS> dir"),
        ("default", ">>> 1\n1"),
        ("Console", "$ echo c"),
        ("console", "@@ launch"),
    ],
)
def test_commands_that_cannot_run_are_counted(site: Site, language: str, text: str) -> None:
    site.conf("highlight_options = {'console': {'prompt': '@@'}}\n")
    write(site, SESSION, f"```{language}\n{text}\n```\n")
    record(site)
    assert claim(site.build(), "about.html") == TWO_OF_THREE


def test_sessions_of_embedded_posts_are_counted(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", body="```console\n$ echo c\n```\n")
    site.post("b", title="B", date="2020-01-02", body="```{session}\n$ echo d\nd\n```\n")
    write(site, SESSION, "```{blog-index}\n:format: full\n```\n")
    record(site)
    build = site.build()
    assert claim(build, "about.html").startswith("2 of 4 commands here ran")
    assert claim(build, "post/b.html") == ALL
    assert_same_files(build, site.clean_build(), "with posts")


def test_all_documents_on_one_page(site: Site) -> None:
    write(site, "```console\n$ echo c\n```\n")
    site.write("index.md", f"# H\n\n{SESSION}\n```{{toctree}}\nabout\n```\n")
    record(site)
    assert claim(site.build("singlehtml"), "index.html") == TWO_OF_THREE


def translate(site: Site, *pairs: tuple[str, str]) -> None:
    """Write a German catalogue for about.md."""
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'] + [
        "".join(
            f"{key} " + "\n".join(f'"{line}\\n"' for line in text.split("\n"))[:-3] + '"\n'
            for key, text in zip(("msgid", "msgstr"), pair, strict=True)
        )
        for pair in pairs
    ]
    site.write("locale/de/LC_MESSAGES/about.po", "\n".join(entries))
    site.conf(
        "locale_dirs = ['locale']\ngettext_additional_targets = ['literal-block']\n"
        "gettext_compact = False\n"
    )


@pytest.mark.parametrize(
    ("new", "is_kept"),
    [
        ("$ echo x\na\n$ echo b\nb", False),
        ("$ echo a\na\n$ echo b\nbe", False),
        ("$ echo a\na\n$ echo b\nb", True),
    ],
)
@pytest.mark.parametrize("is_marked_page", [False, True])
def test_translated_commands_are_not_those_that_ran(
    site: Site, new: str, *, is_kept: bool, is_marked_page: bool
) -> None:
    # Sphinx can't translate blocks of code in Markdown.
    head, directive = (
        (":sessions: true\n\n", "code-block:: console") if is_marked_page else ("", "session::")
    )
    session = f".. {directive}\n\n   $ echo a\n   a\n   $ echo b\n   b\n"
    site.write("about.rst", f"{head}About\n=====\n\n{session}")
    record(site)
    translate(site, ("$ echo a\na\n$ echo b\nb", new))
    assert claim(site.build(into="en"), "about.html") == ALL
    german = site.build(language="de", into="de")
    assert (claim(german, "about.html") != "") is is_kept
    assert "sessions edited" not in german.status
    assert new.partition("\n")[0] in german.read("about.txt")


def test_translation_of_other_text_leaves_the_line(site: Site) -> None:
    write(site, "Words.\n", SESSION)
    record(site)
    translate(site, ("Words.", "Worte."))
    german = site.build(language="de")
    assert "Worte." in german.read("about.html")
    assert claim(german, "about.html").startswith("alle Befehle hier liefen am 2026-11-29")


@pytest.mark.parametrize(
    ("settings", "is_kept"),
    [
        ("transcript_session_shell = ['sh', '-c', 'exec bash --norc']", False),
        ("transcript_session_timeout = 11", False),
        ("transcript_session_patterns = {'id': '[0-9]+'}", False),
        ("transcript_session_patterns = {'hash': '[0-9]+'}", False),
        ("transcript_session_patterns = {'other': '[0-9]+'}", True),
        ("transcript_session_only = ['x']", True),
    ],
)
def test_settings_that_decide_a_run_take_the_line_away(
    site: Site, settings: str, *, is_kept: bool
) -> None:
    write(site, SESSION.replace("\nb\n", "\n<id> <hash>\n"))
    record(site)
    assert claim(site.build(), "about.html") == ALL
    site.conf(f"{settings}\n")
    build = site.build()
    assert claim(build, "about.html") == (ALL if is_kept else "")
    assert ("sessions edited since they ran: about.md" in build.status) is not is_kept
    assert_same_files(build, site.clean_build(), settings)


def test_time_limit_of_a_block_is_its_own(site: Site) -> None:
    write(site, SESSION.replace("}\n", "}\n:timeout: 5\n"))
    record(site)
    site.conf("transcript_session_timeout = 11\n")
    assert claim(site.build(), "about.html") == ALL


def _replace_by_an_older_one(site: Site) -> None:
    path = site.srcdir / "data.csv"
    path.write_text("older\n")
    os.utime(path, (1, 1))


@pytest.mark.parametrize(
    "change",
    [
        _replace_by_an_older_one,
        lambda site: (site.srcdir / "data.csv").chmod(0o755),
        lambda site: (site.srcdir / "data.csv").unlink(),
    ],
)
def test_file_that_changes_in_any_way_takes_the_line_away(
    site: Site, change: Callable[[Site], None]
) -> None:
    site.write("data.csv", "a\n")
    write(site, SESSION.replace("}\n", "}\n:files: data.csv\n"))
    record(site)
    assert claim(site.build(), "about.html") == ALL
    change(site)
    build = site.build()
    assert claim(build, "about.html") == ""
    # The state of the build is that of the files as Sphinx has read them.
    assert build.read("about.html") == site.clean_build().read("about.html")
