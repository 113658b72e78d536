"""Compares the printed width that a reading should have with the width that it has."""

from __future__ import annotations

import re
from math import log

from cchc_ocr.extract.text.passage import Trace

# Of Times New Roman, which Nghị định 30 prescribes, in em; figures are 0.676 em high. Words with brackets, which
# are higher, are not judged.
_WIDTHS = {**dict.fromkeys("0123456789", 0.5), **dict.fromkeys(",.", 0.25), "%": 0.833}
_HEIGHT = 0.676
# Boxes are tight: those of the figures of the samples and the shared scans are 0.82 times as wide, by the median.
_TIGHT = 0.82


def fits_better(trace: Trace, other: str) -> bool:
    """Whether the box of a word is nearer to the width of ``other`` than to that of what was read in it.

    False without a box, and for words of other signs than figures have.
    """
    if trace.box is None or not trace.box.height or not {*trace.seen, *other} <= _WIDTHS.keys():
        return False
    printed = (trace.box.x1 - trace.box.x0) / trace.box.height
    return abs(log(printed / _expected(other))) < abs(log(printed / _expected(trace.seen)))


def phantom_figure(trace: Trace) -> bool:
    """Whether the last figure of a percentage is, by its width, the first stroke of the sign."""
    shorter = without_phantom(trace.seen)
    return shorter is not None and fits_better(trace, shorter)


def without_phantom(seen: str) -> str | None:
    """A percentage without the 9 that the first stroke of its sign may be: engines read "2%" as "29%".

    >>> without_phantom("29%."), without_phantom("9%"), without_phantom("28%")
    ('2%.', None, None)
    """
    shorter = re.sub(r"(?<=\d)9(?=%)", "", seen)
    return shorter if shorter != seen else None


def _expected(text: str) -> float:
    return _TIGHT * sum(_WIDTHS[sign] for sign in text) / _HEIGHT
