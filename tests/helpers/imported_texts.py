"""Imports made-up files of another system, without a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path


def imported_texts(
    folder: Path, system: str, files: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Write *files* into *folder*, and return the texts of the posts by path, and the notes."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    report = Report()
    new = convert(read_blog(system, folder, report), "post", report)
    texts = {name: text for name, (_, text) in new.texts.items()}
    return texts, [str(note) for note in report.notes]
