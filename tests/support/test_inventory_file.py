"""The inventory is that of Sphinx, and is written only where it changes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.util.inventory import InventoryFile

from sphinx_transcript.support.inventory_file import dump_method

if TYPE_CHECKING:
    from tests.conftest import Site

FASTER = dump_method(vars(InventoryFile)["dump"])
NAMES = st.sampled_from(["a", "a.b", "b", "naïve", "a b", "-", "", "x\ny"])
OBJECTS = st.lists(
    st.tuples(NAMES, NAMES, st.sampled_from(["doc", "py"]), NAMES, NAMES, st.integers(-1, 2))
)


def environment(objects: list[Any], project: str = "a  site") -> Any:
    domains = [
        SimpleNamespace(name=name, get_objects=lambda part=part: iter(part))
        for name, part in (("blog", objects[::2]), ("std", objects[1::2]))
    ]
    config = SimpleNamespace(project=project, version="1\n2")
    return SimpleNamespace(config=config, domains=SimpleNamespace(sorted=lambda: domains))


BUILDER: Any = SimpleNamespace(get_target_uri=lambda docname: f"{docname}.html")


@given(OBJECTS, OBJECTS)
def test_inventory_is_that_of_sphinx(objects: list[Any], earlier: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        expected, found = Path(folder, "expected"), Path(folder, "found")
        for each in (earlier, objects):
            InventoryFile.dump(expected, environment(each), BUILDER)
            FASTER(InventoryFile, found, environment(each), BUILDER)
            assert found.read_bytes() == expected.read_bytes()


@pytest.mark.parametrize("change", ["other project", "other object", "cut", "longer", "damaged"])
def test_other_file_is_replaced(tmp_path: Path, change: str) -> None:
    objects = [("a", "-", "doc", "a", "", 1)]
    path = tmp_path / "objects.inv"
    FASTER(InventoryFile, path, environment(objects), BUILDER)
    content = path.read_bytes()
    if change == "other project":
        FASTER(InventoryFile, path, environment(objects, "other"), BUILDER)
    elif change == "other object":
        FASTER(InventoryFile, path, environment([*objects, *objects]), BUILDER)
    else:
        others = {"cut": content[:-1], "longer": content + b"x", "damaged": content[:-9]}
        path.write_bytes(others[change])
    assert path.read_bytes() != content
    FASTER(InventoryFile, path, environment(objects), BUILDER)
    assert path.read_bytes() == content


def test_same_inventory_is_not_written_again(site: Site) -> None:
    site.post("one", date="2020-01-01", body="Old text.")
    build = site.build()
    path = Path(build.outdir, "objects.inv")
    content, written = path.read_bytes(), path.stat().st_mtime_ns
    site.post("one", date="2020-01-01", body="New text.")
    site.build()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, written)
    site.post("one", title="Another title", date="2020-01-01", body="New text.")
    site.build()
    assert path.read_bytes() != content
