"""The cards of posts: which posts have one, what it shows, and its file in the output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.cards.availability import draws_cards, named_fonts
from sphinx_transcript.cards.card import Card, CardColours
from sphinx_transcript.config.site_settings import site_title
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.shell.page_commands import cat_command
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.colour_schemes import SCHEMES
from sphinx_transcript.theme.header_prompt import make_prompt
from sphinx_transcript.theme.options import options_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.cards.font_files import FontFile
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.support.page_events import Page


class PostCard(NamedTuple):
    """The card of a post."""

    path: str
    """Its file, relative to the output folder."""
    card: Card
    alt: str
    """What the picture says: the title of the post."""
    fonts: tuple[FontFile, ...]
    """The fonts that the site names."""


_CARDS = CacheKey[dict[str, PostCard]]("cards of posts")
_DEFAULT_SCHEME = "tty-dark"
_SHOWN_CHARACTERS = 10


def post_cards(app: Sphinx) -> Mapping[str, PostCard]:
    """Return the cards of this build by docname. They are computed once, after all reading."""
    return blog_domain(app.env).cache.get(_CARDS, lambda: _post_cards(app))


def plan_cards(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``: compute which posts have cards, with the warnings of that."""
    post_cards(app)
    return []


def draw_missing_card(page: Page) -> None:
    """Draw the card of the post whose page is about to be rendered, unless there is its file.

    The name of the file is a digest of what it shows, so an existing one is right.
    """
    found = post_cards(page.app).get(page.name) if page.doctree is not None else None
    if found is None:
        return
    path = Path(page.app.outdir, found.path)
    if path.is_file():
        return
    from sphinx_transcript.cards.drawing import draw  # noqa: PLC0415 (of the extra)

    try:
        data = draw(found.card, found.fonts)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except (OSError, ValueError) as error:
        warn(f"the card of this post can't be drawn: {error}", Subtype.CARD, page.name)


def has_card(post: Post) -> bool:
    """Tell whether *post* is to have a card: it is published and listed, and has no image."""
    return bool(post.title and not (post.image or post.is_unlisted or post.is_draft))


def _post_cards(app: Sphinx) -> dict[str, PostCard]:
    posts = sorted(blog_domain(app.env).posts.items())
    chosen = [post for _, post in posts if has_card(post)]
    if not chosen or not draws_cards(app):
        return {}
    from sphinx_transcript.cards.post_text import TextMaker  # noqa: PLC0415 (of the extra)

    fonts = named_fonts(app)
    maker = TextMaker(fonts)
    colours, prompt, site = _colours(app), _prompt(app), site_title(app)
    found: dict[str, PostCard] = {}
    undrawable: dict[str, str] = {}
    for post in chosen:
        card, missing = maker.card(
            prompt=prompt,
            command=cat_command(post.source),
            title=post.title,
            facts=_facts(app, post),
            site=site,
            colours=colours,
        )
        if missing:
            undrawable[post.docname] = missing
        else:
            found[post.docname] = PostCard(card.path, card, post.title, fonts)
    if undrawable:
        _warn_of_undrawable(undrawable)
    return found


def _facts(app: Sphinx, post: Post) -> list[str]:
    authors = blog_domain(app.env).blog.authors
    names = dict.fromkeys(authors.name_of(given) for given in post.authors)
    return [day_text(post.date) if post.date else "", ", ".join(names)]


def _prompt(app: Sphinx) -> str:
    options = options_of(app)
    if not options:
        return "$"
    prompt = make_prompt(
        options["prompt_user"],
        options["prompt_host"],
        options["prompt_symbol"],
        options["prompt_style"],
        str(app.config.html_baseurl or ""),
    )
    path = f":{prompt.path}" if prompt.user_host else prompt.path
    return f"{prompt.user_host}{path}{prompt.symbol}"


def _colours(app: Sphinx) -> CardColours:
    """Return the colours of the site's dark scheme, the one of a terminal."""
    colours = SCHEMES[options_of(app).get("dark_scheme", _DEFAULT_SCHEME)].colours
    return CardColours(colours.page, colours.text, colours.dim, colours.green)


def _warn_of_undrawable(undrawable: Mapping[str, str]) -> None:
    """Warn once of all posts that have no card because of characters in their titles."""
    characters = "".join(dict.fromkeys("".join(undrawable.values())))
    shown = " ".join(characters[:_SHOWN_CHARACTERS])
    more = " …" if len(characters) > _SHOWN_CHARACTERS else ""
    posts = "this post has" if len(undrawable) == 1 else f"{len(undrawable)} posts have"
    warn(
        f"{posts} no card, because no font can draw {shown}{more} of the title: name a font file "
        "in transcript_card_fonts, or give the post an image",
        Subtype.CARD,
        next(iter(undrawable)),
    )
