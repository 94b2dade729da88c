"""``sphinx-transcript list``: the posts as the index has them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from sphinx_transcript.addresses import page_url
from sphinx_transcript.blog import Blog
from sphinx_transcript.card import Status
from sphinx_transcript.commands.arguments import add_site_option
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.post_titles import PostTitles
from sphinx_transcript.commands.project import find_site, open_site
from sphinx_transcript.dates import day_text
from sphinx_transcript.listing import Listing
from sphinx_transcript.nearest import did_you_mean
from sphinx_transcript.people import People, site_author
from sphinx_transcript.post import UNDATED, Post
from sphinx_transcript.taxonomy import KINDS, Kind

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.card import Card
    from sphinx_transcript.commands.project import Site

HELP = "list the posts: date, path and title"

_DRAFTS = frozenset({Status.DRAFT, Status.UNDATED})
_FIELDS: dict[Kind, str] = {
    "tag": "tags",
    "category": "categories",
    "author": "authors",
    "series": "series",
}
_WIDEST_PATH = 48


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description = (
        "List the posts, newest first, as the page of all posts has them. Each line has the date,\n"
        "the path and the title; where not all posts are published, it has their status after the\n"
        "date. Without --drafts, --scheduled or --all only published posts are listed."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript list --drafts\n"
        "  sphinx-transcript list --tag dns --tag linux\n"
        "  sphinx-transcript list --json | jq -r '.[] | select(.series) | .source'"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="list drafts and posts without a date instead"
    )
    parser.add_argument(
        "--scheduled",
        action="store_true",
        help="list posts with a date to come instead; with --drafts, both",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="list all posts, unlisted ones and those that can't be read included",
    )
    for kind in KINDS:
        parser.add_argument(
            f"--{kind}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"only posts with this {kind}, case aside; given again, with any of them",
        )
    parser.add_argument("--json", action="store_true", help="print an array of objects")
    parser.add_argument(
        "--builder",
        default="html",
        metavar="NAME",
        help="the builder whose addresses --json gives, such as dirhtml (default: html)",
    )
    add_site_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the posts that are asked for."""
    builder = arguments.builder if arguments.json else "dummy"
    with open_site(find_site(arguments.site), builder) as site:
        cards = _read_cards(site)
        wanted = _wanted(cards, arguments)
        people = People(site.config.transcript_authors)
        titles = PostTitles(site)
        blog = Blog((_post(site, titles, name, cards[name]) for name in wanted), people)
        posts = blog.select(_listing(blog, arguments))
        if arguments.json:
            facts = [_facts(site, people, post, cards[post.docname]) for post in posts]
            print(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            for line in _lines(site, posts, cards):
                print(line)
    return 0


def _read_cards(site: Site) -> dict[str, Card]:
    """Return the cards of all posts; say of those that can't be read why."""
    cards: dict[str, Card] = {}
    for docname in site.post_names:
        _, cards[docname], problems = site.read(docname)
        if cards[docname].status is Status.UNREADABLE:
            for problem in problems:
                where = f"{site.shown(docname)}:{problem.line}"
                print(f"{where}: {problem.message}; not published", file=sys.stderr)
    return cards


def _wanted(cards: Mapping[str, Card], arguments: argparse.Namespace) -> list[str]:
    if arguments.all:
        return list(cards)
    statuses = set(_DRAFTS) if arguments.drafts else set()
    if arguments.scheduled:
        statuses.add(Status.SCHEDULED)
    if not statuses:
        return [
            docname
            for docname, card in cards.items()
            if card.status is Status.PUBLISHED and not card.is_unlisted
        ]
    return [docname for docname, card in cards.items() if card.status in statuses]


def _post(site: Site, titles: PostTitles, docname: str, card: Card) -> Post:
    is_read = card.status is not Status.UNREADABLE
    return Post(
        docname=docname,
        source=site.source(docname),
        title=titles.title(docname, card) if is_read else docname.rsplit("/", maxsplit=1)[-1],
        date=card.date,
        stamp=card.stamp if card.date else UNDATED,
        updated=card.updated,
        updated_stamp=card.updated_stamp,
        tags=card.tags,
        authors=card.authors or tuple(filter(None, [site_author(site.config)])),
        description=card.description,
        minutes=0,
        key_lines=(),
        categories=card.categories,
        series=card.series,
        is_pinned=card.is_pinned,
        is_draft=card.status is not Status.PUBLISHED,
    )


def _listing(blog: Blog, arguments: argparse.Namespace) -> Listing:
    """Return what is asked for; raise CommandError for a tag that no post has."""
    wanted: dict[str, Any] = {}
    for kind in KINDS:
        names = tuple(getattr(arguments, kind))
        for name in names:
            if blog.term(kind, name) is None:
                known = [term.name for term in blog.taxonomies[kind].values()]
                hint = did_you_mean(name, known)
                accepted = f" (there are: {', '.join(known)})" if known else ""
                raise CommandError(f"no post listed here has the {kind} {name!r}{hint}{accepted}")
        wanted[_FIELDS[kind]] = names
    return Listing(**wanted, pinned_first=False)


def _status(card: Card) -> str:
    is_hidden = card.is_unlisted and card.status is Status.PUBLISHED
    return "unlisted" if is_hidden else card.status.value


def _lines(site: Site, posts: Iterable[Post], cards: Mapping[str, Card]) -> Iterable[str]:
    rows = [
        (
            day_text(post.date) if post.date else "-",
            _status(cards[post.docname]),
            site.shown(post.docname),
            _printable(post.title),
        )
        for post in posts
    ]
    has_others = any(status != "published" for _, status, _, _ in rows)
    status_width = max((len(status) for _, status, _, _ in rows), default=0)
    path_width = min(max((len(path) for _, _, path, _ in rows), default=0), _WIDEST_PATH)
    for day, status, path, title in rows:
        middle = f"  {status:{status_width}}" if has_others else ""
        yield f"{day:10}{middle}  {path:{path_width}}  {title}".rstrip()


def _printable(title: str) -> str:
    # A terminal obeys what is no text.
    return "".join(char if char.isprintable() else " " for char in title)


def _facts(site: Site, people: People, post: Post, card: Card) -> dict[str, Any]:
    return {
        "docname": post.docname,
        "source": post.source,
        "title": post.title,
        "date": post.date.isoformat() if post.date else None,
        "status": card.status.value,
        "pinned": card.is_pinned,
        "unlisted": card.is_unlisted,
        "tags": list(post.tags),
        "categories": list(post.categories),
        "authors": [people.name_of(name) for name in post.authors],
        "series": post.series or None,
        "description": post.description or None,
        "url": page_url(site.app, post.docname) or None,
    }
