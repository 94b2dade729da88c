"""Values in Liquid that are known without a build: those of the site, of a post, and of literals.

https://shopify.github.io/liquid/basics/introduction/ and https://jekyllrb.com/docs/variables/.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PART = re.compile(r"\"[^\"]*\"|'[^']*'|\||[^|\"']+")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PATH = re.compile(r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[[\"'][^\"'\]]*[\"']\])*")
_MAX_LENGTH = 10_000
"""Of a value: a few filters could make one that fills the memory."""
_SITE_ADDRESSES = (["site", "url"], ["site", "baseurl"], ["site", "github", "url"])
_STEP = re.compile(r"[\w-]+")

_SIMPLE: dict[str, Callable[[str], str]] = {
    "capitalize": lambda text: text[:1].upper() + text[1:].lower(),
    "downcase": str.lower,
    "upcase": str.upper,
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "strip_newlines": lambda text: text.replace("\n", ""),
    "escape": lambda text: html.escape(text, quote=False),
    "xml_escape": lambda text: html.escape(text, quote=False),
    "cgi_escape": quote,
    "uri_escape": lambda text: quote(text, safe="/:?#[]@!$&'()*+,;=%~"),
    "url_encode": quote,
    "markdownify": lambda text: text,
    "smartify": lambda text: text,
    "strip_html": lambda text: re.sub(r"<[^<>]*>", "", text),
    "normalize_whitespace": lambda text: " ".join(text.split()),
}


class Scope:
    """The variables of a post."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)
        self.is_in_link = False
        """Whether values are for a link, in which the address of the site is left out."""

    def assign(self, name: str, value: str) -> None:
        """Set the variable *name*."""
        self._values[name] = value

    def with_values(self, values: Mapping[str, Any]) -> Scope:
        """Return the same variables, and *values*."""
        return Scope({**self._values, **values})

    def evaluate(self, expression: str) -> str | None:
        """Return the value of *expression*, with its filters; None if that is not known."""
        parts = _PART.findall(expression.strip())
        if "".join(parts) != expression.strip():
            return None
        groups: list[str] = [""]
        for part in parts:
            if part == "|":
                groups.append("")
            else:
                groups[-1] += part
        value = self._operand(groups[0])
        for given in groups[1:]:
            value = self._filtered(value, given)
            if value is None or len(value) > _MAX_LENGTH:
                return None
        return value

    def _operand(self, text: str) -> str | None:
        text = text.strip()
        if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0] and text[0] not in text[1:-1]:
            return text[1:-1]
        if _NUMBER.fullmatch(text):
            return text
        return self._variable(text) if _PATH.fullmatch(text) else None

    def _variable(self, path: str) -> str | None:
        steps = _STEP.findall(path)
        if self.is_in_link and steps in _SITE_ADDRESSES:
            return ""
        value: Any = self._values
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return str(value) if isinstance(value, str) else None

    def _filtered(self, value: str | None, given: str) -> str | None:
        name, _, rest = given.strip().partition(":")
        name = name.strip()
        operands = [self._operand(each) for each in re.findall(r"\"[^\"]*\"|'[^']*'|[^,\s]+", rest)]
        if name == "default" and len(operands) == 1:
            return value or operands[0]
        if value is None or None in operands:
            return None
        known = [each for each in operands if each is not None]
        if name in _SIMPLE and not known:
            return _SIMPLE[name](value)
        if name in {"relative_url", "absolute_url"} and not known:
            return self._url(value, is_absolute=name == "absolute_url")
        if name == "date" and len(known) == 1:
            return _formatted(value, known[0])
        if len(known) == 1:
            changes = {
                "append": value + known[0],
                "prepend": known[0] + value,
                "remove": value.replace(known[0], "") if known[0] else value,
            }
            return changes.get(name)
        if name == "replace" and len(known) == 2:
            return value.replace(known[0], known[1]) if known[0] else value
        return None

    def _url(self, path: str, *, is_absolute: bool) -> str:
        if re.match(r"[a-z][a-z0-9+.-]*:|//", path):
            return path
        base = (self._variable("site.baseurl") or "").strip("/")
        site = (self._variable("site.url") or "").rstrip("/") if is_absolute else ""
        # As Jekyll does; a blank would end the target of a link.
        encoded = re.sub(r"\s", lambda match: quote(match[0]), path.lstrip("/"))
        return "/".join([site, *([base] if base else []), encoded])


def _formatted(date: str, pattern: str) -> str | None:
    """Return *date* in the form of *pattern*, if that has nothing that needs a clock or a place."""
    try:
        moment = dt.datetime.fromisoformat(date.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    is_known = all(letter in "YmdHMSBbyjeAa%-" for letter in re.findall(r"%-?(.)", pattern))
    written = pattern.replace("%e", "%d").replace("%-", "%")
    new = moment.strftime(written) if is_known else None
    return re.sub(r"\b0(?=\d)", "", new) if new and re.search("%-|%e", pattern) else new
