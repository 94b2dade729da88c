"""States of docutils' parser of reStructuredText, each made when it is needed.

docutils makes a new state machine for each list, each field list and each directive. It makes all
fifteen states of each, with their tables of transitions, though the lines of a list are read by
one or two of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        for name in self._classes:
            self[name]
        return self

    def made(self) -> Any:
        """Return the states that have been made."""
        return super().values()

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


def add_lazily(original: Callable[..., None]) -> Callable[..., None]:
    """Return `StateMachine.add_states`, which has the states made when they are needed."""

    def add_states(self: Any, state_classes: Any) -> None:
        if isinstance(self, _MACHINES) and self.states == {} and type(self.states) is dict:
            classes = {each.__name__: each for each in state_classes}
            if len(classes) == len(state_classes):
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
