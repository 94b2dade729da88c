"""Whether a build draws cards, and in which fonts besides those of this package."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_transcript.addresses.urls import base_url
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.cards.font_files import FontFile

_PACKAGES = ("PIL", "uniseg", "bidi", "arabic_reshaper")
"""The import packages of the extra ``cards``."""
_INDEX = re.compile(r"(.+)#(\d{1,3})")


def draws_cards(app: Sphinx) -> bool:
    """Return whether this build draws cards; warn if conf.py asks for them and it can't.

    By default it does if the extra is installed, the site has an absolute URL, and no other
    extension names a picture for each page.
    """
    wanted = app.config.transcript_cards
    # The builders json and pickle write no head.
    if wanted is False or not writes_site(app) or isinstance(app.builder, SerializingHTMLBuilder):
        return False
    reason = _obstacle(app)
    if reason and wanted:
        warn(f"conf.py: transcript_cards: {reason}; no cards are drawn", Subtype.CARD)
    return not reason and _can_draw()


def named_fonts(app: Sphinx) -> tuple[FontFile, ...]:
    """Return the fonts of ``transcript_card_fonts``; warn of those that can't be read."""
    return tuple(_named_fonts(app))


def _obstacle(app: Sphinx) -> str:
    """Return why this build can't draw cards; '' if it can."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        return f"needs {', '.join(missing)}: pip install 'sphinx-transcript[cards]'"
    if not base_url(app):
        return "needs html_baseurl, because og:image has to be an absolute URL"
    if "sphinxext.opengraph" in app.extensions and _opengraph_has_images(app):
        return "sphinxext.opengraph already names a picture for each page"
    return ""


def _opengraph_has_images(app: Sphinx) -> bool:
    """Tell whether sphinxext-opengraph names a picture for all pages, or draws one.

    https://sphinxext-opengraph.readthedocs.io/en/latest/socialcards.html
    """
    image, first, cards = (
        getattr(app.config, f"ogp_{name}", None)
        for name in ("image", "use_first_image", "social_cards")
    )
    draws = find_spec("matplotlib") is not None and (cards or {}).get("enable") is not False
    return bool(image or (draws and not first))


def _can_draw() -> bool:
    """Return whether the fonts of this package can be drawn; warn if not."""
    from sphinx_transcript.cards.font_files import fonts_of  # noqa: PLC0415 (of the extra)

    try:
        return fonts_of("Bold", ()).has_glyph("a")
    except (ImportError, OSError) as error:
        # Pillow can be built without FreeType.
        warn(f"no cards are drawn, Pillow can't read fonts: {error}", Subtype.CARD)
        return False


def _named_fonts(app: Sphinx) -> Iterator[FontFile]:
    from sphinx_transcript.cards.font_files import FontFile, load_font  # noqa: PLC0415

    for name in app.config.transcript_card_fonts:
        path, index = Path(app.confdir, name), 0
        if not path.is_file() and (match := _INDEX.fullmatch(name)):
            path, index = Path(app.confdir, match[1]), int(match[2])
        try:
            file = FontFile(str(path), index, digest(path.read_bytes(), 8))
            load_font(file, 16)
        except (OSError, ValueError) as error:
            reason = "there is no such file" if not path.is_file() else f"it can't be read: {error}"
            warn(f"conf.py: transcript_card_fonts: {name!r}: {reason}; left out", Subtype.CARD)
        else:
            yield file
