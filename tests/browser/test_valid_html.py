"""All pages that the builders html and dirhtml write are valid HTML, says the Nu checker."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.page_kinds import build_kinds
from tests.helpers.tools import node_file, program

if TYPE_CHECKING:
    from tests.conftest import Build

# The start of each allowed message that is no error, and the reason to allow it.
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
    "Article lacks heading": "the checker does not find that h1 in the section",
}


def messages(build: Build) -> list[dict[str, Any]]:
    """Return the messages of the checker about the pages of *build*."""
    java, jar = program("java"), node_file("vnu-jar/build/dist/vnu.jar")
    # The run is too short for the best machine code, which takes as long to make as all the rest.
    of_java = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--skip-non-html"]
    ran = subprocess.run(
        [java, *of_java, "-jar", str(jar), *options, str(build.outdir)],
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return found


def unexpected(found: list[dict[str, Any]]) -> set[str]:
    """Return the messages that are not in `ALLOWED`, each with one of its locations."""
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
    # Messages that no longer occur have to be removed from the list.
    assert {start for start in ALLOWED if not any(
        each["message"].startswith(start) for each in found
    )} == set()  # fmt: skip


def test_errors_are_detected(kinds: Build, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = type(kinds)(tmp_path_factory.mktemp("broken"), "", "")
    page = kinds.read("index.html").replace("<h1>", "<p><div></p><h1>", 1)
    (broken.outdir / "index.html").write_text(page, "utf-8")
    assert any(
        re.match("error: No “p” element in scope", each) for each in unexpected(messages(broken))
    )
