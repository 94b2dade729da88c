"""The proxy between Playwright and Firefox answers only the commands that Firefox may lack."""

from __future__ import annotations

import json

import pytest

from tests.helpers.bidi_proxy import OPTIONAL, own_answer


@pytest.mark.parametrize("method", sorted(OPTIONAL))
def test_optional_commands_are_answered_by_the_proxy(method: str) -> None:
    answer = own_answer(json.dumps({"id": 7, "method": method, "params": {}}))
    assert answer is not None
    assert json.loads(answer) == {"type": "success", "id": 7, "result": {}}


def test_other_commands_are_left_to_firefox() -> None:
    assert own_answer('{"id": 1, "method": "session.new", "params": {}}') is None
