"""Translates ABlog's front matter and directives to the front matter of this package."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from sphinx_transcript.ablog.date_forms import plain_date
from sphinx_transcript.ablog.source_directives import Directive, directives
from sphinx_transcript.post.field_values import FALSE, split_names
from sphinx_transcript.post.front_matter import Field
from sphinx_transcript.post.metadata import KEY_NAMES
from sphinx_transcript.post.publication_keys import is_publication_key
from sphinx_transcript.records.source_dialect import DialectPost
from sphinx_transcript.support.nearest_name import did_you_mean, nearest
from sphinx_transcript.support.problems import Problem, Subtype

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.ablog.conf_values import Settings
    from sphinx_transcript.records.source_dialect import Remark

OPTIONS = (
    "tags", "author", "category", "location", "language", "redirect", "title", "image", "excerpt",
    "exclude", "nocomments", "canonical_link", "external_link",
)  # fmt: skip
"""The options of the directive ``post``."""
_KNOWN = frozenset({*OPTIONS, *KEY_NAMES, "blogpost"})
_IGNORED = frozenset({"blogpost", "exclude", "nocomments"})


def find_post(
    text: str,
    filetype: str,
    fields: Mapping[str, Field],
    settings: Settings,
    *,
    is_post: bool,
    is_dated: bool = False,
) -> DialectPost | None:
    """Return the post in the source *text*, or None for an ordinary page.

    *fields* is its front matter. *is_post* says whether its path matches ``transcript_posts``, and
    *is_dated* whether the name of its file begins with a date.
    """
    found = directives(text, filetype)
    posts = [directive for directive in found if directive.name == "post"]
    mark = fields.get("blogpost")
    is_marked = bool(posts) or (mark is not None and str(mark.value).casefold() not in FALSE - {""})
    if not (is_marked or (is_post and _describes_post(fields, settings, is_dated=is_dated))):
        return None
    given = dict(fields)
    if posts:
        given.pop("date", None)
        if posts[0].argument:
            given["date"] = Field(posts[0].argument, posts[0].line)
        given |= {name: Field(*option) for name, option in posts[0].options.items()}
    updates = [
        _with_plain_date(Field(directive.argument, directive.line), settings)
        for directive in found
        if directive.name == "update"
    ]
    if updates:
        given["updated"] = max(updates, key=lambda field: _date_numbers(str(field.value)))
    if not given.get("date", Field("", 1)).value and (is_marked or not settings.has_own_posts):
        # In ABlog a post without a date is a draft, even with a date in its file name.
        given["draft"] = Field("true", posts[0].line if posts else 1)
    return _translate(given, settings, tuple(_problems(posts)))


def _describes_post(fields: Mapping[str, Field], settings: Settings, *, is_dated: bool) -> bool:
    """Return whether a page that matches the patterns of posts is one, by its front matter.

    Without front matter of a post it stays a page. For the posts of ``transcript_posts`` the date
    in the name of the file is enough.
    """
    if settings.has_own_posts and is_dated:
        return True
    return any(
        name in _KNOWN or is_publication_key(name) or nearest(name, KEY_NAMES) for name in fields
    )


def _problems(posts: list[Directive]) -> list[Problem]:
    problems = []
    for name, (_, line) in posts[0].options.items() if posts else ():
        if name not in OPTIONS:
            message = f"post: unknown option {name!r}{did_you_mean(name, OPTIONS)}"
            problems.append(Problem(message, Subtype.ABLOG, line))
    for other in posts[1:]:
        message = "a second 'post' of this page is passed over: a post is a file of its own here"
        problems.append(Problem(message, Subtype.ABLOG, other.line))
    return problems


def _translate(
    given: dict[str, Field], settings: Settings, problems: tuple[Problem, ...]
) -> DialectPost:
    remarks: list[Remark] = []
    for name in ("location", "external_link"):
        if name in given:
            remarks.append((name, given.pop(name).line))
    for name in _IGNORED:
        given.pop(name, None)
    if "date" in given:
        given["date"] = _with_plain_date(given["date"], settings)
    author = given.pop("author", None)
    if author is not None and "authors" not in given:
        given["authors"] = author
    if not ("authors" in given and given["authors"].value) and settings.default_authors:
        given["authors"] = Field(settings.default_authors, 1)
    if "canonical_link" in given:
        given.setdefault("canonical_url", given.pop("canonical_link"))
    language = given.pop("language", None) or Field(settings.default_language, 1)
    code = _language_code(language.value, settings)
    if code:
        given["language"] = replace(language, value=code)
    elif language.value:
        remarks.append(("language", language.line))
    redirect = given.pop("redirect", None)
    excerpt = _number(given.pop("excerpt", None), settings.excerpt)
    image = settings.image
    if "image" in given and str(given["image"].value).isdecimal():
        image = _number(given.pop("image"), 0)
    return DialectPost(given, _names(redirect), excerpt, image, tuple(remarks), problems)


def _with_plain_date(field: Field, settings: Settings) -> Field:
    if not isinstance(field.value, str):
        return field
    return replace(field, value=plain_date(field.value, settings.date_format))


def _date_numbers(date: str) -> list[int]:
    """Return the numbers in *date* as a sort key, since they may lack leading zeros."""
    return [int(number) for number in re.findall(r"\d+", date)]


def _names(field: Field | None) -> tuple[str, ...]:
    if field is None or field.value is None:
        return ()
    return split_names(field.value) if isinstance(field.value, str) else field.value


def _number(field: Field | None, default: int) -> int:
    text = field.value if field is not None else None
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else default


def _language_code(value: object, settings: Settings) -> str:
    """Return the code of the language in *value*, which is a code or an English name, or ''."""
    names = split_names(value) if isinstance(value, str) else value
    if not isinstance(names, tuple) or len(names) != 1:
        return ""
    name = str(names[0]).casefold()
    code = dict(settings.languages).get(name) or _codes_by_name().get(name) or str(names[0])
    return code if code.replace("_", "-").partition("-")[0].casefold() in _known_codes() else ""


@cache
def _codes_by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").languages.items()}


@cache
def _known_codes() -> frozenset[str]:
    return frozenset(Locale("en").languages)
