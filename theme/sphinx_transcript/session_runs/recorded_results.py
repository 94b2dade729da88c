"""The file ``sessions.json`` beside conf.py: which pages' commands ran, when, and with what.

It is committed with the sources, so that each entry has a line of its own, and the lines are
sorted by page. Only the command ``sphinx-transcript sessions`` writes it; builds read it.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Problem, Subtype
from sphinx_transcript.support.terminal_text import is_safe, json_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME: Final = "sessions.json"
MEND: Final = "'sphinx-transcript sessions --record' writes it anew"
"""What to do about a file that can't be read."""
MAX_VERSION: Final = 100
"""The most characters of a version."""

_MAX_BYTES = 4_000_000
_KEYS = ("commands", "date", "digest", "versions")
_CONFLICT = re.compile(r"^(?:<<<<<<<|=======|>>>>>>>)(?: |$)", re.MULTILINE)
_DIGEST = re.compile(r"[0-9a-f]{16,128}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class RecordedResult(NamedTuple):
    """The result of the commands of one page."""

    commands: int
    """How many commands ran, and printed what the page shows; at least 1."""
    date: str
    """The day of that run, in ISO 8601."""
    digest: str
    """The digest of the page's sessions, as `document_sessions` computes it."""
    versions: tuple[str, ...] = ()
    """The programs that the page names in ``:version:``, such as ``git 2.39.5``."""


class RecordedResults(NamedTuple):
    """The content of the file."""

    results: dict[str, RecordedResult]
    """The entries that can be used, by docname."""
    problem: Problem | None = None
    """What is wrong with the file or its entries, if anything is."""
    is_readable: bool = True
    """Whether the file is missing or its entries could be told apart."""


def read_results(folder: Path) -> RecordedResults:
    """Return the results in the *folder* of conf.py; none, with a problem, if they can't be read.

    A missing file has no results, and no problem.
    """
    path = folder / FILE_NAME
    try:
        if not path.exists():
            return RecordedResults({})
        if not path.is_file():
            return _unreadable("it is no file")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            return _unreadable(f"it is larger than {_MAX_BYTES // 1_000_000} MB")
        return parse_results(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _unreadable(f"byte 0x{error.object[error.start]:02x} is not UTF-8", line)
    except OSError as error:
        return _unreadable(error.strerror or str(error))


def parse_results(text: str) -> RecordedResults:
    """Return the results in *text*, the content of the file."""
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return _unreadable("it has a conflict of a merge in it", line)
    try:
        pairs = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return _unreadable(f"it is not JSON: {error.msg}", error.lineno)
    except (ValueError, RecursionError) as error:
        return _unreadable(f"it is not JSON: {str(error)[:80]}")
    if not isinstance(pairs, _Pairs):
        return _unreadable("expected an object that has an entry for each page")
    results: dict[str, RecordedResult] = {}
    wrong: dict[str, str] = {}
    for name, value in pairs.items:
        error_text = _error(value)
        if name in results or name in wrong:
            error_text = "the page has two entries"
            results.pop(name, None)
        if error_text:
            wrong[name] = error_text
        else:
            results[name] = _result(value)
    if not wrong:
        return RecordedResults(results)
    name, error_text = next(iter(wrong.items()))
    more = f", and {len(wrong) - 1} more are wrong" if len(wrong) > 1 else ""
    message = f"the entry of {name!r} is left out: {error_text}{more} ({MEND})"
    return RecordedResults(results, Problem(message, Subtype.SESSION_RESULT, _line(text, name)))


def format_results(results: Mapping[str, RecordedResult]) -> str:
    """Return the content of the file with *results*: a line for each, sorted by docname."""
    entries = [
        f"{_encode(name)}: {_encode(result._asdict())}" for name, result in sorted(results.items())
    ]
    return "{\n" + ",\n".join(entries) + "\n}\n" if entries else "{}\n"


def merged_results(
    old: Mapping[str, RecordedResult], new: Mapping[str, RecordedResult | None]
) -> dict[str, RecordedResult]:
    """Return the *old* results with those of the pages in *new*, which has None for a failure.

    A result that differs from the old one in nothing but its date keeps the old date.
    """
    results = dict(old)
    for name, result in new.items():
        before = results.pop(name, None)
        if result is not None:
            is_same = before is not None and before._replace(date=result.date) == result
            results[name] = before if is_same and before else result
    return results


class _Pairs(NamedTuple):
    """The pairs of a JSON object, which may repeat a name."""

    items: list[tuple[str, Any]]


def _encode(value: Any) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def _unreadable(message: str, line: int | None = None) -> RecordedResults:
    text = f"the recorded results can't be read: {message} ({MEND})"
    return RecordedResults({}, Problem(text, Subtype.SESSION_RESULT, line), is_readable=False)


def _error(value: Any) -> str:
    """Return what is wrong with *value*, an entry; '' if nothing is."""
    accepted = f"an entry has {', '.join(_KEYS)}"
    if not isinstance(value, _Pairs):
        return f"expected an object; {accepted}"
    fields = dict(value.items)
    for key in fields:
        if key not in _KEYS:
            return f"unknown key {key!r}{did_you_mean(key, _KEYS)}; {accepted}"
    for key in _KEYS:
        if key not in fields:
            return f"it has no {key!r}; {accepted}"
    commands, day, digest, versions = (fields[key] for key in _KEYS)
    if type(commands) is not int or commands < 1:
        return f"commands: expected a number from 1, found {_shown(commands)}"
    if not isinstance(day, str) or not _is_day(day):
        return f"date: expected a day such as 2026-11-29, found {_shown(day)}"
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        return f"digest: expected hexadecimal digits, found {_shown(digest)}"
    if not isinstance(versions, list) or not all(map(_is_version, versions)):
        return f'versions: expected a list such as ["git 2.39.5"], found {_shown(versions)}'
    return ""


def _shown(value: Any) -> str:
    text = repr(dict(value.items)) if isinstance(value, _Pairs) else repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_version(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_VERSION and is_safe(value)


def _result(value: _Pairs) -> RecordedResult:
    fields = dict(value.items)
    return RecordedResult(**{**fields, "versions": tuple(fields["versions"])})


def _line(text: str, name: str) -> int | None:
    """Return the line of the entry *name* in *text*, from 1; None if it can't be found."""
    for key in (_encode(name), json.dumps(name)):
        if match := re.search(rf"{re.escape(key)}\s*:", text):
            return text.count("\n", 0, match.start()) + 1
    return None
