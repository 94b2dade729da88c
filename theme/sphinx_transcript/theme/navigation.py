"""The site's navigation, as ``ls`` shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.theme.option_types import ALL_OTHERS
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence


MOST = 24
"""So many names are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name that ``ls`` prints."""

    label: str
    docname: str
    """The name of the page, or the path of a file in the output folder."""
    is_file: bool = False
    covers: tuple[str, ...] = ()
    """Folders besides its own whose pages it stands for."""
    url: str = ""
    """An address outside of the site, which the entry leads to instead of a page."""


def chosen(
    wanted: Sequence[str | Sequence[str]], others: Sequence[Entry], sources: Mapping[str, str]
) -> tuple[list[Entry], list[str]]:
    """Return the entries that the option ``navigation`` has *wanted*, and the names of no page.

    *others* are what the navigation shows without the option, *sources* as for `entries`.
    """
    by_name = {entry.docname: entry for entry in others}
    given = [(each, each) if isinstance(each, str) else tuple(each) for each in wanted]
    named = {target for _label, target in given}
    found: dict[str, Entry] = {}
    unknown = []
    for name, target in given:
        if target == ALL_OTHERS:
            found.update({each: by_name[each] for each in by_name if each not in named})
        elif is_web_address(target):
            found[target] = Entry(name, "", url=target)
        elif target in sources:
            found[target] = Entry(_label(sources[target]) if name == target else name, target)
        elif target in by_name:
            found[target] = (
                replace(by_name[target], label=name) if name != target else by_name[target]
            )
        else:
            unknown.append(target)
    return list(found.values()), unknown


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


def parents_in(
    includes: Mapping[str, Sequence[str]], root: str, documents: Container[str]
) -> dict[str, str]:
    """Return the page whose toctree names each of *documents* first, as one reads from *root* on.

    *includes* are the names in each page's toctrees, ``BuildEnvironment.toctree_includes``.
    """
    parents: dict[str, str] = {}
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        for name in includes.get(parent, ()):
            if name != root and name not in parents and name in documents:
                parents[name] = parent
                waiting.append(name)
    return parents


def with_others(shown: list[Entry], others: Iterable[Entry], *, sort: bool) -> list[Entry]:
    """Return *shown* and those of *others* that are not in it; with *sort* in the order of ls."""
    names = {entry.docname for entry in shown}
    entries = [*shown, *(entry for entry in others if entry.docname not in names)]
    return sorted(entries, key=lambda entry: entry.label.encode()) if sort else entries


def shortened(shown: list[Entry], root_doc: str, more: str) -> list[Entry]:
    """Return *shown*, without what lies deeper where that would make a list of every page.

    Where it still would, the first of them stand, and an entry that leads to *root_doc* and says
    how many *more* there are.
    """
    if len(shown) <= MOST:
        return shown
    top = [entry for entry in shown if _is_top_level(entry.docname)]
    return (
        top
        if len(top) <= MOST
        else [*top[: MOST - 1], Entry(more.format(count=len(top) - MOST + 1), root_doc)]
    )


def current_entry(shown: Sequence[Entry], docname: str) -> Entry | None:
    """Return the entry that the page *docname* is, or whose folder it lies in."""
    for entry in shown:
        if entry.docname == docname:
            return entry
    inside = [
        entry for entry in shown if entry.docname and docname.startswith(_folder(entry.docname))
    ]
    covering = next((entry for entry in shown if docname.startswith(entry.covers)), None)
    return max(inside, key=lambda entry: len(entry.docname), default=covering)


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
