"""Absolute URLs, as configuration values and front matter accept them, and in the form to publish.

Readers, feeds and search engines get URLs by RFC 3986: in ASCII, with other characters
percent-encoded once, and with international host names in Punycode.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

import idna

ACCEPTED_ADDRESS = "an address such as https://example.org/"
"""What is accepted, for messages and documentation."""

_NOT_IN_HOSTS = r"""\s/?#\\@:\[\]{}()<>"'`|^,;!$&*+=~"""
ADDRESS_PATTERN = (
    r"https?://(?:[^\s/?#\\@]*@)?"
    rf"(?:\[[0-9A-Fa-f:.]+\]|[^{_NOT_IN_HOSTS}]+)(?::\d*)?(?=[/?#]|\s*$)"
)
"""Matches the start of such a URL; a regular expression of both Python and ECMAScript."""
BASE_ADDRESS_PATTERN = rf"^{ADDRESS_PATTERN}[^?#]*$"
"""Matches such a URL to which paths can be added; also of both."""

_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+(?:\?.*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HTTP = re.compile(r"(https?)://([^/?#\\]+)(.*)", re.IGNORECASE | re.DOTALL)
_NOT_ENCODED = re.compile("%(?![0-9A-Fa-f]{2})")
_ASCII_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?")
# The characters of RFC 3986, https://www.rfc-editor.org/rfc/rfc3986#section-3.3, and '%'.
_SAFE = "%/:?@!$&'()*+,;=~"


@lru_cache(maxsize=1024)
def web_address(text: str) -> str:
    """Return the absolute http or https URL *text* in ASCII: percent-encoded, host in Punycode.

    What is percent-encoded already stays as it is, so that the result of a second call is the same.
    Raises ValueError where *text* is no such URL, has a control character, or no valid host.
    """
    text = text.strip(" ")
    _refuse_controls(text)
    match = _HTTP.fullmatch(text)
    if match is None:
        raise ValueError(f"not {ACCEPTED_ADDRESS}: {text!r}")
    scheme, authority, rest = match[1].lower(), match[2], match[3].replace("\\", "%5C")
    try:
        parts = urlsplit(f"//{authority}")
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{error}: {text!r}") from error
    host = _host(authority, parts.hostname or "", text)
    user, has_user, _ = authority.rpartition("@")
    rest, has_fragment, fragment = rest.partition("#")
    return (
        f"{scheme}://{_quoted(user) if has_user else ''}{has_user}{host}"
        f"{'' if port is None else f':{port}'}{_quoted(rest)}{has_fragment}{_quoted(fragment)}"
    )


def link_address(text: str) -> str:
    """Return *text* like `web_address`; a mailto URL is accepted, too."""
    text = text.strip(" ")
    if _MAIL.fullmatch(text):
        _refuse_controls(text)
        return f"mailto:{_quoted(text[7:])}"
    return web_address(text)


def is_web_address(text: str) -> bool:
    """Return whether *text* is an absolute http or https URL."""
    try:
        web_address(text)
    except ValueError:
        return False
    return True


def is_base_address(text: str) -> bool:
    """Return whether *text* is such a URL, and paths can be added to it: it has no query."""
    return is_web_address(text) and not set("?#") & set(text)


def has_scheme(text: str) -> bool:
    """Return whether *text* is a URL with a scheme or a host, and no path.

    A browser ignores white space and control characters in ``:``, so they are ignored.
    """
    visible = "".join(char for char in text if not _is_control(char) and not char.isspace())
    return _SCHEME.match(visible) is not None or visible.replace("\\", "/").startswith("//")


def relative_address(text: str) -> str:
    """Return the relative URL *text* in ASCII, percent-encoded as by `web_address`.

    Raises ValueError where it has a control character.
    """
    _refuse_controls(text)
    path, hash_sign, fragment = text.strip(" ").replace("\\", "%5C").partition("#")
    return f"{_quoted(path)}{hash_sign}{_quoted(fragment)}"


def _host(authority: str, host: str, text: str) -> str:
    """Return *host* in ASCII."""
    if "[" in authority:  # An IPv6 address, which urlsplit has checked.
        return f"[{host}]"
    host = unquote(host)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            host = _punycode(host)
    if not _ASCII_HOST.fullmatch(host) or ".." in host:
        raise ValueError(f"no valid host: {text!r}")
    return host


def _punycode(host: str) -> str:
    """Return *host* in Punycode by UTS #46 alone, or '' where that isn't possible.

    IDNA 2008 rejects emoji. Registries and browsers accept them: https://www.unicode.org/reports/tr46/
    """
    try:
        labels = idna.uts46_remap(host).split(".")
        encoded = (
            label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
            for label in labels
        )
        return ".".join(encoded)
    except (idna.IDNAError, UnicodeError):
        return ""


def _quoted(text: str) -> str:
    return quote(_NOT_ENCODED.sub("%25", text), safe=_SAFE)


def _refuse_controls(text: str) -> None:
    if any(map(_is_control, text)):
        raise ValueError(f"a control character in an address: {text!r}")


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
