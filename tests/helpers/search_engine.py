"""Asks the search engine of the theme, which runs in Node on the index of a built site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sphinx_transcript
from tests.helpers.tools import program

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = Path(sphinx_transcript.__file__).parent / "theme" / "transcript" / "js" / "search"
ENGINE = tuple(
    _FOLDER / f"{name}.js"
    for name in ("text", "shards", "elements", "search", "lines", "near", "documents")
)
"""The scripts of the engine, in their order."""
_DRIVER = Path(__file__).with_suffix(".js")


class Answers(NamedTuple):
    """What the engine gave."""

    results: list[Any]
    """One for each call; ``{"error": code}`` for one that failed."""
    loaded: list[str]
    """The files that it loaded, from the root of the site."""


def ask(site: Path, *calls: Sequence[Any]) -> Answers:
    """Return the answers of the engine to *calls*, each a method and its arguments."""
    process = subprocess.run(
        [program("node"), str(_DRIVER), str(site), *map(str, ENGINE)],
        input=json.dumps(calls),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return Answers(**json.loads(process.stdout))


def found(site: Path, text: str, **query: Any) -> list[str]:
    """Return the addresses of the results for *text*, the best first."""
    (answer,) = ask(site, ["search", {"text": text, **query}]).results
    return [result["address"] for result in answer["results"]]
