"""The lines that messages on sessions have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Site


def test_empty_session_has_the_line_of_its_directive_each_time(site: Site) -> None:
    site.write("index.md", "# H\n\nText.\n\n```{session}\n```\n\nMore.\n")
    for _ in range(2):  # The second run does not read the page again.
        assert "/src/index.md:5: WARNING: session: there is" in site.build("sessions").warnings
