"""Objects of Python are found by a part of their name as Sphinx finds them, with less work."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sphinx.domains.python import ObjectEntry, PythonDomain

from sphinx_transcript.support.python_objects import object_finder

ORIGINAL = PythonDomain.find_obj
PARTS = st.sampled_from(["a", "b", "ab", "list[str]", ""])
NAMES = st.lists(PARTS, min_size=1, max_size=4).map(".".join)
TYPES = st.sampled_from([None, "class", "func", "meth", "mod", "obj", "exc", "unknown"])
OBJECTS = st.dictionaries(NAMES, st.sampled_from(["class", "function", "method", "module"]))


class _Names(dict[str, ObjectEntry]):
    """Objects that count how many of them are looked at."""

    seen = 0

    def __iter__(self) -> Any:
        for name in super().__iter__():
            self.seen += 1
            yield name


def _domain(objects: dict[str, str]) -> PythonDomain:
    entries = {name: ObjectEntry("page", name, kind, False) for name, kind in objects.items()}
    env: Any = SimpleNamespace(
        domaindata={"py": {"objects": _Names(entries), "version": PythonDomain.data_version}}
    )
    return PythonDomain(env)


@given(OBJECTS, st.tuples(st.none() | NAMES, st.none() | NAMES), NAMES, TYPES, st.booleans())
def test_objects_are_those_that_sphinx_finds(
    objects: dict[str, str],
    within: tuple[str | None, str | None],
    name: str,
    kind: str | None,
    is_specific: bool,
) -> None:
    domain, find = _domain(objects), object_finder(ORIGINAL)
    for each in (name, f"{name}()", f".{name}"):
        asked: Any = (None, *within, each, kind, int(is_specific))
        assert find(domain, *asked) == ORIGINAL(domain, *asked)


@given(OBJECTS, OBJECTS, NAMES)
def test_object_of_another_time_is_found(
    objects: dict[str, str], later: dict[str, str], name: str
) -> None:
    domain, find = _domain(objects), object_finder(ORIGINAL)
    find(domain, None, None, None, name, "class", 1)
    for added, kind in later.items():
        domain.objects[added] = ObjectEntry("page", added, kind, False)
        asked: Any = (None, None, None, name, "class", 1)
        assert find(domain, *asked) == ORIGINAL(domain, *asked)
        del domain.objects[added]
        assert find(domain, *asked) == ORIGINAL(domain, *asked)


def test_each_object_is_looked_at_once() -> None:
    domain, find = (
        _domain({f"m{number}.f": "function" for number in range(50)}),
        object_finder(ORIGINAL),
    )
    for _ in range(20):
        assert find(domain, None, None, None, "str", "class", 1) == []
    assert domain.objects.seen == 50  # type: ignore[attr-defined]


def test_class_of_an_extension_is_asked_itself() -> None:
    class Domain(PythonDomain):
        pass

    domain = Domain(_domain({"m.f": "function"}).env)
    asked: list[Any] = []

    def original(self: Any, *args: Any) -> list[Any]:
        asked.append(self)
        return []

    object_finder(original)(domain, None, None, None, "f", "func", 1)
    assert asked == [domain]
