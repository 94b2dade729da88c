"""Generation of the JSON Schemas of front matter, theme options and configuration values.

The schemas use draft 7, the newest one that all releases of the YAML language server support:
https://github.com/redhat-developer/yaml-language-server
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.config.values import VALUES
from sphinx_transcript.post.front_matter_keys import KEYS
from sphinx_transcript.theme.options import OPTIONS, option_defaults

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]


def front_matter() -> Schema:
    """Return the schema of the front matter of a post; it allows other keys."""
    properties = {
        name: {
            "description": f"{_sentence(key.meaning)} Without it: {key.missing}. "
            f"Accepted: {key.kind.accepted}.",
            **key.kind.schema,
            # Editors show this instead of the pattern. Other validators ignore it.
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
    """Return the schema of ``html_theme_options``; it allows the options of a child theme."""
    default_values = option_defaults()
    properties = {
        name: {
            "description": _sentence(option.meaning),
            **option.kind.schema,
            "default": default_values[name],
        }
        for name, option in OPTIONS.items()
    }
    return _object(
        "Options of the theme transcript", "The value of html_theme_options in conf.py.", properties
    )


def configuration() -> Schema:
    """Return the schema of the ``transcript_*`` values in conf.py."""
    properties = {
        name: {
            "description": _sentence(value.meaning),
            **value.value_type.schema,
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
"""The functions that generate the schemas, by name."""


def as_text(schema: Schema) -> str:
    """Return *schema* as the text of its file."""
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
