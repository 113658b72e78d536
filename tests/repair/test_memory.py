"""What is remembered is bounded and does not change results."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.repair.memory import Memory


@given(st.lists(st.tuples(st.integers(0, 9), st.integers())), st.integers(1, 4))
def test_there_are_never_more_than_the_most_and_the_last_is_there(pairs: list[tuple[int, int]], most: int) -> None:
    memory = Memory[int, int](most)
    for key, value in pairs:
        memory[key] = value
        assert len(memory) <= most
        assert memory[key] == value


def test_what_is_there_may_be_set_again() -> None:
    memory = Memory[str, int](2)
    memory["a"], memory["b"], memory["a"] = 1, 2, 3
    assert memory == {"a": 3, "b": 2}
