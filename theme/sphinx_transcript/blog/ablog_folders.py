"""The folder names of terms in ABlog, so that addresses of its pages hold.

Source: ``ablog.blog.slugify``, in ABlog 0.11.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_transcript.support.file_names import path_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_OTHERS = frozenset({"index", "page"})
"""Names that the pages of listings need for themselves."""


def ablog_name(name: str) -> str:
    """Return *name* as ABlog writes it in addresses and labels.

    Accents become marks of their own, which are removed with all signs but letters, digits, hyphens
    and underscores: ``0.2`` becomes ``02``, and ``Café au lait`` becomes ``cafe-au-lait``.
    """
    plain = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKD", name)).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


def ablog_folders(names: Mapping[str, str]) -> dict[str, str]:
    """Return the folder name of each term, by slug; *names* are the names of the terms, by slug.

    A term keeps its slug where ABlog's name is empty or can't be a folder. Of several terms with
    one name in ABlog, where they share a page, the one whose slug it is has it, or else the first.
    """
    wanted = {slug: ablog_name(name) for slug, name in sorted(names.items())}
    owners: dict[str, str] = {}
    for slug, folder in sorted(wanted.items(), key=lambda item: item[0] != item[1]):
        if _is_folder(folder):
            owners.setdefault(folder, slug)
    folders = {slug: folder for folder, slug in owners.items()}
    return {slug: folders.get(slug, slug) for slug in wanted}


def _is_folder(name: str) -> bool:
    return bool(name.strip("-")) and name not in _OF_OTHERS and not path_problem(name)
