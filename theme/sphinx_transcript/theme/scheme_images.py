"""Images for light or for dark schemes, in the ways of other themes and of GitHub.

A class ``only-light`` or ``only-dark`` needs nothing but the rules of ``schemes.css``. GitHub and
Material for MkDocs have it as a fragment, which is no part of a file's name: the fragment of a
local file becomes the class. See
https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FRAGMENT = re.compile(r"#(?:gh-(?P<gh>light|dark)-mode-only|only-(?P<only>light|dark))$")
SCHEME_FRAGMENT = re.compile(r"#(?:gh-(?:light|dark)-mode-only|only-(?:light|dark))\b")
"""An address of an image for one kind of scheme, in the HTML of a page."""


class SchemeImages(SphinxTransform):
    """Turns the fragments of local images into classes."""

    default_priority = 200

    def apply(self, **kwargs: Any) -> None:
        """Change the images of the document."""
        for image in self.document.findall(nodes.image):
            address = image.get("uri", "")
            found = _FRAGMENT.search(address)
            if found:
                image["classes"].append(f"only-{found['gh'] or found['only']}")
                if "://" not in address:
                    image["uri"] = address[: found.start()]


def register(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(SchemeImages)
