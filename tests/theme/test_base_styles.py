"""tests/data/base_styles.toml lists every rule of the styles that Sphinx and docutils bring.

The theme loads none of these style sheets. A release that adds a rule makes a test fail, so that
somebody decides what becomes of it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import docutils
import pytest
import sphinx

from tests.helpers.css_rules import selectors

FILE = Path(__file__).parent.parent / "data" / "base_styles.toml"
DOCUTILS = Path(docutils.__file__).parent / "writers" / "html5_polyglot"
(BASIC,) = (Path(sphinx.__file__).parent / "themes" / "basic" / "static").glob("basic.css*")
SHEETS = {
    "basic": BASIC,
    "minimal": DOCUTILS / "minimal.css",
    "plain": DOCUTILS / "plain.css",
    "responsive": DOCUTILS / "responsive.css",
}
# Looks to choose from, and the style of formulas that Sphinx does not have docutils write.
OPTIONAL = {"italic-field-names.css", "math.css", "tuftig.css"}
OTHER_RELEASES = "other-releases"


def _listed(name: str) -> dict[str, Any]:
    listed: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))[name]
    return listed


@pytest.mark.parametrize("name", SHEETS)
def test_list_has_all_rules_of_the_installed_releases(name: str) -> None:
    listed = _listed(name)
    known = listed.keys() | listed.get(OTHER_RELEASES, {}).keys()
    added = [each for each in selectors(SHEETS[name].read_text("utf-8")) if each not in known]
    assert added == [], f"{SHEETS[name].name} has rules that tests/data/base_styles.toml lacks"


@pytest.mark.parametrize("name", SHEETS)
def test_list_has_no_rule_that_the_installed_releases_lack(name: str) -> None:
    present = set(selectors(SHEETS[name].read_text("utf-8")))
    removed = _listed(name).keys() - present - {OTHER_RELEASES}
    assert removed == set(), f"no longer in {SHEETS[name].name}: to the table {OTHER_RELEASES}"


@pytest.mark.parametrize("name", SHEETS)
def test_each_rule_is_kept_replaced_or_not_needed_with_a_reason(name: str) -> None:
    listed = _listed(name)
    for verdict in [*listed.values(), *listed.pop(OTHER_RELEASES, {}).values()]:
        if isinstance(verdict, str):
            kind, _, reason = verdict.partition(": ")
            assert kind in {"kept", "replaced", "not needed"}, verdict
            assert len(reason) > 5, verdict


def test_no_other_style_sheet_of_docutils_is_unknown() -> None:
    names = {path.name for path in DOCUTILS.glob("*.css")}
    assert names <= OPTIONAL | {path.name for path in SHEETS.values()}


def test_selectors_are_found_in_at_rules_and_lists() -> None:
    css = """
        /* a {} */
        @import url("x.css");
        b, c:is(d, e) > f { width: {{ theme_width|todim }}; color: red }
        @media print { g::before { content: ","; } h { } }
        i[title="a,b"] { }
    """
    assert selectors(css) == [
        "b",
        "c:is(d, e) > f",
        "@media print: g::before",
        "@media print: h",
        'i[title="a,b"]',
    ]
