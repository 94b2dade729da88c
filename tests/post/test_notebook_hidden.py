"""Drafts among notebooks whose front matter has an unusual first key, or is in two places."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sphinx_transcript.post.metadata import read_metadata
from sphinx_transcript.post.notebook import read_notebook
from sphinx_transcript.post.publication_status import PublicationStatus

TODAY = dt.date(2026, 1, 1)


def status(cell: str, **metadata: object) -> PublicationStatus:
    """Return whether a notebook with the first *cell* is published."""
    notebook = {
        "nbformat": 4,
        "metadata": metadata,
        "cells": [{"cell_type": "markdown", "metadata": {}, "source": cell}],
    }
    fields = read_notebook(json.dumps(notebook)).front_matter()
    return read_metadata(fields, "2024-01-01-x.ipynb", dt.UTC, TODAY)[0].status


@pytest.mark.parametrize(
    "lines",
    ["Reading time: 5\ndraft: true", '"my key": 5\ndraft: true', "<<: &a {x: 1}\ndraft: true",
     "? draft\n: true"],
)  # fmt: skip
def test_draft_below_another_kind_of_key(lines: str) -> None:
    assert status(f"---\n{lines}\n---\n# T") is PublicationStatus.DRAFT


def test_draft_in_the_metadata_below_a_key_of_the_cell() -> None:
    cell = "---\nextra:\n  author: me\n---\n# T"
    assert status(cell) is PublicationStatus.PUBLISHED
    assert status(cell, extra={"draft": True}) is PublicationStatus.DRAFT


def test_rules_around_a_text_are_no_front_matter() -> None:
    assert status("---\nSome text, and more.\n\n---\n# T") is PublicationStatus.PUBLISHED
