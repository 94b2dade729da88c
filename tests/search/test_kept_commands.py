"""The commands of pages that a build doesn't write are those that the last build has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.site import listed_commands

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Build, Site


def _commands(build: Build) -> dict[str, bytes]:
    return {
        name: data for name, data in build.files().items() if name.startswith("_static/search/")
    }


def _write(site: Site) -> None:
    for number in range(24):
        tag, year = ("sea", "sky", "land")[number % 3], 2014 + number % 2
        site.post(f"p{number}", date=f"{year}-01-{number + 1:02}", tags=f"[{tag}]")
    for name in ("sea", "sky"):
        site.write(
            f"{name}.md",
            f"---\norphan: true\n---\n# All\n\n```{{blog-index}}\n:tags: {name}\n```\n",
        )


def test_commands_of_pages_that_are_not_written_are_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(site)
    site.build()
    found: list[str] = []
    on_page, on_document = listed_commands._commands_on_page, listed_commands._commands_on_document

    def note_page(app: Any, page: Any) -> Any:
        found.append(page.pagename)
        return on_page(app, page)

    def note_document(app: Any, docname: str) -> Any:
        found.append(docname)
        return on_document(app, docname)

    monkeypatch.setattr(listed_commands, "_commands_on_page", note_page)
    monkeypatch.setattr(listed_commands, "_commands_on_document", note_document)
    site.post("new", date="2015-02-01", tags="[sea]")
    after = _commands(site.build())
    assert {"sea", "tag/sea/index"} <= {*found}, found
    assert {"tag/sky/index", "tag/land/index", "sky"}.isdisjoint(found)
    assert after == _commands(site.clean_build())


def test_commands_of_pages_that_come_and_go(site: Site) -> None:
    _write(site)
    site.build()
    (site.srcdir / "sky.md").unlink()
    site.post("p0", date="2014-01-01", tags="[air]")
    assert _commands(site.build()) == _commands(site.clean_build())
    site.write("sky.md", "---\norphan: true\n---\n# All\n\n```{blog-index}\n:years: 2014\n```\n")
    site.post("p4", date="2014-01-05", tags="[sky]", draft="true")
    assert _commands(site.build()) == _commands(site.clean_build())
    site.conf("transcript_paginate = 5\n")
    assert _commands(site.build()) == _commands(site.clean_build())


def test_pages_that_a_build_of_single_files_leaves_outdated(site: Site) -> None:
    _write(site)
    site.build()
    site.post("new", date="2015-02-01", tags="[sea]", unlisted="true")
    site.build(only=["post/new.md"])
    assert _commands(site.build()) == _commands(site.clean_build())
