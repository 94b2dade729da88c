"""What stands for a class imports it when it is used, and behaves as the class does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.support.deferred_classes import deferred_class, is_deferred, real_class

if TYPE_CHECKING:
    from pathlib import Path

MODULE = "deferred_for_a_test"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    source = "class Late:\n    size = 3\n    def __init__(self, n=1):\n        self.n = n\n"
    (tmp_path / f"{MODULE}.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield deferred_class(MODULE, "Late", name="late")
    sys.modules.pop(MODULE, None)


def test_what_is_known_needs_no_import(stand_in: Any) -> None:
    assert (stand_in.name, stand_in.__module__, stand_in.__qualname__) == ("late", MODULE, "Late")
    assert not hasattr(stand_in, "__wrapped__")
    assert is_deferred(stand_in)
    assert MODULE not in sys.modules


def test_attributes_and_instances_are_those_of_the_class(stand_in: Any) -> None:
    assert stand_in.size == 3
    assert stand_in(n=4).n == 4
    late = sys.modules[MODULE].Late
    assert type(stand_in()) is late
    assert isinstance(late(), stand_in)
    assert not isinstance(3, stand_in)
    assert issubclass(late, stand_in)
    assert issubclass(stand_in, stand_in)
    assert not issubclass(int, stand_in)


def test_derived_class_derives_from_the_class(stand_in: Any) -> None:
    class Derived(stand_in):  # type: ignore[misc]
        size = 5

    assert not is_deferred(Derived)
    assert Derived.__mro__[1] is sys.modules[MODULE].Late
    assert (Derived.size, Derived(2).n) == (5, 2)


def test_real_class(stand_in: Any) -> None:
    assert real_class(int) is int
    assert real_class(stand_in) is sys.modules[MODULE].Late
    assert not is_deferred(real_class(stand_in))
