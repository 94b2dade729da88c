"""The Nu checker, which knows what HTML allows, on every page that two builders write."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.page_kinds import build_kinds
from tests.tools import node_file, program

if TYPE_CHECKING:
    from tests.conftest import Build

# All that it may say: how it begins, and why it stands. Errors are not among it.
ALLOWED = {
    "Trailing slash on void elements has no effect": (
        "docutils, MyST-Parser and Sphinx write <br /> and <img />, which HTML allows"
    ),
    "The “main” role is unnecessary for element “main”": (
        "Sphinx's search looks for role=main in the pages that it takes excerpts from"
    ),
    "Consider using the “h1” element as a top-level heading only": (
        "docutils puts the title of a document into a section; there is one h1 on a page"
    ),
    "Article lacks heading": "it does not see that h1 in the section",
}


def messages(build: Build) -> list[dict[str, Any]]:
    """Return what the checker says of the pages of *build*."""
    java, jar = program("java"), node_file("vnu-jar/build/dist/vnu.jar")
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html"]
    ran = subprocess.run(
        [java, "-jar", str(jar), *options, str(build.outdir)],
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return found


def unexpected(found: list[dict[str, Any]]) -> set[str]:
    """Return those messages that the list above has not, with a place of each."""
    seen: dict[str, str] = {}
    for each in found:
        if each["type"] == "error" or not each["message"].startswith(tuple(ALLOWED)):
            page = each["url"].rpartition("/html/")[2]
            place = f"{page}:{each.get('lastLine')}: {each.get('extract', '')}"
            seen.setdefault(f"{each['type']}: {each['message']}", place)
    return {f"{message} ({place})" for message, place in seen.items()}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_page_is_valid(
    builder: str, kinds: Build, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program("java")
    build = kinds
    if builder != "html":
        build = build_kinds(tmp_path_factory.mktemp("valid"), builder)
    assert build.warning_lines == []
    found = messages(build)
    assert unexpected(found) == set()
    # What is never said any more goes from the list.
    assert {begins for begins in ALLOWED if not any(
        each["message"].startswith(begins) for each in found
    )} == set()  # fmt: skip


def test_errors_are_found(kinds: Build, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = type(kinds)(tmp_path_factory.mktemp("broken"), "", "")
    page = kinds.read("index.html").replace("<header>", "<header><p><div></p>")
    (broken.outdir / "index.html").write_text(page, "utf-8")
    assert any(
        re.match("error: No “p” element in scope", each) for each in unexpected(messages(broken))
    )
