"""Writes front matter: YAML for Markdown, a field list for reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_transcript.importers.front_matter.source_front_matter import PlainScalar
from sphinx_transcript.post.front_matter import read_front_matter
from sphinx_transcript.post.metadata import KEY_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

# The fast loader, which reads posts here, and the one of MyST: they differ in rare characters.
_LOADERS: tuple[Any, ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][0-9:.]+ ?(?:[Zz]|[+-][0-9:]+)?)?")


def yaml_front_matter(fields: Mapping[str, Any], unknown_keys: Mapping[str, Any]) -> str:
    """Return *fields* as YAML front matter, in the order of KEY_NAMES, and *unknown_keys* below."""
    lines = [f"{key}: {_yaml_value(fields[key])}" for key in KEY_NAMES if key in fields]
    lines += [f"{_yaml_scalar(key)}: {_yaml_value(value)}" for key, value in unknown_keys.items()]
    return "".join(f"{line}\n" for line in ["---", *lines, "---"])


def rst_front_matter(
    fields: Mapping[str, Any], unknown_keys: Mapping[str, Any]
) -> tuple[str, list[str]]:
    """Return *fields* and *unknown_keys* as a field list, and the keys that it can't hold.

    Docutils parses a field's body as markup, while a build reads it as plain text. A value that
    is valid as only one of them can't be held.
    """
    lines, omitted = [], []
    known = [(key, fields[key]) for key in KEY_NAMES if key in fields]
    for key, value in [*known, *unknown_keys.items()]:
        if not isinstance(value, str | bool | list):
            omitted.append(key)
            continue
        field = f":{key}: {_field_body(value)}\n"
        if _is_preserved(key, value, field):
            lines.append(field)
        else:
            omitted.append(key)
    return "".join(lines), omitted


def _yaml_value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_yaml_value(item) for item in value)}]"
    if isinstance(value, dict):
        items = (f"{_yaml_scalar(key)}: {_yaml_value(each)}" for key, each in value.items())
        return f"{{{', '.join(items)}}}"
    return _yaml_scalar(value)


def _yaml_scalar(text: str) -> str:
    """Return *text* as a YAML scalar, quoted only if it would be read as something else."""
    if _DATE.fullmatch(text) or (isinstance(text, PlainScalar) and _is_plain(text)):
        return str(text)
    double_quoted = '"{}"'.format("".join(map(_escape, text)))
    if not text.isprintable():
        return double_quoted
    plain = [text] if text.strip() == text else []
    single_quoted = "'{}'".format(text.replace("'", "''"))
    needs_escapes = '"' in text or "\\" in text
    quoted = [single_quoted, double_quoted] if needs_escapes else [double_quoted]
    return next(each for each in [*plain, *quoted] if _is_read_as(each, text))


def _escape(char: str) -> str:
    """Return *char* for a double-quoted scalar: https://yaml.org/spec/1.1/#id872840."""
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}"


def _is_read_as(scalar: str, text: str) -> bool:
    """Tell whether YAML reads *scalar* as *text*, as the value of a key and within a list."""
    expected = ({"k": [text]}, {"k": text})
    try:
        return all(
            tuple(
                yaml.load(f"k: {each}", Loader=loader)  # noqa: S506 (a safe one)
                for each in (f"[{scalar}]", scalar)
            )
            == expected
            for loader in _LOADERS
        )
    except (yaml.YAMLError, ValueError):
        return False


def _is_plain(text: str) -> bool:
    """Tell whether *text* is a scalar without quotes; one with a tag of its own may be none."""
    return all(
        _is_plain_for(loader, f"k: {value}", text)
        for loader in _LOADERS
        for value in (f"[{text}]", text)
    )


def _is_plain_for(loader: Any, source: str, text: str) -> bool:
    """Tell whether *loader* reads *source* with the scalar *text* as its value or its only item."""
    try:
        # Some tags, such as that of "=", can be composed and not be constructed.
        yaml.load(source, loader)  # noqa: S506 (a safe one)
        root = yaml.compose(source, Loader=loader)
    except (yaml.YAMLError, ValueError):
        return False
    if not isinstance(root, yaml.MappingNode) or len(root.value) != 1:
        return False
    value = root.value[0][1]
    items = value.value if isinstance(value, yaml.SequenceNode) else [value]
    return len(items) == 1 and isinstance(items[0], yaml.ScalarNode) and items[0].value == text


def _field_body(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        texts = [_one_line(item) for item in value]
        if any("," in text for text in texts):
            return "".join(f"\n  - {text}" for text in texts)
        return ", ".join(texts)
    return _one_line(value)


def _is_preserved(key: str, value: Any, field: str) -> bool:
    """Tell whether *field* is read as *value*, without a warning by docutils."""
    fields = read_front_matter(field, "restructuredtext")
    texts = tuple(map(_one_line, value)) if isinstance(value, list | tuple) else ()
    key = key.casefold()
    if key not in fields or (isinstance(fields[key].value, tuple) and fields[key].value != texts):
        return False
    settings = {"report_level": 5, "halt_level": 6, "_disable_config": True}
    doctree = publish_doctree(f"{field}\nText.\n", settings_overrides=settings)
    return not any(doctree.findall(nodes.system_message)) and not any(
        doctree.findall(nodes.problematic)
    )


def _one_line(value: Any) -> str:
    """Return *value* as text with single spaces for all white space."""
    return " ".join(str(value).split())
