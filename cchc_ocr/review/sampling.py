"""Spot checks: documents without a doubt, drawn at random, and how many of their values turned out to be wrong."""

from __future__ import annotations

import json
import random
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from typing import Any

from filelock import FileLock

from cchc_ocr.errors import UsageError
from cchc_ocr.review.waiting import WaitingDocument
from cchc_ocr.runs.status import readers_of_lists
from cchc_ocr.system.disk import write_whole

NAME = ".cchc-ocr-sample.json"
_Z95 = 1.959963984540054  # of the normal distribution: 95 in 100 lie within
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share found in a sample, and the interval in which it lies with 95% confidence (Wilson's score)."""

    found: int
    of: int

    @property
    def share(self) -> float:
        return self.found / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """From, to.

        >>> [round(edge, 4) for edge in Proportion(5, 50).interval]
        [0.0435, 0.2136]
        """
        if not self.of:
            return 0.0, 1.0
        z2 = _Z95 * _Z95
        middle = (self.share + z2 / (2 * self.of)) / (1 + z2 / self.of)
        half = _Z95 / (1 + z2 / self.of) * sqrt(self.share * (1 - self.share) / self.of + z2 / (4 * self.of**2))
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class Checked:
    """A document of the sample that a person has looked through: how many values it has, how many were wrong."""

    values: int
    wrong: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """The documents that were drawn, by id, and those of them that are checked."""

    drawn: Sequence[str]
    checked: Mapping[str, Checked]

    @property
    def documents(self) -> Proportion:
        """Documents with a wrong value among those checked."""
        return Proportion(sum(one.wrong > 0 for one in self.checked.values()), len(self.checked))

    @property
    def values(self) -> Proportion:
        """Wrong values among all values of the documents checked."""
        checked = self.checked.values()
        return Proportion(sum(one.wrong for one in checked), sum(max(one.values, one.wrong) for one in checked))


def parse_share(text: str) -> float:
    """A share that a user typed, from 0 to 1. Raises UsageError.

    >>> parse_share("5%"), parse_share("2,5 %")
    (0.05, 0.025)
    """
    match = _SHARE.fullmatch(text.strip())
    share = float(match[1].replace(",", ".")) / 100 if match else 0.0
    if not 0 < share <= 1:
        raise UsageError(f"not a share: {text!r}", hint="for example --sample 5%")
    return share


def draw(folder: Path, documents: Iterable[WaitingDocument], share: float) -> SpotCheck:
    """The sample of a folder: the one drawn before goes on, with as many documents as the share asks for now."""
    sure = sorted(one.id for one in documents if one.state == "done" and not one.review)
    with _locked(folder):
        known = _read(folder)
        drawn = [id for id in known.drawn if id in set(sure) or id in known.checked]
        others = sorted(set(sure).difference(drawn))
        # Who could foretell the sample could see to it that it comes out well.
        random.Random(secrets.randbits(64)).shuffle(others)
        wanted = ceil(share * len(set(sure).union(drawn)))
        made = SpotCheck((*drawn, *others[: max(wanted - len(drawn), 0)]), known.checked)
        _write(folder, made)
        return made


def sample(folder: Path) -> SpotCheck:
    """The sample that was drawn in a folder; an empty one where none was."""
    return _read(folder)


def check_off(folder: Path, id: str, checked: Checked) -> SpotCheck:
    """Note that a document of the sample was looked through."""
    with _locked(folder):
        known = _read(folder)
        made = SpotCheck(known.drawn, {**known.checked, id: checked})
        _write(folder, made)
        return made


def _locked(folder: Path) -> FileLock:
    return FileLock(folder / f"{NAME}.lock", timeout=30)


def _read(folder: Path) -> SpotCheck:
    file = folder / NAME
    if not file.exists():
        return SpotCheck((), {})
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        checked = {id: Checked(**one) for id, one in told["checked"].items()}
        return SpotCheck(tuple(told["drawn"]), checked)
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{file}: this is no sample of documents: {error}", hint="remove the file") from error


def _write(folder: Path, made: SpotCheck) -> None:
    checked = {
        id: {"values": c.values, "wrong": c.wrong, "by": c.by, "at": c.at} for id, c in made.checked.items()
    }
    data = json.dumps({"drawn": list(made.drawn), "checked": checked}, ensure_ascii=False, indent=1)
    write_whole(folder / NAME, f"{data}\n".encode(), readers_of_lists(folder, folder / NAME))
