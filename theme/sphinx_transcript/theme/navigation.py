"""The site's navigation, as ``ls`` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_MOST = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that ``ls`` prints."""

    label: str
    docname: str
    """The name of the page, or the path of a file in the output folder."""
    is_file: bool = False


def entries(
    root_doc: str, toctree_includes: Mapping[str, Sequence[str]], sources: Mapping[str, str]
) -> list[Entry]:
    """Return what the navigation shows.

    That is what the root document's toctrees name, in their order; else the documents beside the
    root and the folders that have an ``index``, in the order of ``ls``.
    *sources* are the paths of the source files by docname.
    """
    chosen: Iterable[str] = [name for name in toctree_includes.get(root_doc, ()) if name in sources]
    if not chosen:
        chosen = (name for name in sources if name != root_doc and _is_top_level(name))
        return sorted(
            (Entry(_label(sources[name]), name) for name in chosen),
            key=lambda entry: entry.label.encode(),
        )
    return [Entry(_label(sources[name]), name) for name in dict.fromkeys(chosen)]


def with_others(shown: list[Entry], others: Iterable[Entry], *, sort: bool) -> list[Entry]:
    """Return *shown* and those of *others* that are not in it; with *sort* in the order of ls."""
    names = {entry.docname for entry in shown}
    entries = [*shown, *(entry for entry in others if entry.docname not in names)]
    return sorted(entries, key=lambda entry: entry.label.encode()) if sort else entries


def shortened(shown: list[Entry]) -> list[Entry]:
    """Return *shown*, without what lies deeper where that would make a list of every page."""
    return (
        shown if len(shown) <= _MOST else [entry for entry in shown if _is_top_level(entry.docname)]
    )


def current_entry(shown: Sequence[Entry], docname: str) -> Entry | None:
    """Return the entry that the page *docname* is, or whose folder it lies in."""
    for entry in shown:
        if entry.docname == docname:
            return entry
    inside = [entry for entry in shown if docname.startswith(_folder(entry.docname))]
    return max(inside, key=lambda entry: len(entry.docname), default=None)


def _is_top_level(docname: str) -> bool:
    parts = docname.split("/")
    return len(parts) == 1 or (len(parts) == 2 and parts[1] == "index")


def _label(source: str) -> str:
    """Return the last name in *source*; a folder's own page is the folder."""
    parts = source.split("/")
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    return f"{parts[-2]}/" if stem == "index" and len(parts) > 1 else parts[-1]


def _folder(docname: str) -> str:
    return docname.removesuffix("index") if docname.endswith("/index") else f"{docname}/"
