"""The entries of the site's navigation, which looks like the output of ``ls``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.support.nearest_name import nearest
from sphinx_transcript.support.web_addresses import is_web_address
from sphinx_transcript.theme.option_types import ALL_OTHERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from sphinx_transcript.support.toctrees import TocEntry

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
    caption: str = ""
    """The caption of the toctree that it comes from."""

    @property
    def target(self) -> str:
        """The page or the file, or the URL of an external link."""
        return self.docname or self.url


def chosen_entries(
    wanted: Sequence[str | Sequence[str]],
    automatic: Sequence[NavigationEntry],
    sources: Mapping[str, str],
) -> tuple[list[NavigationEntry], list[str]]:
    """Return the entries for *wanted*, the option ``navigation``, and the targets without a page.

    *automatic* are the entries that the navigation has without the option. *sources* is as for
    `document_entries`.
    """
    by_target = {entry.target: entry for entry in reversed(automatic)}
    pairs = [(each, each) if isinstance(each, str) else tuple(each) for each in wanted]
    named = {target for _label, target in pairs}
    found: dict[NavigationEntry, None] = {}
    unknown = []
    for label, target in pairs:
        if target == ALL_OTHERS:
            found.update({entry: None for entry in automatic if entry.target not in named})
        elif is_web_address(target):
            found[NavigationEntry(label, "", url=target)] = None
        elif target in sources:
            text = _label(sources[target]) if label == target else label
            found[NavigationEntry(text, target)] = None
        elif target in by_target:
            entry = replace(by_target[target], caption="")
            found[replace(entry, label=label) if label != target else entry] = None
        else:
            unknown.append(target)
    return list(found), unknown


def target_hint(name: str, sources: Mapping[str, str], automatic: Iterable[NavigationEntry]) -> str:
    """Return a hint at the page that *name*, which no page has, may mean; '' if none is similar.

    People also write the name of a file, of a folder, or the address of a page. *sources* are the
    paths of all source files by docname, and *automatic* is as for `chosen_entries`.
    """
    targets: dict[str, str] = {}
    for entry in automatic:
        targets.update(dict.fromkeys((entry.label, entry.target), entry.target))
    for docname, source in sources.items():
        targets.update(dict.fromkeys((f"{docname}.html", source, docname), docname))
    folders = {
        target.removesuffix("index"): target
        for target in targets.values()
        if target.endswith("/index")
    }
    targets = {
        **folders,
        **{name.rstrip("/"): target for name, target in folders.items()},
        **targets,
    }
    meant = nearest(name.lstrip("/"), targets)
    return f"; did you mean {targets[meant]!r}?" if meant else ""


def document_entries(
    root_doc: str, entries: Sequence[TocEntry], sources: Mapping[str, str]
) -> list[NavigationEntry]:
    """Return the navigation entries of documents, and of what else the root document names.

    These are the entries of its toctrees, in that order. If no document is among them, those beside
    the root and the folders with an ``index`` come first, sorted as ``ls`` does. *sources* are the
    paths of the source files by docname; the label of an entry is an explicit title, or the name of
    the file.
    """
    named = [_toctree_entry(entry, sources) for entry in entries]
    if any(entry.target in sources and entry.target != root_doc for entry in entries):
        return named
    top_level = (name for name in sources if name != root_doc and _is_top_level(name))
    documents = (NavigationEntry(_label(sources[name]), name) for name in top_level)
    return [*_as_ls_sorts(documents), *named]


def _toctree_entry(entry: TocEntry, sources: Mapping[str, str]) -> NavigationEntry:
    if entry.is_url:
        return NavigationEntry(entry.label, "", url=entry.target, caption=entry.caption)
    source = sources.get(entry.target)
    label = entry.label or (_label(source) if source is not None else entry.target)
    return NavigationEntry(entry.number + label, entry.target, caption=entry.caption)


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
    targets = {entry.target for entry in shown}
    entries = [*shown, *(entry for entry in others if entry.target not in targets)]
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
