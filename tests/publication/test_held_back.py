"""Posts that are held back: front matter that is not read, and other systems' words for drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import (
    MARKER,
    assert_one_warning,
    build_warnings,
    files_containing,
    post_count_line,
)
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Site

TEXT = f"# The {MARKER}\n\nText.\n"
RST_TEXT = f"The {MARKER}\n============\n\nText.\n"
DRAFT, UNREADABLE = "1 draft", "1 unreadable"

CASES = {
    "toml": ("x.md", f"+++\ntitle = 'a'\ndraft = true\n+++\n\n{TEXT}", 1, UNREADABLE, "'+++'"),
    "json": ("x.md", f'{{\n"draft": true\n}}\n\n{TEXT}', 1, UNREADABLE, "as in JSON"),
    "blank line": ("x.md", f"\n---\ndraft: true\n---\n{TEXT}", 2, UNREADABLE, "first line"),
    "comment": ("x.md", f"<!-- c -->\n---\ndraft: true\n---\n{TEXT}", 2, UNREADABLE, "first line"),
    "two hyphens": ("x.md", f"--\ndraft: true\n--\n{TEXT}", 1, UNREADABLE, "'--'"),
    "unclosed": ("x.md", f"---\ndraft: true\n\n{TEXT}", 1, UNREADABLE, "never closes"),
    "nikola": ("x.rst", f".. title: a\n.. status: draft\n\n{RST_TEXT}", 1, UNREADABLE, "comment"),
    "repeated": ("x.md", f"---\ndraft: true\ndraft: false\n---\n{TEXT}", 3, UNREADABLE, "twice"),
    "case": ("x.md", f"---\nDraft: true\ndraft: false\n---\n{TEXT}", 3, UNREADABLE, "twice"),
    "rst": ("x.rst", f":draft: true\n:draft: false\n\n{RST_TEXT}", 2, UNREADABLE, "twice"),
    "published": ("x.md", f"---\npublished: false\n---\n{TEXT}", 2, DRAFT, "'draft: true'"),
    "rst status": ("x.rst", f":status: private\n\n{RST_TEXT}", 1, DRAFT, "'draft: true'"),
    "nested": ("x.md", f"---\nextra:\n  hidden: true\n---\n{TEXT}", 3, DRAFT, "'draft: true'"),
    "future": ("x.md", f"---\npublishDate: 2999-01-01\n---\n{TEXT}", 2, "1 scheduled", "'date'"),
    "past": ("x.md", f"---\nexpiryDate: 2019-01-01\n---\n{TEXT}", 2, "1 expired", "no longer"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_post_is_held_back_with_one_warning(
    site: Site,
    case: tuple[str, str, int, str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The build, `check`, `list` and `publish` say the same."""
    name, source, line, status, text = case
    monkeypatch.chdir(site.srcdir)
    path = f"post/2020-01-01-{name}"
    site.write(path, source)
    build = site.build()
    assert_one_warning(build, path, line, "front_matter", text)
    assert files_containing(build) == []
    assert post_count_line(build) == f"0 posts; not published: {status} ({path})"
    message = build_warnings(build)[0].partition("WARNING: ")[2]
    message = message.removesuffix(" [transcript.front_matter]")
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == f"{path}:{line}: {message} [transcript.front_matter]\n"
    assert f"not published: {status} ({path})" in printed.err
    assert main(["list", "--all"]) == 0
    printed = capsys.readouterr()
    assert status.rsplit(maxsplit=1)[-1] in printed.out.split()
    reason = message.removesuffix("; the post is not published")
    assert printed.err.startswith(f"{path}:{line}: {reason}")
    assert len(printed.err.splitlines()) == 1
    assert main(["publish", path]) == 1
    assert reason in capsys.readouterr().err
    assert (site.srcdir / path).read_text("utf-8") == source


def test_text_can_be_previewed_with_its_warning(site: Site) -> None:
    site.write("post/2020-01-01-x.md", f"---\npublished: false\n---\n{TEXT}")
    build = site.build(transcript_drafts=True)
    assert_one_warning(build, "post/2020-01-01-x.md", 2, "front_matter", "'draft: true'")
    assert "post/2020-01-01-x.html" in build.files()
    assert files_containing(site.build()) == []


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [("publishDate", "1 scheduled", ""), ("expiryDate", "", "1 expired")],
)
def test_day_of_the_build_decides_without_a_change_of_the_source(
    site: Site, monkeypatch: pytest.MonkeyPatch, key: str, before: str, after: str
) -> None:
    site.conf(WITH_BASE)
    site.post("y", title="Y", date="2020-01-01")
    site.post("x", title=f"The {MARKER}", date="2020-01-01", **{key: "2020-06-01"})
    for epoch, held in [("1590883200", before), ("1590969600", after), ("1590883200", before)]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)  # 2020-05-31 and 2020-06-01
        build = site.build()
        assert len(build_warnings(build)) == bool(held)
        assert bool(files_containing(build)) == (not held)
        expected = f"1 post; not published: {held} (post/x.md)" if held else "2 posts"
        assert post_count_line(build) == expected
        assert_same_files(build, site.clean_build(), f"{epoch} {key}")


def test_link_to_an_expired_post_is_text(site: Site) -> None:
    site.post("x", title=f"The {MARKER}", date="2020-01-01", expiryDate="2020-02-01")
    site.post("y", title="Y", date="2020-01-01", body="[text](x.md)\n")
    warnings = build_warnings(site.build())
    assert len(warnings) == 2
    assert "a link to post/x.md, which is public no longer; it is plain text" in warnings[1]
