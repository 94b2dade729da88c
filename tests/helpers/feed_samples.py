"""A sample feed of two entries, and a Hypothesis strategy of text that feeds must escape."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from sphinx_transcript.feeds.model import Entry, Feed, Person

SUMMER = timezone(timedelta(hours=2))
ADA = Person("Ada", "https://ada.example/", "ada@ada.example", "https://ada.example/me.png")
FIRST = Entry(
    id="tag:blog.example,2016:first",
    url="https://blog.example/post/first.html",
    title="The first & <best>",
    published=datetime(2016, 9, 26, 18, 30, 15, 999_999, tzinfo=SUMMER),
    updated=datetime(2016, 9, 27, 8, 0, tzinfo=UTC),
    people=(ADA,),
    labels=("beeps", "BIOS & more"),
    summary="A summary, 1 < 2.",
    content='<p>Text &amp; a <a href="https://blog.example/">link</a> ]]> 🐚</p>',
)
SECOND = Entry(
    id="tag:blog.example,2016:second",
    url="https://blog.example/post/second.html",
    title="Zweiter",
    published=datetime(2016, 9, 20, tzinfo=UTC),
    # The local time is later than the first entry's, but the moment is earlier.
    updated=datetime(2016, 9, 27, 9, 0, tzinfo=SUMMER),
    people=(),
    labels=(),
    summary="",
    content="",
    language="de",
    image="https://blog.example/beep.png",
)
FEED = Feed(
    id="https://blog.example/",
    url="https://blog.example/atom.xml",
    home_url="https://blog.example/index.html",
    title="A blog",
    subtitle="of shells",
    language="en-GB",
    people=(),
    entries=(FIRST, SECOND),
)
HOSTILE_TEXT = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(categories=None)),
        st.sampled_from(
            [
                "]]>",
                "<![CDATA[",
                "</script>",
                "<!--",
                "&amp;",
                "\0",
                "\ud83d",
                "\ufffe",
                "🐚",
                "\r\n",
            ]
        ),
    ),
    max_size=4,
).map("".join)
"""Any text; the samples are sequences that random characters would rarely form."""
