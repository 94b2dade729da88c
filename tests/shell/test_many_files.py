"""Commands of a site with many posts and many terms: the work grows with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.shell.listing_commands import FrontMatterFilter, ListingCommands
from sphinx_transcript.shell.ls_order import LsOrder
from sphinx_transcript.shell.source_file import SourceFile
from tests.helpers.step_counts import LINEAR, growth
from tests.shell.bash import MD

if TYPE_CHECKING:
    import pytest


def site_of(count: int) -> ListingCommands:
    """Return the commands for *count* posts with a tag and a series of their own, and a draft."""
    files = [
        SourceFile(
            f"post/p{at}.md",
            at,
            ("date: 2016-09-26", f"tags: [all, t{at}]", f"series: S{at:06}", f"author: A {at:06}"),
        )
        for at in range(count)
    ]
    return ListingCommands([*files, SourceFile("post/d.md", None, ("draft: true",))], MD)


def test_commands_for_all_terms_are_linear_in_their_number() -> None:
    def ask(count: int) -> None:
        commands = site_of(count)
        for at in range(count):
            tag, all_posts = (FrontMatterFilter("tags", (name,)) for name in (f"t{at}", "all"))
            series = FrontMatterFilter("series", (f"S{at:06}",))
            author = FrontMatterFilter("authors?", (f"A {at:06}",))
            for filters in ([tag], [series], [author], [tag, all_posts]):
                assert commands.command([f"post/p{at}.md"], *filters)
            assert commands.command([f"post/p{at + 1}.md"], tag) is None

    assert growth(ask, 60) < LINEAR


def test_commands_for_the_neighbours_of_all_posts_are_linear_in_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(count: int) -> None:
        commands = site_of(count)
        for at in range(1, count - 1):
            wanted = [f"post/p{each}.md" for each in (at + 1, at, at - 1)]
            command = commands.neighbours_command(wanted[1], wanted)
            assert command
            assert command.endswith(f"| grep -FC1 -e p{at}.md")

    # A search of all paths is a single call, so that its steps are not counted.
    monkeypatch.delattr(LsOrder, "_text", raising=False)
    assert growth(ask, 60) < LINEAR
