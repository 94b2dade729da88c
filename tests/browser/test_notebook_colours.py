"""Notebooks under MyST-NB and nbsphinx are readable in each colour scheme."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Build
from tests.helpers.browser import served
from tests.helpers.notebooks import cell, notebook, stdout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HELPERS = Path(__file__).parent.parent / "helpers"
CONF = 'project = "a"\nextensions = ["sphinx_transcript", "{}"]\nhtml_theme = "transcript"\n'
SETTINGS = 'nb_execution_mode = "off"\nnbsphinx_execute = "never"\n'
# As pandas writes a table and a styled table.
TABLE = """\
<div><style scoped>.dataframe tbody tr th { vertical-align: top; }</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>host</th>
<th>hours of the restore</th></tr></thead><tbody><tr><th>0</th><td>db1</td><td>11.5</td></tr>
<tr><th>1</th><td>db2</td><td>6.0</td></tr></tbody></table></div>"""
STYLED = """\
<style>#T_a_row0_col0 { background-color: yellow; }</style><table id="T_a"><thead><tr>
<th class="blank level0">&nbsp;</th><th class="col_heading level0 col0">hours</th></tr></thead>
<tbody><tr><th class="row_heading level0 row0">0</th>
<td id="T_a_row0_col0" class="data row0 col0">11.5</td></tr></tbody></table>"""
COLOURS = "".join(
    f"\x1b[3{number}mcolour {number}\x1b[0m \x1b[4{number}mground\x1b[0m " for number in range(8)
)
# One pixel without a colour.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"
    "rkJggg=="
)
ALERTS = "".join(
    f'<div class="alert alert-{kind}">\n\nAn alert.\n\n</div>\n\n'
    for kind in ("info", "success", "warning", "danger")
)


def _shown(**data: str) -> dict[str, Any]:
    kinds = {name.replace("__", "/").replace("_xml", "+xml"): text for name, text in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": kinds}


NOTEBOOK = notebook(
    cell("markdown", f"# A notebook\n\n{ALERTS}"),
    cell("code", "table", _shown(text__html=TABLE, text__plain="0 db1 11.5")),
    cell("code", "table.style", _shown(text__html=STYLED, text__plain="a table")),
    cell("code", "print(colours)", stdout(COLOURS + "\n")),
    cell("code", "warn()", {"output_type": "stream", "name": "stderr", "text": ["a warning\n"]}),
    cell("code", "plot()", _shown(image__png=PICTURE, text__plain="a plot")),
)


@pytest.fixture(scope="module", params=["myst_nb", "nbsphinx"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a notebook's page, built in a subprocess."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "conf.py").write_text(CONF.format(request.param) + SETTINGS, "utf-8")
    (folder / "index.ipynb").write_text(NOTEBOOK, "utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        str(folder),
        str(folder / "html"),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    build = Build(folder / "html", done.stdout, done.stderr)
    with served(build.outdir) as address:
        yield f"{address}/index.html"


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    """Return the page in a colour scheme."""
    page = browser.new_page(
        viewport={"width": 1280, "height": 800}, color_scheme=request.param, reduced_motion="reduce"
    )
    page.goto(url)
    yield page
    page.close()


def _style(page: Page, selector: str, name: str) -> str:
    value: str = page.evaluate(
        "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]",
        [selector, name],
    )
    return value


def test_all_texts_are_readable(page: Page) -> None:
    assert page.evaluate((HELPERS / "contrast.js").read_text("utf-8"), 4.5) == []


def test_tables_have_no_colours_and_borders_of_their_own(page: Page) -> None:
    text = _style(page, "article", "color")
    assert _style(page, "table.dataframe td", "color") == text
    assert _style(page, "table.dataframe td", "borderTopStyle") == "none"
    assert _style(page, "table.dataframe td", "fontSize") == "16px"
    assert _style(page, "table.dataframe tbody tr", "backgroundColor") == "rgba(0, 0, 0, 0)"


def test_pictures_without_a_ground_have_a_light_one(page: Page) -> None:
    ground = _style(page, "article img", "backgroundColor")
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert ground == ("rgb(250, 250, 247)" if is_dark else "rgba(0, 0, 0, 0)")


def test_cells_have_one_blank_line_between_them(page: Page) -> None:
    gaps = page.evaluate(
        """[...document.querySelectorAll("article section > .container")].map((each) =>
             (each.getBoundingClientRect().top
               - each.previousElementSibling.getBoundingClientRect().bottom) / 24)"""
    )
    assert len(gaps) >= 5
    assert {round(gap, 2) for gap in gaps} == {1}


def test_numbers_of_cells_have_no_button_that_copies_them(page: Page) -> None:
    assert page.locator(".ts-copy").count() > 0
    assert [each for each in page.locator(".prompt .ts-copy").all() if each.is_visible()] == []


def test_wide_table_scrolls_in_its_own_box(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert (
        page.evaluate("document.querySelector('table.dataframe td:last-child').clientHeight") <= 24
    )
