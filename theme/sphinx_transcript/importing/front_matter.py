"""What the front matter of an imported post comes to, and a look at it as a build has one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.card import KEYS, Status, read_card
from sphinx_transcript.front_matter import Field, FrontMatterError, read_front_matter
from sphinx_transcript.importing.metadata import Metadata, is_true, scalar
from sphinx_transcript.site_files import alias_path

if TYPE_CHECKING:
    from sphinx_transcript.importing.records import Report, SourcePost

# Keys that Sphinx, docutils, MyST or an extension of theirs would act upon.
_OTHERS = frozenset(
    {
        *("abstract", "address", "contact", "copyright", "dedication", "organization"),
        *("revision", "status", "version"),
        *("html_meta", "myst", "substitutions"),
        *("file_format", "jupytext", "kernelspec", "mystnb"),
        *("no-search", "nocomments", "nosearch", "orphan", "tocdepth"),
        *("blogpost", "sd_hide_title"),
    }
)
_OURS = frozenset(KEYS)
# Of Markdown, or a line of marks as both formats have it below a title.
_HEADING = re.compile(r"^(?: {0,3}#{1,6}[ \t]|([=~^\"'#*+-])\1{2,}[ \t]*$)", re.MULTILINE)
_TODAY = dt.date(2000, 1, 1)


def keep_rest(post: SourcePost, metadata: Metadata, report: Report) -> None:
    """Keep what is left of *metadata*, unless something here would take it for another thing."""
    for key, value in metadata.values.items():
        name, line = metadata.names.get(key, key), metadata.line_of(key)
        if value in (None, "", [], {}):
            continue
        if key in _OTHERS or _is_ours(key):
            report.once(post.path, line, f"left out: {name!r} would have another meaning here")
        else:
            post.kept[name] = value
            report.once(post.path, line, f"kept: {name!r} has no meaning here")


def texts(value: Any, separator: str | None = None) -> list[str]:
    """Return the texts that *value* gives: a list, or one text, taken apart at *separator*."""
    if isinstance(value, str):
        parts = [value] if separator is None else value.split(separator)
    else:
        parts = (
            [str(item) for item in value if isinstance(item, str)]
            if isinstance(value, list | tuple)
            else []
        )
    return list(dict.fromkeys(text for part in parts if (text := str(part).strip())))


def names_of_people(value: Any) -> list[str]:
    """Return the names of authors that *value* gives: texts, or dicts with a name."""
    given = value if isinstance(value, list) else [value]
    found = [scalar(each.get("name")) if isinstance(each, dict) else scalar(each) for each in given]
    return [name.strip() for name in found if name.strip()]


def set_people(post: SourcePost, names: list[str]) -> None:
    """Give *post* its authors: a name that has a comma is one name."""
    if len(names) == 1:
        post.fields["author"] = names[0]
    elif names:
        post.fields["authors"] = names


def encoded_path(path: str) -> str:
    """Return *path* as it stands in an address, with letters of all scripts left as they are."""
    return re.sub(r"[\s%?#<>\"\\^`{|}]", lambda match: quote(match[0]), path)


def settled_fields(post: SourcePost, report: Report) -> None:
    """Take what is empty out of the fields of *post*, and give it the addresses it had."""
    fields = post.fields
    is_public = not is_true(str(fields.get("draft", ""))) and bool(fields.get("date"))
    own = [encoded_path(post.url)] if post.url and is_public else []
    aliases: list[str] = []
    for alias in [*own, *fields.pop("aliases", [])]:
        try:
            path = alias_path(alias, "")
        except ValueError as error:
            report.add(post.path, 1, f"aliases: {error}; left out")
            continue
        if path not in {alias_path(each, "") for each in aliases}:
            aliases.append(alias)
    fields["aliases"] = aliases
    if not is_public:
        fields.pop("id", None)
    for key in [key for key, value in fields.items() if value in ("", [], None, False)]:
        del fields[key]


def checked(post: SourcePost, text: str, name: str, report: Report) -> None:
    """Read *text*, the post to be written as *name*, and note what is wrong with it."""
    path = PurePosixPath(name)
    filetype = "restructuredtext" if path.suffix == ".rst" else "markdown"
    try:
        card, problems = read_card(
            read_front_matter(text, filetype), path.name, dt.UTC, dt.date.max
        )
    except FrontMatterError as error:
        report.add(post.path, 1, str(error))
        return
    for problem in problems:
        report.add(post.path, 1, problem.message)
    if not card.title and not _HEADING.search(post.body):
        report.add(post.path, 1, "no title and no heading: the name of its file stands in")
    if card.status is Status.UNDATED:
        report.add(post.path, 1, "no date: it is not published until it has one")


def _is_ours(key: str) -> bool:
    """Tell whether a build would read *key*, or ask whether another one was meant."""
    _, problems = read_card({key: Field("", 1)}, "x.md", dt.UTC, _TODAY)
    return key in _OURS or any("unknown key" in problem.message for problem in problems)
