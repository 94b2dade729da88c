"""Cards: pictures for previews of links, which show the prompt and the title of a post.

Records of posts and the look of the theme come in. A PNG in the output folder goes out for each
published post without an image, drawn by packages of the optional extra ``cards``; only the modules
that `post_cards` imports when it draws need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the handlers that plan the cards of a build and draw those that are missing."""
    from sphinx_transcript.cards import post_cards
    from sphinx_transcript.support.page_events import connect_page_handler

    # Before the state of the build is compared with the previous one, and for a check, too.
    app.connect("env-get-updated", post_cards.plan_cards, priority=850)
    # Before the tags of the head, which name the card.
    connect_page_handler(app, post_cards.draw_missing_card, "the card of the post", priority=590)
