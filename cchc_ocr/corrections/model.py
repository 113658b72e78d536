"""A correction: which value of a record a person has changed, confirmed, added or removed, and where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, field_validator

SUFFIX = ".review.json"  # behind the stem of a record


class Correction(BaseModel):
    """One correction. ``pointer`` is where the value was when the person saw it: the place to look first.

    ``was`` and ``is`` are the value before and after; where they are equal, the person has confirmed it. When a
    later reading lists the value elsewhere, it is told apart from others by ``page``, ``box``, ``seen`` (the text
    of the evidence) and ``item`` (the other values of its item). ``size`` are width and height of the page, in the
    pixels of ``box``. ``reading`` is what the machine had read there, where that was not ``was``; ``sha256`` is
    that of the scan, where another was corrected before. Other keys stay.
    """

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)

    op: Literal["replace", "add", "remove"] = "replace"
    pointer: str = Field(pattern=r"^(/[^/]+)+$")
    was: Any = None
    is_: Any = Field(default=None, alias="is")
    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    size: tuple[PositiveInt, PositiveInt] | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None
    seen: str | None = None
    item: Any = None
    reading: Any = None
    sha256: str | None = None

    @field_validator("was", "is_", "reading", "item", mode="before")
    @classmethod
    def _composed(cls, value: Any) -> Any:
        return composed(value)

    def gives(self, name: str) -> bool:
        """Whether the file has this key: a value that was null is another thing than one that nobody knows."""
        return name in self.model_fields_set

    def to_dict(self) -> dict[str, Any]:
        """The keys that were given, as they stand in the file."""
        given: dict[str, Any] = self.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return given


class Review(BaseModel):
    """The content of a file of corrections. ``sha256`` is that of the scan that they are about."""

    model_config = ConfigDict(frozen=True, extra="allow")

    sha256: str | None = None
    corrections: tuple[Correction, ...]

    def of(self, sha256: str) -> tuple[Correction, ...]:
        """The corrections of this scan."""
        return tuple(one for one in self.corrections if self._scan(one) in (None, sha256))

    def of_others(self, sha256: str) -> tuple[Correction, ...]:
        """The corrections of other scans, where none of this one came after them."""
        latest = max((at for at, one in enumerate(self.corrections) if self._scan(one) == sha256), default=-1)
        rest = self.corrections[latest + 1 :]
        return tuple(one for one in rest if self._scan(one) not in (None, sha256))

    def with_more(self, sha256: str, more: Sequence[Correction]) -> Review:
        """The review with corrections of this scan added; those of another scan say from then on of which."""
        before, scan = self.corrections, self.sha256
        if scan and scan != sha256:
            before = tuple(one.model_copy(update={"sha256": self._scan(one)}) for one in before)
        return self.model_copy(update={"sha256": sha256, "corrections": (*before, *more)})

    def to_dict(self) -> Mapping[str, Any]:
        """As it stands in the file."""
        extra = self.model_extra or {}
        return {"sha256": self.sha256, **extra, "corrections": [one.to_dict() for one in self.corrections]}

    def _scan(self, one: Correction) -> str | None:
        return one.sha256 or self.sha256


def composed(value: Any) -> Any:
    """A JSON value whose texts are in NFC, as those of records are; other types of numbers stay."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [composed(part) for part in value]
    return {name: composed(part) for name, part in value.items()} if isinstance(value, dict) else value
