"""The attributes of HTML and SVG that hold URLs, ids and references to ids.

Sources: https://html.spec.whatwg.org/multipage/indices.html#attributes-3,
https://www.w3.org/TR/wai-aria-1.2/#state_prop_def and https://www.w3.org/TR/SVG2/attindex.html.
"""

from __future__ import annotations

URLS = frozenset({
    "action", "background", "cite", "dynsrc", "formaction", "href", "icon", "itemid", "longdesc",
    "lowsrc", "manifest", "poster", "src", "xlink:href",
})  # fmt: skip
"""Attributes whose value is a URL, on every element that has them."""

ELEMENT_URLS = frozenset({("object", "data")})
"""Further ones, of single elements."""

URL_LISTS = frozenset({"ping"})
"""Attributes whose value is URLs separated by white space."""

IMAGE_CANDIDATES = frozenset({"imagesrcset", "srcset"})
"""Attributes whose value is a list of image candidates."""

CSS = frozenset({
    "clip-path", "cursor", "fill", "filter", "marker", "marker-end", "marker-mid", "marker-start",
    "mask", "stroke", "style",
})  # fmt: skip
"""Attributes whose value is CSS, which may contain ``url(…)``."""

ID_REFERENCES = frozenset({
    "anchor", "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details",
    "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns", "commandfor",
    "contextmenu", "for", "form", "headers", "interestfor", "itemref", "list", "popovertarget",
})  # fmt: skip
"""Attributes whose value is one id, or several separated by white space."""

TIMES = frozenset({"begin", "end"})
"""Attributes of SVG animations whose value may name events of other elements: ``id.click``."""

NAMES = frozenset({"a", "map"})
"""Elements whose ``name`` is the target of links, like an id."""

GROUPED = frozenset({("details", ""), ("input", "radio")})
"""Elements and types that form one group on a page if they have the same ``name``."""

LINKS = frozenset({"a", "area"})
"""Elements whose ``href`` is a link; that of other elements is a part to be shown."""

PARAMETERS = frozenset({"data", "filename", "movie", "src", "url"})
"""The names of ``<param>`` elements whose value is a URL."""
