"""What ABlog's front matter and directives say of a post, as front matter of this package."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from sphinx_transcript.ablog.dates import plain_date
from sphinx_transcript.ablog.markup import Directive, directives
from sphinx_transcript.front_matter import Field
from sphinx_transcript.messages import Problem, Subtype
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.values import FALSE, split_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_transcript.ablog.remarks import Remark
    from sphinx_transcript.ablog.settings import Settings

OPTIONS = (
    "tags", "author", "category", "location", "language", "redirect", "title", "image", "excerpt",
    "exclude", "nocomments", "canonical_link", "external_link",
)  # fmt: skip
"""The options of the directive ``post``."""
_SILENT = frozenset({"blogpost", "exclude", "nocomments"})


@dataclass(frozen=True, slots=True)
class Found:
    """A post of ABlog's."""

    fields: Mapping[str, Field]
    """What it says of itself, with the keys and values of this package."""
    old_pages: tuple[str, ...] = ()
    """The names of pages that led to it."""
    excerpt: int = 1
    """How many paragraphs its excerpt has."""
    image: int = 0
    """Which of its pictures stands for it, from 1; 0 for none."""
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()


def find(
    text: str, filetype: str, fields: Mapping[str, Field], settings: Settings, *, is_post: bool
) -> Found | None:
    """Return the post that the source *text* is, or None where it is an ordinary page.

    *fields* is its front matter, and *is_post* tells whether it is a post by its place.
    """
    found = directives(text, filetype)
    posts = [each for each in found if each.name == "post"]
    mark = fields.get("blogpost")
    is_marked = bool(posts) or (mark is not None and str(mark.value).casefold() not in FALSE - {""})
    if not (is_marked or is_post):
        return None
    given = dict(fields)
    if posts:
        given.pop("date", None)
        if posts[0].argument:
            given["date"] = Field(posts[0].argument, posts[0].line)
        given |= {name: Field(*option) for name, option in posts[0].options.items()}
    updates = [Field(each.argument, each.line) for each in found if each.name == "update"]
    if updates:
        dates = [_with_plain_date(each, settings) for each in updates]
        given["updated"] = max(dates, key=lambda each: _in_order(str(each.value)))
    if not given.get("date", Field("", 1)).value and (is_marked or not settings.has_own_posts):
        # To ABlog a post without a date is a draft, whatever its file is called.
        given["draft"] = Field("true", posts[0].line if posts else 1)
    return _translated(given, settings, tuple(_problems(posts)))


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


def _translated(
    given: dict[str, Field], settings: Settings, problems: tuple[Problem, ...]
) -> Found:
    remarks: list[Remark] = []
    for name in ("location", "external_link"):
        if name in given:
            remarks.append((name, given.pop(name).line))
    for name in _SILENT:
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
    code = _language(language.value, settings)
    if code:
        given["language"] = replace(language, value=code)
    elif language.value:
        remarks.append(("language", language.line))
    redirect = given.pop("redirect", None)
    excerpt = _number(given.pop("excerpt", None), settings.excerpt)
    image = settings.image
    if "image" in given and str(given["image"].value).isdecimal():
        image = _number(given.pop("image"), 0)
    return Found(given, _names(redirect), excerpt, image, tuple(remarks), problems)


def _with_plain_date(field: Field, settings: Settings) -> Field:
    if not isinstance(field.value, str):
        return field
    return replace(field, value=plain_date(field.value, settings.date_format))


def _in_order(day: str) -> list[int]:
    """Return the numbers of *day*, which may have no noughts, so that they sort as days do."""
    return [int(number) for number in re.findall(r"\d+", day)]


def _names(field: Field | None) -> tuple[str, ...]:
    if field is None or field.value is None:
        return ()
    return split_names(field.value) if isinstance(field.value, str) else field.value


def _number(field: Field | None, default: int) -> int:
    text = field.value if field is not None else None
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else default


def _language(value: object, settings: Settings) -> str:
    """Return the code of the language that *value* is the code or the English name of, or ''."""
    names = split_names(value) if isinstance(value, str) else value
    if not isinstance(names, tuple) or len(names) != 1:
        return ""
    name = str(names[0]).casefold()
    code = dict(settings.languages).get(name) or _codes().get(name) or str(names[0])
    return code if code.replace("_", "-").partition("-")[0].casefold() in _known() else ""


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in Locale("en").languages.items()}


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages)
