"""Charts as pictures, drawn by matplotlib so that they can be read without colours: marks, dashes and hatches."""

from __future__ import annotations

import io
import logging
import math
import textwrap
import warnings
from collections.abc import Sequence
from itertools import cycle

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from PIL import Image

from cchc_ocr.export.charts import Drawing
from cchc_ocr.report import wording
from cchc_ocr.report.parts import clean

WIDTH = 6.7  # inches: an A4 page without its margins
_DPI = 160
_COLOURS = 32
_MOST_LABELS = 24  # of lines; of more, only the last year has them: the table has all
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
_DASHES = ("-", "--", "-.", ":")
_INKS = ("#111111", "#1F4E78", "#8C3A00", "#3B6B1F", "#555555", "#6A2C8F", "#007A7A", "#7F6000")
_FILLS = (("#D9D9D9", ""), ("#8FAADC", "///"), ("#1F4E78", ""))
_LINE_HEIGHT = 3.3  # inches
_BAR, _ROOM = 0.17, 0.9  # inches of a bar, and of the axis with its legend
_NAME = 34  # characters of a line of a name beside bars


def picture(drawing: Drawing) -> bytes:
    """The chart as PNG, without a title: the caption has it. The same drawing gives the same bytes."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # of its own font cache it need not tell
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a letter that no font has a box is drawn
        mpl.rcdefaults()
        mpl.rcParams.update({"font.family": "DejaVu Sans", "font.size": 8, "hatch.linewidth": 0.5})
        figure = Figure(figsize=(WIDTH, _height(drawing)), dpi=_DPI, layout="constrained")
        axes = figure.add_subplot()
        (_bars if drawing.bars else _lines)(axes, drawing)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        columns = len(drawing.heads) if drawing.bars else 2
        figure.legend(loc="outside lower center", ncols=columns, frameon=False)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="png", metadata={"Software": None})
    out = io.BytesIO()
    with Image.open(drawn) as image:  # of few colours, as a chart is, it takes a quarter
        image.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def told(drawing: Drawing) -> str:
    """The figures of a chart in words, for people who do not see it."""
    rows = (f"{name}: {', '.join(_told(drawing, values))}" for name, values in drawing.rows.items() if any(values))
    return f"{drawing.title}. {'; '.join(rows)}"


def _told(drawing: Drawing, values: object) -> list[str]:
    assert isinstance(values, list | tuple)
    pairs = zip(drawing.heads, values, strict=True)
    return [f"{head} {wording.share(value)}" for head, value in pairs if value is not None]


def _height(drawing: Drawing) -> float:
    if not drawing.bars:
        return _LINE_HEIGHT + 0.16 * len(drawing.rows)
    lines = sum(max(_BAR * len(drawing.heads), 0.15 * len(_wrapped(name).splitlines())) for name in drawing.rows)
    return _ROOM + lines + 0.14 * len(drawing.rows)


def _lines(axes: Axes, drawing: Drawing) -> None:
    """A line for each body, with a marker and a dash of its own, the shares above the marks."""
    looks = zip(cycle(_MARKERS), cycle(_DASHES), cycle(_INKS), strict=False)
    for (name, values), (marker, dash, ink) in zip(drawing.rows.items(), looks, strict=False):
        known = [(at, value) for at, value in enumerate(values) if value is not None]
        axes.plot(
            *([at for at, _value in known], [value for _at, value in known]),
            marker=marker,
            linestyle=dash,
            color=ink,
            markersize=5,
            linewidth=1.3,
            label=_wrapped(name, 60),
        )
    axes.set_xticks(range(len(drawing.heads)), list(drawing.heads))
    axes.set_xlim(-0.3, len(drawing.heads) - 0.6)
    every = [value for values in drawing.rows.values() for value in values if value is not None]
    axes.set_ylim(max(0.0, math.floor(min(every) * 20 - 0.5) / 20), max(1.0, max(every) * 1.02))
    apart = (axes.get_ylim()[1] - axes.get_ylim()[0]) * 0.045
    crowded = len(drawing.rows) * len(drawing.heads) > _MOST_LABELS
    for at in range(len(drawing.heads) - 1 if crowded else 0, len(drawing.heads)):
        values = sorted({value for row in drawing.rows.values() if (value := row[at]) is not None})
        for value, place in zip(values, _spread(values, apart), strict=True):
            _tell(axes, value, (at, place), above=True)
    _scale(axes.yaxis)


def _spread(values: Sequence[float], apart: float) -> list[float]:
    """Rising values moved so that each is at least so far from the one before it: labels do not overlap.

    >>> _spread([0.5, 0.51, 0.9], 0.05)
    [0.5, 0.55, 0.9]
    """
    places: list[float] = []
    for value in values:
        places.append(max(value, places[-1] + apart) if places else value)
    return places


def _bars(axes: Axes, drawing: Drawing) -> None:
    """A bar for each year, from the top down, its share behind it; the last year is the darkest."""
    count = len(drawing.heads)
    thick = 0.8 / count
    for at, (head, (colour, hatch)) in enumerate(zip(drawing.heads, _FILLS[-count:], strict=True)):
        values = [row[at] for row in drawing.rows.values()]
        spots = [number + (at - (count - 1) / 2) * thick for number in range(len(values))]
        axes.barh(
            *(spots, [value or 0.0 for value in values]),
            height=thick * 0.9,
            color=colour,
            hatch=hatch,
            edgecolor="#333333",
            linewidth=0.4,
            label=head,
        )
        for spot, value in zip(spots, values, strict=True):
            if value is not None:
                _tell(axes, value, (value, spot))
    axes.set_yticks(range(len(drawing.rows)), [_wrapped(name) for name in drawing.rows])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.1 * max(1.0, *(value or 0.0 for row in drawing.rows.values() for value in row)))
    _scale(axes.xaxis)


def _tell(axes: Axes, share: float, place: tuple[float, float], *, above: bool = False) -> None:
    """Write a share behind a bar, or above a mark, where it hides what lies under it."""
    axes.annotate(
        wording.share(share),
        place,
        xytext=(0, 8) if above else (5, 0),
        textcoords="offset points",
        ha="center" if above else "left",
        va="center",
        size=7,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.8},
    )


def _scale(axis: Axis) -> None:
    axis.set_major_formatter(FuncFormatter(lambda value, _at: f"{100 * value:.0f}%"))
    axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]))
    axis.grid(color="#CCCCCC", linewidth=0.6)
    axis.axes.set_axisbelow(True)


def _wrapped(name: str, width: int = _NAME) -> str:
    """A name in lines, three at most; a dollar sign would begin a formula.

    >>> _wrapped("Cải cách thủ tục hành chính", 15)
    'Cải cách thủ\\ntục hành chính'
    """
    lines = textwrap.wrap(clean(name).replace("$", r"\$"), width) or [""]
    return "\n".join([*lines[:2], *([f"{lines[2]}…"] if len(lines) > 2 else [])])
