"""Makes the schemas of front matter, of the theme's options and of the values of conf.py.

They are of draft 7, the newest that the YAML language server reads in all its releases:
https://github.com/redhat-developer/yaml-language-server
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.config_values import VALUES
from sphinx_transcript.keys import KEYS
from sphinx_transcript.theme.options import OPTIONS, defaults

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]


def front_matter() -> Schema:
    """Return the schema of a post's front matter; it may have any other key besides."""
    properties = {
        name: {
            "description": f"{_sentence(key.meaning)} Without it: {key.missing}. "
            f"Accepted: {key.kind.accepted}.",
            **key.kind.schema,
            # What editors show instead of the pattern; others pass it over.
            **(
                {"patternErrorMessage": f"{name}: expected {key.kind.accepted}"}
                if "pattern" in key.kind.schema
                else {}
            ),
            "examples": list(key.examples),
        }
        for name, key in KEYS.items()
    }
    return _object(
        "Front matter of a post",
        "What a post of sphinx-transcript says of itself. All keys are optional; a post without "
        "a date, here or in its file's name, is not published.",
        properties,
    )


def theme_options() -> Schema:
    """Return the schema of ``html_theme_options``; a theme that inherits may have more."""
    standard = defaults()
    properties = {
        name: {
            "description": _sentence(option.meaning),
            **option.kind.schema,
            "default": standard[name],
        }
        for name, option in OPTIONS.items()
    }
    return _object(
        "Options of the theme transcript", "The value of html_theme_options in conf.py.", properties
    )


def configuration() -> Schema:
    """Return the schema of the ``transcript_*`` values in conf.py, by their names."""
    properties = {
        name: {
            "description": _sentence(value.meaning),
            **value.kind.schema,
            "default": value.default,
        }
        for name, value in VALUES.items()
    }
    return _object(
        "Configuration of sphinx-transcript",
        "The values in conf.py whose names begin with transcript_.",
        properties,
    )


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "front-matter": front_matter,
    "theme-options": theme_options,
    "configuration": configuration,
}
"""What makes each schema, by its name."""


def as_text(schema: Schema) -> str:
    """Return *schema* as a file has it."""
    return f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n"


def _object(title: str, description: str, properties: Schema) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": True,
    }


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
