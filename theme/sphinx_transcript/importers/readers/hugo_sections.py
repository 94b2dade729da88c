"""The sections of a Hugo site: which of its pages are posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.post_fields import text_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.report import Report

Section = tuple[str, ...]
"""The folders of a section below the folder of content; () for that folder itself."""


def post_sections(
    chosen: Sequence[str], configured: Any, pages: Mapping[Section, Sequence[PurePosixPath]]
) -> list[Section]:
    """Return the sections whose pages are posts, with all below them.

    They are those that the user has *chosen*, else those of the site's setting mainSections, else
    the first-level section with most pages, as in Hugo. *pages* has the pages of each section.
    """
    named = [tuple(each.strip("/").lower().split("/")) for each in chosen or text_list(configured)]
    if named:
        return named
    sizes: dict[str, int] = {}
    for section, paths in pages.items():
        if section:
            sizes[section[0]] = sizes.get(section[0], 0) + len(paths)
    # A site without sections has its posts at the top level.
    return [(max(sizes, key=sizes.__getitem__).lower(),)] if sizes else [()]


def is_in(section: Section, sections: Iterable[Section]) -> bool:
    """Tell whether *section* is one of *sections* or below one; the top level holds only itself."""
    folded = tuple(part.lower() for part in section)
    return any(folded[: len(each)] == each if each else not folded for each in sections)


def report_others(
    pages: Mapping[Section, Sequence[PurePosixPath]], posts: Sequence[Section], report: Report
) -> None:
    """Report the pages outside of the sections *posts*: one note for each first-level section."""
    others: dict[str, list[PurePosixPath]] = {}
    for section, paths in pages.items():
        if is_in(section, posts):
            continue
        if section:
            others.setdefault(section[0], []).extend(paths)
            continue
        for path in paths:
            report.add(path, 1, "a page, outside of the sections of posts: not converted", "file")
    chosen = ["/".join(each) for each in posts if each]
    for name, paths in others.items():
        count = "1 page" if len(paths) == 1 else f"{len(paths)} pages"
        message = f"{count} in the section {name!r}, which is none of posts: not converted"
        hint = f"(--sections {','.join([*chosen, name])} converts it too)"
        report.add(min(paths), 1, f"{message} {hint}", "file")
