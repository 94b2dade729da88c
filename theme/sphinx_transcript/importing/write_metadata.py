"""Front matter as this system reads it: YAML for Markdown, a field list for reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_transcript.card import KEYS
from sphinx_transcript.front_matter import read_front_matter
from sphinx_transcript.importing.metadata import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ][0-9:.]+ ?(?:[Zz]|[+-][0-9:]+)?)?")


def yaml_front_matter(fields: Mapping[str, Any], kept: Mapping[str, Any]) -> str:
    """Return *fields*, in the order of card.KEYS, and what is *kept* between lines of hyphens."""
    lines = [f"{key}: {_yaml(fields[key])}" for key in KEYS if key in fields]
    lines += [f"{_scalar(key)}: {_yaml(value)}" for key, value in kept.items()]
    return "".join(f"{line}\n" for line in ["---", *lines, "---"])


def field_list(fields: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return *fields* and what is *kept* as a field list, and the keys that one can't hold.

    Values are text there that docutils reads for markup, and this system as they stand.
    """
    lines, lost = [], []
    for key, value in [*((key, fields[key]) for key in KEYS if key in fields), *kept.items()]:
        if not isinstance(value, str | bool | list):
            lost.append(key)
            continue
        field = f":{key}: {_field(value)}\n"
        if _stands(key, value, field):
            lines.append(field)
        else:
            lost.append(key)
    return "".join(lines), lost


def _yaml(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(_yaml(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_scalar(key)}: {_yaml(each)}' for key, each in value.items())}}}"
    return _scalar(value)


def _scalar(text: str) -> str:
    """Return *text* as YAML, in quotation marks where it would be read as something else."""
    if isinstance(text, Plain) or _DATE.fullmatch(text):
        return str(text)
    escaped = "".join(map(_escaped, text))
    double = f'"{escaped}"'
    if not text.isprintable():
        return double
    simple = [text] if text.strip() == text else []
    single = "'{}'".format(text.replace("'", "''"))
    quoted = [single, double] if '"' in text or "\\" in text else [double]
    return next(each for each in [*simple, *quoted] if _reads_as(each, text))


def _escaped(char: str) -> str:
    """Return *char* as it stands in double quotation marks: https://yaml.org/spec/1.1/#id872840."""
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\U{code:08x}"


def _reads_as(written: str, text: str) -> bool:
    try:
        # Within brackets more signs have a meaning than outside, and none fewer.
        inside, outside = (
            yaml.load(f"k: {each}", Loader=_LOADER)  # noqa: S506 (a safe one)
            for each in (f"[{written}]", written)
        )
    except (yaml.YAMLError, ValueError):
        return False
    return bool((inside, outside) == ({"k": [text]}, {"k": text}))


def _field(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        texts = [" ".join(str(item).split()) for item in value]
        if any("," in text for text in texts):
            return "".join(f"\n  - {text}" for text in texts)
        return ", ".join(texts)
    return " ".join(value.split())


def _stands(key: str, value: Any, field: str) -> bool:
    """Tell whether *field* is read back as *value*, and docutils has nothing to say of it."""
    read = read_front_matter(field, "restructuredtext")
    texts = tuple(_words(value)) if isinstance(value, list | tuple) else ()
    key = key.casefold()
    if key not in read or (isinstance(read[key].value, tuple) and read[key].value != texts):
        return False
    settings = {"report_level": 5, "halt_level": 6, "_disable_config": True}
    doctree = publish_doctree(f"{field}\nText.\n", settings_overrides=settings)
    return not any(doctree.findall(nodes.system_message)) and not any(
        doctree.findall(nodes.problematic)
    )


def _words(value: list[str] | tuple[str, ...]) -> Iterator[str]:
    for item in value:
        yield " ".join(str(item).split())
