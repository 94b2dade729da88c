"""Front-matter fields of an imported post: set, completed, and validated as a build does it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.addresses.alias_path import alias_path
from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFrontMatter,
    is_true,
    scalar,
)
from sphinx_transcript.post.front_matter import Field, FrontMatterError, read_front_matter
from sphinx_transcript.post.metadata import KEY_NAMES, read_metadata
from sphinx_transcript.post.publication_keys import Reason, is_publication_key
from sphinx_transcript.post.publication_status import PublicationStatus

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost

# Keys with a meaning to Sphinx, docutils, MyST or one of their extensions.
_KEYS_OF_OTHERS = frozenset(
    {
        *("abstract", "address", "contact", "copyright", "dedication", "organization"),
        *("revision", "status", "version"),
        *("html_meta", "myst", "substitutions"),
        *("file_format", "jupytext", "kernelspec", "language_info", "mystnb"),
        *("no-search", "nocomments", "nosearch", "orphan", "tocdepth"),
        *("blogpost", "sd_hide_title"),
    }
)
_OWN_KEYS = frozenset(KEY_NAMES)
# A Markdown heading, or the underline of a title in either format.
_HEADING = re.compile(r"^(?: {0,3}#{1,6}[ \t]|([=~^\"'#*+-])\1{2,}[ \t]*$)", re.MULTILINE)
_ANY_DAY = dt.date(2000, 1, 1)


def keep_unknown_keys(post: SourcePost, front_matter: SourceFrontMatter, report: Report) -> None:
    """Keep the keys that are left in *front_matter*, and report each.

    A key that would have another meaning in the new site is left out.
    """
    for key, value in front_matter.values.items():
        name, line = front_matter.key_names.get(key, key), front_matter.line_of(key)
        if value in (None, "", [], {}):
            continue
        if key in _KEYS_OF_OTHERS or _is_own_key(key):
            message = f"left out: {name!r} would have another meaning here"
            report.add_once(post.path, line, message, "front-matter")
        else:
            post.unknown_keys[name] = value
            meaning = "has no meaning here"
            if is_publication_key(name):
                meaning = "has a meaning here only where it says that a post is not public"
            report.add_once(post.path, line, f"kept: {name!r} {meaning}", "front-matter")


def text_list(value: Any, separator: str | None = None) -> list[str]:
    """Return the strings in the list *value*, or the one string *value*, split at *separator*.

    White space around an item, empty items and duplicates are removed.
    """
    if isinstance(value, str):
        items = [value] if separator is None else value.split(separator)
    elif isinstance(value, list | tuple):
        items = [str(item) for item in value if isinstance(item, str)]
    else:
        items = []
    return list(dict.fromkeys(text for item in items if (text := str(item).strip())))


def author_names(value: Any) -> list[str]:
    """Return the names of the authors in *value*: a string or a dict with a name, or a list."""
    items = value if isinstance(value, list) else [value]
    names = [scalar(each.get("name")) if isinstance(each, dict) else scalar(each) for each in items]
    return [name.strip() for name in names if name.strip()]


def set_authors(post: SourcePost, names: list[str]) -> None:
    """Set the key author or authors of *post*; a comma in a name does not separate two names."""
    if len(names) == 1:
        post.fields["author"] = names[0]
    elif names:
        post.fields["authors"] = names


def encode_path(path: str) -> str:
    """Return *path* percent-encoded for a URL; letters of all scripts are kept."""
    return re.sub(r"[\s%?#<>\"\\^`{|}]", lambda match: quote(match[0]), path)


def complete_fields(post: SourcePost, report: Report) -> None:
    """Add the old URL of *post* to its aliases, and remove invalid aliases and empty fields.

    A post that was not published has no alias for its URL and no id.
    """
    fields = post.fields
    is_published = was_published(post)
    old_url = [encode_path(post.url)] if post.url and is_published else []
    aliases: list[str] = []
    for alias in [*old_url, *fields.pop("aliases", [])]:
        try:
            path = alias_path(alias, "")
        except ValueError as error:
            report.add(post.path, 1, f"aliases: {error}; left out", "address")
            continue
        if path not in {alias_path(each, "") for each in aliases}:
            aliases.append(alias)
    fields["aliases"] = aliases
    if not is_published:
        fields.pop("id", None)
    for key in [key for key, value in fields.items() if value in ("", [], None, False)]:
        del fields[key]


def was_published(post: SourcePost) -> bool:
    """Tell whether *post* had an address that readers know."""
    return not is_true(str(post.fields.get("draft", ""))) and bool(post.fields.get("date"))


def validate_post(post: SourcePost, text: str, name: str, report: Report) -> None:
    """Report what a build would report about *text*, the converted post to be written as *name*."""
    path = PurePosixPath(name)
    filetype = "restructuredtext" if path.suffix == ".rst" else "markdown"
    try:
        metadata, problems = read_metadata(
            read_front_matter(text, filetype), path.name, dt.UTC, dt.date.max
        )
    except FrontMatterError as error:
        report.add(post.path, 1, str(error), "front-matter")
        return
    for problem in problems:
        hold = metadata.hold
        # Whether a post has expired is known on the day of a build.
        if hold is None or hold.reason is not Reason.EXPIRED or problem.message != hold.message:
            report.add(post.path, 1, problem.message, "front-matter")
    if not metadata.title and not _HEADING.search(post.body):
        message = "no title and no heading: the name of its file stands in"
        report.add(post.path, 1, message, "front-matter")
    if metadata.status is PublicationStatus.UNDATED and not post.is_page:
        report.add(post.path, 1, "no date: it is not published until it has one", "date")


def _is_own_key(key: str) -> bool:
    """Tell whether a build reads *key*, or takes it for a misspelling of a key that it reads."""
    _, problems = read_metadata({key: Field("", 1)}, "x.md", dt.UTC, _ANY_DAY)
    return key in _OWN_KEYS or any("unknown key" in problem.message for problem in problems)
