"""Random edits of sessions, their files and their recorded results: builds equal clean ones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.session_runs.recorded_results import FILE_NAME
from tests.helpers.build_files import assert_same_files
from tests.session_runs.recorded_site import SESSION, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

BODIES = (
    SESSION,
    SESSION.replace("}\n", "}\n:files: /data.csv\n"),
    SESSION.replace("}\n", "}\n:unchecked:\n"),
    f"{SESSION}\n```console\n$ echo c\n```\n",
    "```{session}\n:lang: python\n>>> 1\n1\n```\n",
    "```{include} /part.txt\n```\n",
    "Text.\n",
)
STEPS = 8


def _post(site: Site, choose: random.Random) -> None:
    name = choose.choice("ab")
    draft = choose.choice(["", "", "true"])
    site.post(name, title=name, date="2020-01-01", draft=draft, body=choose.choice(BODIES))


def _page(site: Site, choose: random.Random) -> None:
    site.write("page.md", f"---\norphan: true\n---\n# Page\n\n{choose.choice(BODIES)}")


def _included(site: Site, choose: random.Random) -> None:
    site.write("part.txt", choose.choice(BODIES[:-2]))


def _data(site: Site, choose: random.Random) -> None:
    site.write("data.csv", "x" * choose.randrange(1, 9))


def _record(site: Site, _choose: random.Random) -> None:
    record(site)


def _spoil(site: Site, choose: random.Random) -> None:
    path = site.srcdir / FILE_NAME
    if choose.random() < 0.5:
        path.unlink(missing_ok=True)
    else:
        site.write(FILE_NAME, choose.choice(["{", '{"page": {}}', "{}"]))


EDITS: tuple[Callable[[Site, random.Random], None], ...] = (
    _post, _post, _page, _included, _data, _record, _record, _spoil,
)  # fmt: skip


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("seed", range(2))
def test_builds_equal_clean_ones(site: Site, builder: str, seed: int) -> None:
    choose = random.Random(f"{builder} {seed}")  # noqa: S311 (it decides nothing but the edits)
    for edit in (_included, _data, _page, _post, _record):
        edit(site, choose)
    site.build(builder)
    for _ in range(STEPS):
        chosen = [choose.choice(EDITS) for _ in range(choose.randrange(1, 3))]
        for each in chosen:
            each(site, choose)
        when = ", ".join(each.__name__ for each in chosen)
        assert_same_files(site.build(builder), site.clean_build(builder), when)
