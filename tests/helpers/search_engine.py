"""Asks the search engine of the theme, which runs in Node on the index of a built site."""

from __future__ import annotations

import atexit
import json
import subprocess
from functools import cache
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


@cache
def _engine() -> subprocess.Popen[str]:
    """Return the Node of this process, which answers all: its start takes longer than a search."""
    engine = subprocess.Popen(
        [program("node"), str(_DRIVER), *map(str, ENGINE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    # It ends where it has no more to read.
    atexit.register(engine.communicate)
    return engine


def ask(site: Path, *calls: Sequence[Any]) -> Answers:
    """Return the answers of the engine to *calls*, each a method and its arguments.

    The engine has loaded nothing before.
    """
    engine = _engine()
    assert engine.stdin is not None
    assert engine.stdout is not None
    engine.stdin.write(json.dumps({"site": str(site), "calls": calls}) + "\n")
    engine.stdin.flush()
    answer = engine.stdout.readline()
    if not answer:
        _engine.cache_clear()
    assert answer, f"Node has ended with {engine.wait()}: what is wrong is in the captured output"
    return Answers(**json.loads(answer))


def found(site: Path, text: str, **query: Any) -> list[str]:
    """Return the addresses of the results for *text*, the best first."""
    (answer,) = ask(site, ["search", {"text": text, **query}]).results
    return [result["address"] for result in answer["results"]]
