"""Reads the queries, each with the pages that a person would want."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("queries.toml")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the documents of which one should be found."""

    site: str
    query: str
    wanted: tuple[str, ...]
    kind: str

    def rank(self, pages: list[str]) -> int | None:
        """Return the position of the first wanted page in *pages*, from 1, or None."""
        found = (number for number, page in enumerate(pages, 1) if page in self.wanted)
        return next(found, None)


def read_queries(file: Path = FILE) -> list[Query]:
    """Return the queries in *file*."""
    entries = tomllib.loads(file.read_text("utf-8"))["query"]
    return [
        Query(each["site"], each["query"], tuple(each["wanted"]), each["kind"]) for each in entries
    ]
