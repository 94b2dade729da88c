"""The sentences of posts as templates, and the names of tags, categories and people."""

from __future__ import annotations

_TAG_NAMES = """
    linux networking postgres oncall backups python monitoring dns storage security kubernetes git
    terraform nginx hardware testing bash systemd performance logging caching queues email tls
    releases docker debugging documentation hiring reviews capacity cron sqlite firewalls mentoring
    incidents licences printers fonts coffee
"""
TAGS = _TAG_NAMES.split()
CATEGORIES = ("Operations", "Development", "Databases", "People", "Tools", "Notes")
SERIES = ("Moving house", "A year on call", "The small database", "Letters to a new colleague")
PEOPLE = ("Ada", "Bram", "Chidi", "Dana", "Emil", "Farah", "Greta", "Hugo", "Ines", "Jonas")

TITLES = (
    "The {adjective} {noun}",
    "How we {verbed} the {noun}",
    "Why the {noun} {verbs} at {hour}",
    "{verbing} {adjective} {nouns}",
    "A {noun} for every {noun}",
    "What {person} learnt from a {adjective} {noun}",
    "Notes on {verbing} a {noun}",
)

HEADINGS = (
    "What the {noun} {verbed}",
    "The {adjective} part",
    "{verbing} the {noun}",
    "Before the {noun}",
    "What we {verb} now",
    "Next time",
)

SENTENCES = (
    "The {noun} {verbed} {adverb} until the {adjective} {noun} {verbed}.",
    "{person} {verbed} the {noun}, and we {verbed} every {noun} that was left.",
    "It took {number} minutes to {verb} a {noun} that nobody had {verbed} before.",
    "A {adjective} {noun} {verbs} the {nouns}, but it never {verbs} the {noun} behind them.",
    "We {verbed} {number} {nouns} that week, most of them {adverb}.",
    "If the {noun} is {adjective}, the {nouns} are {adjective} as well.",
    "Nobody {verbs} a {noun} at {hour} because they want to.",
    "I had {verbed} the {noun} twice, which is one time more than it can be {verbed}.",
    "By {hour} the {nouns} were {verbing} again, and {person} went home.",
    "When you {verb} `{noun}_{noun}`, it {verbs} the {adjective} {noun} first.",
    "The {noun} was *{adverb}* {adjective}, so {person} {verbed} it by hand.",
    "That {noun} had {verbed} {number} {nouns} an hour since the {adjective} {noun} was {verbed}.",
    "Our {noun} does not {verb} {nouns}; it {verbs} what the {noun} tells it to.",
    "There is a {adjective} way to {verb} a {noun}, and there is the way that we {verbed} it.",
    "{verbing} the {noun} costs little, and {verbing} the {nouns} costs a {noun}.",
    "Without {nouns} no {noun} {verbs}, and without a {noun} nothing is {adjective}.",
    "The {nouns} {verb} {adverb} now, about {number} of them a {noun}.",
    "{person} asked whether the {noun} could be {verbed}, and for once the answer was {adjective}.",
    "I would rather {verb} one {adjective} {noun} than {number} {nouns} that {verb} each other.",
    "See `/etc/{noun}/{noun}.conf` for the {noun}, which is as {adjective} as it looks.",
    "It is a {adjective} {noun}: it {verbs}, it {verbs}, and then it {verbs} the {noun} too.",
    "Some {nouns} are {adjective} only after the {noun} {verbed} from `{noun}.example.org`.",
)

ITEMS = (
    "{verb} the {noun} before the {adjective} {nouns}",
    "a {noun} with {number} {nouns} and no {noun}",
    "the {adjective} {noun} that {person} {verbed}",
    "`{noun}.service`, {adverb} {verbed}",
    "whatever the {nouns} {verb} at {hour}",
)

LINKS = (
    "I wrote about the {noun} before, in [{title}]({file}).",
    "The {noun} is the one of [{title}]({file}), only more {adjective}.",
    "{person} still {verbs} what we {verbed} in [{title}]({file}).",
)

OUTER_LINKS = (
    "The [{noun} of {person}](https://{noun}.example.org/{nouns}/{number}) {verbs} it {adverb}.",
    "See [how to {verb} {nouns}](https://example.org/{noun}#{noun}) and <https://example.org/{noun}>.",
    '{person} has [the {adjective} {noun}](https://example.org/{noun}.html "{noun}").',
)
