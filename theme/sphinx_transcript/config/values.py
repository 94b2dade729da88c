"""The table of the ``transcript_*`` values of conf.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sphinx_transcript.blog import authors
from sphinx_transcript.blog.page_kinds import PAGE_KINDS
from sphinx_transcript.config.value_types import ValueType, value_type
from sphinx_transcript.post.dates import load_zone
from sphinx_transcript.sessions.named_values import NAME_PATTERN, NAMED_VALUES
from sphinx_transcript.support.languages import LANGUAGE_PATTERN, is_language
from sphinx_transcript.support.web_addresses import BASE_ADDRESS_PATTERN, is_base_address


@dataclass(frozen=True, slots=True)
class Value:
    """A ``transcript_*`` value."""

    default: object
    rebuild: str
    """What Sphinx does when the value changes: 'env' reads all documents, 'html' writes them.

    See https://www.sphinx-doc.org/en/master/extdev/appapi.html#sphinx.application.Sphinx.add_config_value
    """
    value_type: ValueType
    meaning: str
    """A sentence that begins with a lower-case letter and has no full stop."""


_FOLDER_PATTERN = r"([^/\\\s.][^/\\\s]*(/[^/\\\s.][^/\\\s]*)*)?"


def _is_folder(value: object) -> bool:
    """Return whether *value* is a path without empty or hidden parts, or ''."""
    return isinstance(value, str) and bool(re.fullmatch(_FOLDER_PATTERN, value))


def _is_time_zone(value: Any) -> bool:
    try:
        load_zone(value)
    except (ValueError, AttributeError):
        return False
    return True


def _is_text_width(value: Any) -> bool:
    return type(value) is int and (value == 0 or value >= 20)


def _are_translations(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(language, str)
        and (language == "x-default" or is_language(language))
        and isinstance(address, str)
        and is_base_address(address)
        for language, address in value.items()
    )


def _are_named_patterns(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(name, str)
        and re.fullmatch(NAME_PATTERN, name)
        and isinstance(pattern, str)
        and pattern
        for name, pattern in value.items()
    )


def _some_of(*choices: str) -> ValueType:
    return value_type(
        f"a list of some of {', '.join(choices)}",
        lambda value: isinstance(value, (list, tuple)) and all(each in choices for each in value),
        {"type": "array", "items": {"enum": list(choices)}},
    )


def _texts(expected: str, *, may_be_empty: bool = True) -> ValueType:
    """Return the type of lists of texts that are not empty."""
    schema = {"type": "array", "items": {"type": "string", "minLength": 1}}
    return value_type(
        expected,
        lambda value: (
            isinstance(value, (list, tuple))
            and (may_be_empty or len(value) > 0)
            and all(isinstance(item, str) and item for item in value)
        ),
        schema if may_be_empty else {**schema, "minItems": 1},
    )


def _integer(expected: str, minimum: int) -> ValueType:
    return value_type(
        expected,
        lambda value: type(value) is int and value >= minimum,
        {"type": "integer", "minimum": minimum},
    )


_FLAG = value_type("True or False", lambda value: isinstance(value, bool), {"type": "boolean"})
_FLAG_OR_NONE = value_type(
    "True, False or None",
    lambda value: value is None or isinstance(value, bool),
    {"type": ["boolean", "null"]},
)
_FILES = _texts("a list of files such as ['fonts/NotoSansCJK-Bold.ttc']")
_PATTERNS = _texts("a list of patterns such as ['post/**']")
_FOLDER = value_type(
    "a folder in the output such as 'blog'",
    _is_folder,
    {"type": "string", "pattern": rf"^{_FOLDER_PATTERN}(?!\s)$"},
)
_ZONE = value_type(
    "the name of a time zone such as 'Europe/Oslo'",
    _is_time_zone,
    {"type": "string", "minLength": 1, "examples": ["UTC", "Europe/Oslo"]},
)
_AUTHORS = value_type(
    f"a dict of dicts with the keys {', '.join(authors.ENTRY_KEYS)}",
    lambda value: isinstance(value, dict),
    {
        "type": "object",
        "propertyNames": {"pattern": r"\S"},
        "additionalProperties": {
            "type": "object",
            "properties": {
                key: {"type": "string", **({"pattern": r"\S"} if key == "name" else {})}
                for key in authors.ENTRY_KEYS
            },
            "additionalProperties": False,
        },
    },
)
_TRANSLATIONS = value_type(
    "a dict of languages and addresses such as {'de': 'https://example.org/de/'}",
    _are_translations,
    {
        "type": "object",
        "propertyNames": {"pattern": f"^(?:x-default|{LANGUAGE_PATTERN})$"},
        "additionalProperties": {"type": "string", "pattern": BASE_ADDRESS_PATTERN},
    },
)
_WIDTH = value_type(
    "a number of columns from 20, or 0 for lines that are not wrapped",
    _is_text_width,
    {"type": "integer", "anyOf": [{"const": 0}, {"minimum": 20}]},
)
_CONTENTS = ("full", "summary")
_COMMAND = _texts("a program and its arguments such as ['bash', '--norc']", may_be_empty=False)
_NAMED_PATTERNS = value_type(
    "a dict of names and regular expressions such as {'hash': '[0-9a-f]{7,40}'}",
    _are_named_patterns,
    {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME_PATTERN}$"},
        "additionalProperties": {"type": "string", "minLength": 1},
    },
)
_PAGES = _texts("a list of pages such as ['post/dns']")
_SECONDS = value_type(
    "a number of seconds such as 60",
    lambda value: type(value) in (int, float) and 0 < value <= 86_400,
    {"type": "number", "exclusiveMinimum": 0, "maximum": 86_400},
)

VALUES: dict[str, Value] = {
    "transcript_posts": Value(
        ["post/**"],
        "env",
        _PATTERNS,
        "which documents are posts: patterns, in which ** also spans slashes",
    ),
    "transcript_timezone": Value(
        "UTC", "env", _ZONE, 'where times without a zone are, and where "today" is'
    ),
    "transcript_drafts": Value(False, "env", _FLAG, "whether drafts are built, for a preview"),
    "transcript_ablog": Value(
        False, "env", _FLAG, "whether posts and listings that were written for ABlog are read"
    ),
    "transcript_ablog_addresses": Value(
        "",
        "env",
        _FOLDER,
        "the folder of ABlog's pages (`blog_path`), whose addresses are to lead to the pages here",
    ),
    "transcript_authors": Value(
        {},
        "html",
        _AUTHORS,
        f"what is known of authors: {', '.join(authors.ENTRY_KEYS)}, by key",
    ),
    "transcript_pages": Value(
        list(PAGE_KINDS), "html", _some_of(*PAGE_KINDS), "the kinds of generated pages"
    ),
    "transcript_paginate": Value(
        20, "html", _integer("a whole number of rows from 1", 1), "rows a page on generated pages"
    ),
    "transcript_neighbours": Value(
        [],
        "html",
        _some_of("category", "series"),
        'in which of "category" and "series" a post has neighbours, besides those in the whole '
        "blog",
    ),
    "transcript_related": Value(
        3,
        "html",
        _integer("a whole number of posts, 0 for none", 0),
        "at most so many related posts below a post; 0 for none",
    ),
    "transcript_feeds": Value(True, "html", _FLAG, "whether there are feeds"),
    "transcript_feed_limit": Value(
        10, "html", _integer("a whole number of posts from 1", 1), "at most so many posts in a feed"
    ),
    "transcript_feed_content": Value(
        "full",
        "html",
        value_type(
            "'full' or 'summary'", lambda value: value in _CONTENTS, {"enum": list(_CONTENTS)}
        ),
        '"full" or "summary": what feeds have of a post',
    ),
    "transcript_sitemap": Value(
        True, "html", _FLAG, "whether there are sitemap.xml and robots.txt"
    ),
    "transcript_cards": Value(
        None,
        "html",
        _FLAG_OR_NONE,
        "whether posts without an image get a card for previews of links; "
        "None: if the extra cards is installed",
    ),
    "transcript_card_fonts": Value(
        [],
        "html",
        _FILES,
        "font files for characters that the font of the cards lacks, relative to conf.py",
    ),
    "transcript_translations": Value(
        {}, "html", _TRANSLATIONS, "the addresses of the site in other languages"
    ),
    "transcript_text_width": Value(
        0, "html", _WIDTH, "columns to wrap plain text at, from 20; 0 does not wrap"
    ),
    "transcript_text_links": Value(
        False, "html", _FLAG, "whether plain text lists the addresses of its links"
    ),
    "transcript_shortcuts": Value(
        True,
        "",
        _FLAG,
        "whether faster forms of functions of docutils, Sphinx and Jinja are used during a build",
    ),
    "transcript_session_shell": Value(
        ["bash", "--norc"],
        "",
        _COMMAND,
        "the program that starts the shell of checked sessions, with its arguments; a container "
        "or a sandbox may stand in front",
    ),
    "transcript_session_patterns": Value(
        {},
        "",
        _NAMED_PATTERNS,
        "what `<name>` stands for in the output of checked sessions: regular expressions, by name, "
        f"besides {', '.join(NAMED_VALUES)}",
    ),
    "transcript_session_timeout": Value(
        10, "", _SECONDS, "the seconds that a command of a checked session may take"
    ),
    "transcript_session_only": Value(
        [],
        "",
        _PAGES,
        "the pages whose sessions the builder `sessions` runs; empty for all",
    ),
}
