"""The prompt in the header of each page."""

from __future__ import annotations

import pytest

from sphinx_transcript.theme.header_prompt import Prompt, make_prompt


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("full", Prompt("guest@example.org", "~", "%")),
        ("path", Prompt("", "~", "%")),
        ("minimal", Prompt("", "", "%")),
    ],
)
def test_style_chooses_the_parts(style: str, expected: Prompt) -> None:
    assert make_prompt("guest", "", "%", style, "https://example.org/blog/") == expected


@pytest.mark.parametrize(
    ("host", "base_url", "expected"),
    [
        ("box", "https://example.org/", "ada@box"),
        ("", "https://example.org/", "ada@example.org"),
        ("", "https://user:secret@Example.org:8000/a", "ada@example.org"),
        ("", "//example.org/a", "ada@example.org"),
        ("", "/just/a/path/", "ada@localhost"),
        ("", "", "ada@localhost"),
    ],
)
def test_host_is_from_the_option_or_the_base_url_or_localhost(
    host: str, base_url: str, expected: str
) -> None:
    assert make_prompt("ada", host, "$", "full", base_url).user_host == expected


@pytest.mark.parametrize("base_url", ["https://[example.org/", "https://exa[mple].org/"])
def test_host_for_an_invalid_base_url_is_localhost(base_url: str) -> None:
    assert make_prompt("ada", "", "$", "full", base_url).user_host == "ada@localhost"
