"""The entries of the site's navigation, which looks like the output of ``ls``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.support.web_addresses import is_web_address
from sphinx_transcript.theme.option_types import ALL_OTHERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

MAX_ENTRIES = 24
"""The number of entries at which the navigation is cut off."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """An entry of the navigation."""

    label: str
    docname: str
    """The page name, or the path of a file in the output folder; '' for an external link."""
    is_file: bool = False
    covers: tuple[str, ...] = ()
    """Other folders on whose pages this entry is the current one."""
    url: str = ""
    """The URL of an external link."""


def chosen_entries(
    wanted: Sequence[str | Sequence[str]],
    automatic: Sequence[NavigationEntry],
    sources: Mapping[str, str],
) -> tuple[list[NavigationEntry], list[str]]:
    """Return the entries for *wanted*, the option ``navigation``, and the targets without a page.

    *automatic* are the entries that the navigation has without the option. *sources* is as for
    `document_entries`.
    """
    by_name = {entry.docname: entry for entry in automatic}
    pairs = [(each, each) if isinstance(each, str) else tuple(each) for each in wanted]
    named = {target for _label, target in pairs}
    found: dict[str, NavigationEntry] = {}
    unknown = []
    for label, target in pairs:
        if target == ALL_OTHERS:
            found.update({name: by_name[name] for name in by_name if name not in named})
        elif is_web_address(target):
            found[target] = NavigationEntry(label, "", url=target)
        elif target in sources:
            found[target] = NavigationEntry(
                _label(sources[target]) if label == target else label, target
            )
        elif target in by_name:
            found[target] = (
                replace(by_name[target], label=label) if label != target else by_name[target]
            )
        else:
            unknown.append(target)
    return list(found.values()), unknown


def document_entries(
    root_doc: str, toctree_includes: Mapping[str, Sequence[str]], sources: Mapping[str, str]
) -> list[NavigationEntry]:
    """Return the navigation entries of documents.

    These are the documents in the root document's toctrees, in that order. Without a toctree they
    are the documents beside the root and the folders with an ``index``, sorted as ``ls`` does.
    *sources* are the paths of the source files by docname.
    """
    in_toctree = [name for name in toctree_includes.get(root_doc, ()) if name in sources]
    if in_toctree:
        return [NavigationEntry(_label(sources[name]), name) for name in dict.fromkeys(in_toctree)]
    top_level = (name for name in sources if name != root_doc and _is_top_level(name))
    return _as_ls_sorts(NavigationEntry(_label(sources[name]), name) for name in top_level)


def parents_in(
    includes: Mapping[str, Sequence[str]], root: str, documents: Container[str]
) -> dict[str, str]:
    """Return the parent of each of *documents*: the first one that has it in a toctree.

    The search is breadth-first from *root*. *includes* is ``BuildEnvironment.toctree_includes``.
    """
    parents: dict[str, str] = {}
    queue = [root]
    while queue:
        parent = queue.pop(0)
        for name in includes.get(parent, ()):
            if name != root and name not in parents and name in documents:
                parents[name] = parent
                queue.append(name)
    return parents


def with_others(
    shown: list[NavigationEntry], others: Iterable[NavigationEntry], *, sort: bool
) -> list[NavigationEntry]:
    """Return *shown* and the *others* that are not in it; with *sort*, sorted as ``ls`` does."""
    names = {entry.docname for entry in shown}
    entries = [*shown, *(entry for entry in others if entry.docname not in names)]
    return _as_ls_sorts(entries) if sort else entries


def _as_ls_sorts(entries: Iterable[NavigationEntry]) -> list[NavigationEntry]:
    return sorted(entries, key=lambda entry: entry.label.encode())


def cut_off(shown: list[NavigationEntry], root_doc: str, more: str) -> list[NavigationEntry]:
    """Return *shown*, cut off at `MAX_ENTRIES`.

    If there are more, return only the top-level entries. If these are still too many, replace the
    last ones by an entry for *root_doc*, whose label is *more* formatted with their ``count``.
    """
    if len(shown) <= MAX_ENTRIES:
        return shown
    top_level = [entry for entry in shown if _is_top_level(entry.docname)]
    if len(top_level) <= MAX_ENTRIES:
        return top_level
    rest = len(top_level) - MAX_ENTRIES + 1
    return [*top_level[: MAX_ENTRIES - 1], NavigationEntry(more.format(count=rest), root_doc)]


def current_entry(shown: Sequence[NavigationEntry], docname: str) -> NavigationEntry | None:
    """Return the entry for the page *docname*, or the one whose folder contains it."""
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
    """Return the file name in the path *source*; for an ``index``, its folder with a slash."""
    parts = source.split("/")
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    return f"{parts[-2]}/" if stem == "index" and len(parts) > 1 else parts[-1]


def _folder(docname: str) -> str:
    return docname.removesuffix("index") if docname.endswith("/index") else f"{docname}/"
