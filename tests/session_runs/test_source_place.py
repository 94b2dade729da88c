"""The lines that messages on sessions have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx_transcript.session_runs.source_place import place_of
from tests.helpers.step_counts import LINEAR, growth

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site


def test_empty_session_has_the_line_of_its_directive_each_time(site: Site) -> None:
    site.write("index.md", "# H\n\nText.\n\n```{session}\n```\n\nMore.\n")
    for _ in range(2):  # The second run does not read the page again.
        assert "/src/index.md:5: WARNING: session: there is" in site.build("sessions").warnings


def test_places_of_all_blocks_are_found_in_linear_time(tmp_path: Path) -> None:
    env: Any = SimpleNamespace(srcdir=tmp_path, config=SimpleNamespace(source_encoding="utf-8"))

    def find(count: int) -> None:
        path = tmp_path / f"{count}.md"
        path.write_text("```{session}\n$ ls\n```\n" * count)
        lines = [place_of(env, path, "$ ls", 3 * at + 1)[1] for at in range(count)]
        assert lines == [3 * at + 2 for at in range(count)]

    assert growth(find, 50) < LINEAR
