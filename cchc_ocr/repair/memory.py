"""What repair remembers of the words it has met, in no more memory than a long document needs."""

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Different words and figures of a document of a hundred pages: 4,000 to 6,000. A worker that reads whole archives
# meets ever new ones, most of which it never meets again.
_MOST = 8_000


class Memory(dict[K, V]):
    """A dict for results that can be had again: once it is full it is emptied before another one is taken in.

    >>> memory = Memory[str, int](most=2)
    >>> for word in ("a", "b", "b", "c"):
    ...     memory[word] = 1
    >>> list(memory)
    ['c']
    """

    def __init__(self, most: int = _MOST) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self._most and key not in self:
            self.clear()
        super().__setitem__(key, value)
