"""States of docutils' parser of reStructuredText, each made when it is needed.

docutils makes a new state machine for each list, each field list and each directive. It makes all
fifteen states of each, with their tables of transitions, though the lines of a list are read by
one or two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import statemachine
from docutils.parsers.rst import states

from sphinx_transcript.support.own_methods import has_own_methods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MACHINE = statemachine.StateMachine
_MACHINES = (states.RSTStateMachine, states.NestedStateMachine)


class LazyStates(dict[str, Any]):
    """The states of a machine by name. Whoever asks for all of them gets all."""

    def __init__(self, machine: Any, classes: dict[str, type]) -> None:
        super().__init__()
        self._machine = machine
        self._classes = classes

    def __missing__(self, name: str) -> Any:
        """Make the state of that name."""
        machine = self._machine
        state = self[name] = self._classes[name](machine, machine.debug)
        # As the machine does with all states at the start of each run.
        if getattr(machine, "memo", None) is not None:
            state.runtime_init()
        return state

    def _complete(self) -> LazyStates:
        if self._classes:
            made = {name: self[name] for name in self._classes}
            others = dict(dict.items(self))
            # In the order of the classes, as the machine makes them.
            dict.clear(self)
            self.update(made | others)
            self._classes = {}
        return self

    def made(self) -> list[Any]:
        """Return the states that have been made."""
        # A state may ask for another while it is at work.
        return list(super().values())

    def __contains__(self, name: object) -> bool:
        """Return whether there is a state of that name, made or not."""
        return name in self._classes or super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all states."""
        return dict.__iter__(self._complete())

    def __len__(self) -> int:
        """Return the number of all states."""
        return dict.__len__(self._complete())

    def get(self, name: str, default: Any = None) -> Any:
        """Return the state of that name, or *default*."""
        return dict.get(self._complete(), name, default)

    def keys(self) -> Any:
        """Return the names of all states."""
        return dict.keys(self._complete())

    def values(self) -> Any:
        """Return all states."""
        return dict.values(self._complete())

    def items(self) -> Any:
        """Return the names and all states."""
        return dict.items(self._complete())

    def copy(self) -> dict[str, Any]:
        """Return a dictionary of all states."""
        return dict(self.items())

    def pop(self, name: str, *default: Any) -> Any:
        """Remove the state of that name, and return it or *default*."""
        return dict.pop(self._complete(), name, *default)

    def popitem(self) -> tuple[str, Any]:
        """Remove the last state, and return its name and the state."""
        return dict.popitem(self._complete())

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Return the state of that name; have *default* for it if there is none."""
        return dict.setdefault(self._complete(), name, default)

    def clear(self) -> None:
        """Remove all states."""
        self._classes = {}
        super().clear()

    def __delitem__(self, name: str) -> None:
        """Remove the state of that name."""
        dict.__delitem__(self._complete(), name)

    def __reversed__(self) -> Iterator[str]:
        """Yield the names of all states, the last one first."""
        return dict.__reversed__(self._complete())

    def __eq__(self, other: object) -> bool:
        """Return whether *other* has the same states."""
        return dict.__eq__(self._complete(), _completed(other))

    def __ne__(self, other: object) -> bool:
        """Return whether *other* has other states."""
        return dict.__ne__(self._complete(), _completed(other))

    __hash__ = None

    def __or__(self, other: Any) -> Any:
        """Return a dictionary of all states and those of *other*."""
        return self.copy() | other

    def __ror__(self, other: Any) -> Any:
        """Return a dictionary of those of *other* and all states."""
        return other | self.copy()

    def __ior__(self, other: Any) -> LazyStates:  # type: ignore[override]
        """Add the states of *other*."""
        dict.update(self._complete(), other)
        return self

    def __repr__(self) -> str:
        """Return all states as a dictionary has them."""
        return dict.__repr__(self._complete())


def _completed(other: object) -> object:
    return other._complete() if isinstance(other, LazyStates) else other


def add_lazily(original: Callable[..., None]) -> Callable[..., None]:
    """Return `StateMachine.add_states`, which has the states made when they are needed."""

    def add_states(self: Any, state_classes: Any) -> None:
        # It may be a generator.
        state_classes = list(state_classes)
        if (
            isinstance(self, _MACHINES)
            and type(self.states) is dict
            and not self.states
            # A machine may have its own way to add a state.
            and type(self).add_state is _MACHINE.add_state
            and has_own_methods(_MACHINE, ("add_state",))
        ):
            classes = {each.__name__: each for each in state_classes}
            # Others may do more when they are made.
            is_known = all(each.__module__ == states.__name__ for each in state_classes)
            if is_known and len(classes) == len(state_classes):
                self.states = LazyStates(self, classes)
                return
        original(self, state_classes)

    return add_states


def initialize_made(original: Callable[..., None]) -> Callable[..., None]:
    """Return `StateMachine.runtime_init`, which leaves out the states that aren't made yet."""

    def runtime_init(self: Any) -> None:
        if type(self.states) is not LazyStates:
            original(self)
            return
        for state in self.states.made():
            state.runtime_init()

    return runtime_init


def unlink_made(original: Callable[..., None]) -> Callable[..., None]:
    """Return `StateMachine.unlink`, which leaves out the states that have never been made."""

    def unlink(self: Any) -> None:
        if type(self.states) is not LazyStates:
            original(self)
            return
        for state in self.states.made():
            state.unlink()
        self.states = None

    return unlink
