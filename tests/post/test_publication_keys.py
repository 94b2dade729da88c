"""The keys by which other systems say that a post is not public."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_transcript.post.front_matter import read_front_matter
from sphinx_transcript.post.metadata import PostMetadata, read_metadata
from sphinx_transcript.post.publication_keys import PublicDays
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.support.problems import Problem, Subtype

TODAY = dt.date(2026, 1, 15)

HELD_BACK = [
    "myst:\n  draft: true",
    "published: false",
    "published: no",
    "status: draft",
    "status: private",
    "status: hidden",
    "status: pending",
    "status: Draft",
    "status: first draft",
    'status: "draft,hidden,is-page"',
    "status: [draft]",
    "hidden: true",
    "private: true",
    "private: yes",
    "isDraft: true",
    "is_draft: true",
    "is-private: true",
    "publishDate: 2030-01-01",
    "publish_date: 2030-01-01T10:00",
    "PublishDate: 2030/01/01",
    "pubDate: Jan 5 2030",
    "pubDate: Jan 5 2026",
    "published: 2030-01-01",
    "published_at: 2030-01-01",
    "scheduled: 2030-01-01",
    "scheduled: true",
    "embargo: 2030-01-01",
    "expiryDate: 2020-01-01",
    "expires: 2020-02-02",
    "unpublishDate: 2026-01-15",
    "expiry_date: 2020-01-01",
    "extra: {draft: true}",
    "extra:\n  a:\n    - private: true",
    "build: {list: never}",
    "_build: {render: never}",
    "build:\n  list: false\n  render: link",
    "params: {published: false}",
    "permalink: false",
    "permalink: {build: false}",
    "eleventyExcludeFromCollections: true",
    "headless: true",
    "publish: false",
    "public: false",
    "dg-publish: false",
    "visibility: private",
    "visibility: members",
    "_hidden: yes",
    "_discoverable: no",
    "password: abc",
    "layout: draft",
    "type: draft",
    "visible: false",
    "enabled: false",
    "unpublished: true",
    "secret: true",
    "publish: {date: 2030-01-01}",
    "published: maybe",
    "status: 0",
    "extra.draft: true",
    "post_status: draft",
    "moderation_state: archived-draft",
    "status: work in progress",
    "status: WIP",
    "status: scheduled",
    "status: future",
    "saveAsDraft: true",
    "hideInList: true",
    "sitemap: {hidden: true}",
    "article:\n  draft: true",
    "hide: true",
    "wp:status: draft",
]
PUBLIC = [
    'myst:\n  html_meta:\n    "property=article:published_time": mine\n    robots: private',
    'myst:\n  html_meta:\n    "property=og:image": a\n    "property=OG:image": b',
    "myst:\n  substitutions:\n    published: false\n    status: draft",
    "start_time: 2030-01-01T18:30",
    "schedule: weekly",
    "valid_until: 2020-01-01",
    "release_date: 2030-01-01",
    "published: true",
    "status: published",
    "status: new",
    "status: Accepted",
    "hidden: false",
    "private: no",
    "publishDate: 2020-01-01",
    "publishDate: Jan 5 2020",
    "published: 2020-01-01",
    "expiryDate: 2030-01-01",
    "expires: never",
    "build: {list: always, render: always}",
    "permalink: /x/",
    "hide: [toc]",
    "hide:\n - navigation\n - toc",
    "comments: {enabled: false}",
    "toc: {show: false}",
    "math: {render: false}",
    "visibility: public",
    "layout: post",
    "type: post",
    "og:image: x.png",
    "og:image:alt: foo",
    "og:title: Hi",
    "og:description: x",
    "og:type: article",
    "ogp_disable: true",
    "archived: true",
    "nav_exclude: true",
    "search: {exclude: true}",
    "sitemap: false",
    "# draft: true",
    "toc: {hide: true}",
    "kernelspec: {name: python3}",
    "lang: de",
    "version: 2",
    "date-modified: 2030-01-01",
    "execute: {enabled: false}",
    "featured: false",
    "noindex: true",
    "contributors:\n  - name: Ada\n    url: x",
]


def read(yaml: str, filetype: str = "markdown") -> tuple[PostMetadata, list[Problem]]:
    text = f"---\ndate: 2020-01-01\n{yaml}\n---\n" if filetype == "markdown" else yaml
    fields = read_front_matter(text, filetype)
    return read_metadata(fields, "2020-01-01-x.md", dt.UTC, TODAY)


@pytest.mark.parametrize("yaml", HELD_BACK)
def test_post_is_held_back_with_one_problem_that_names_our_key(yaml: str) -> None:
    metadata, problems = read(yaml)
    assert metadata.status is not PublicationStatus.PUBLISHED
    (problem,) = problems
    assert problem.subtype is Subtype.FRONT_MATTER
    assert problem.line is not None
    assert problem.line >= 3
    assert any(
        f"the key for that is '{key}'" in problem.message
        for key in ("draft: true", "unlisted: true", "date")
    )


@pytest.mark.parametrize("yaml", PUBLIC)
def test_post_is_published_where_nothing_says_that_it_is_not_public(yaml: str) -> None:
    metadata, problems = read(yaml)
    assert (metadata.status, problems) == (PublicationStatus.PUBLISHED, [])


@pytest.mark.parametrize(
    ("yaml", "status", "message"),
    [
        (
            "published: false",
            PublicationStatus.DRAFT,
            "'published: false' says that the post is not public, so it is not published; the key "
            "for that is 'draft: true' here (remove 'published' to publish the post)",
        ),
        (
            "extra:\n  draft: true",
            PublicationStatus.DRAFT,
            "'extra.draft: true' says that the post is not public, so it is not published; the key "
            "for that is 'draft: true' at the top level here (remove 'extra.draft' to publish the "
            "post)",
        ),
        (
            "build:\n  list: never",
            PublicationStatus.DRAFT,
            "'build.list: never' says that the post is in no listing, so it is not published; the "
            "key for that is 'unlisted: true' at the top level here (remove 'build.list' to "
            "publish the post)",
        ),
        (
            "publishDate: 2030-01-01",
            PublicationStatus.SCHEDULED,
            "'publishDate: 2030-01-01' is a day to come, so it is not published; the key for that "
            "is 'date' here (remove 'publishDate' to publish the post)",
        ),
        (
            "expiryDate: 2020-01-01",
            PublicationStatus.EXPIRED,
            "'expiryDate: 2020-01-01' says that the post is public no longer, so it is not "
            "published; the key for that is 'draft: true' here (remove 'expiryDate' to publish the "
            "post)",
        ),
        (
            "publishDate: in spring",
            PublicationStatus.UNREADABLE,
            "'publishDate: in spring' is no date that can be read, so it is not published; the key "
            "for that is 'date' here (remove 'publishDate' to publish the post)",
        ),
    ],
)
def test_message_and_status(yaml: str, status: PublicationStatus, message: str) -> None:
    metadata, problems = read(yaml)
    assert metadata.status is status
    assert [problem.message for problem in problems] == [message]


def test_password_is_not_in_the_message() -> None:
    _, (problem,) = read("password: hunter2")
    assert "hunter2" not in problem.message


def test_message_has_no_control_characters() -> None:
    _, (problem,) = read('status: "draft \\e[31m\\n"')
    assert problem.message.isprintable()


@pytest.mark.parametrize(
    "fields",
    [":published: false", ":status: draft", ":hidden:", ":private:", ":Status: Hidden",
     ":publishDate: 2030-01-01", ":expires: 2020-01-01", ":extra.draft: yes", ":unpublished:"],
)  # fmt: skip
def test_field_list_is_read_in_the_same_way(fields: str) -> None:
    metadata, problems = read(f":date: 2020-01-01\n{fields}\n\nText\n", "restructuredtext")
    assert metadata.status is not PublicationStatus.PUBLISHED
    assert [problem.line for problem in problems] == [2]


@pytest.mark.parametrize("key", ["draft", "unlisted", "pinned"])
def test_field_without_a_value_sets_a_flag(key: str) -> None:
    metadata, problems = read(f":date: 2020-01-01\n:{key}:\n\nText\n", "restructuredtext")
    is_draft = metadata.status is PublicationStatus.DRAFT
    found = {"draft": is_draft, "unlisted": metadata.is_unlisted, "pinned": metadata.is_pinned}
    assert [name for name, is_set in found.items() if is_set] == [key]
    assert problems == []


def test_first_of_several_keys_is_reported() -> None:
    _, problems = read("a: {b: {private: true}}\nstatus: draft\npublished: false")
    assert [problem.line for problem in problems] == [3]
    assert "'a.b.private: true'" in problems[0].message


def test_draft_needs_no_second_message() -> None:
    metadata, problems = read("draft: true\npublished: false\nexpiryDate: 2020-01-01")
    assert (metadata.status, problems) == (PublicationStatus.DRAFT, [])


@pytest.mark.parametrize("keys", ["drafts: true\ndraft: false", "draft: no\ndarft: on\ndrfat: no"])
def test_mistyped_draft_counts_beside_the_right_key(keys: str) -> None:
    metadata, _ = read(keys)
    assert metadata.status is PublicationStatus.DRAFT


def test_days_on_which_a_post_is_public() -> None:
    metadata, _ = read("publishDate: 2021-01-01\nexpiryDate: 2030-06-01T12:00+02:00")
    assert metadata.public_days == PublicDays(dt.date(2021, 1, 1), dt.date(2030, 6, 1))


def test_aliases_are_read_once_however_often_they_occur() -> None:
    levels = [f"k{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    metadata, problems = read("\n".join(["k0: &a0 {deep: {draft: true}}", *levels]))
    assert metadata.status is PublicationStatus.DRAFT
    assert [problem.line for problem in problems] == [3]
