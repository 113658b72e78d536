"""Figures that must add up, and readings of one digit that would make them."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr import lexicon
from cchc_ocr.extract import extract
from cchc_ocr.extract.checks.arithmetic import at_most, proposals, share, total
from cchc_ocr.files.plain_text import text_pages
from cchc_ocr.records import Source

FIELDS = ("Cải cách thể chế", "Cải cách thủ tục hành chính", "Cải cách chế độ công vụ", "Cải cách tài chính công")
HEAD = "SỞ Y TẾ\nSố: 12/BC-SYT\n\nBÁO CÁO\nKết quả chấm điểm Chỉ số cải cách hành chính năm 2022\n\n"


def consistent(points, maxima):
    """Scores, maxima, percentages and totals that agree, with their laws."""
    values = {f"s{i}": s for i, s in enumerate(points)} | {f"m{i}": m for i, m in enumerate(maxima)}
    values |= {f"p{i}": round(100 * s / m, 2) for i, (s, m) in enumerate(zip(points, maxima, strict=True))}
    values |= {"total": sum(points), "most": sum(maxima)}
    n = range(len(points))
    laws = [law for i in n for law in (at_most(f"s{i}", f"m{i}"), share(f"s{i}", f"m{i}", f"p{i}"))]
    return values, [*laws, total([f"s{i}" for i in n], "total"), total([f"m{i}" for i in n], "most")]


def with_other_digit(value, at, by):
    printed = f"{value:.2f}"
    places = [i for i, sign in enumerate(printed) if sign.isdigit()]
    place = places[at % len(places)]
    digit = str((int(printed[place]) + by) % 10)
    return float(printed[:place] + digit + printed[place + 1 :])


@pytest.mark.parametrize(
    ("parts", "whole", "holds"),
    [
        ((54.2, 31.59), 85.78, True),  # each is rounded by itself
        ((54.2, 31.59), 85.7, False),
        ((0.5418, 0.0822), 0.624, True),
        ((0.5418, 0.0882), 0.624, False),  # four decimals are told, so that the third is no rounding
    ],
)
def test_a_sum_is_as_exact_as_its_figures(parts, whole, holds):
    values = {"one": parts[0], "other": parts[1], "sum": whole}
    assert total(("one", "other"), "sum").holds(values) is holds


@given(
    shares=st.lists(st.integers(240, 400), min_size=3, max_size=8),
    seed=st.integers(0, 10**6),
    at=st.integers(0, 5),
    by=st.integers(1, 9),
)
def test_of_one_wrong_digit_no_wrong_reading_is_proposed(shares, seed, at, by):
    maxima = [random.Random(seed + i).choice([6, 7.5, 9, 11.5, 14]) for i in range(len(shares))]
    values, laws = consistent([round(m * s / 100) / 4 for m, s in zip(maxima, shares, strict=True)], maxima)
    name = random.Random(seed).choice(sorted(values))
    read = {**values, name: with_other_digit(values[name], at, by)}
    for proposal in proposals(read, laws).values():
        assert (proposal.pointer, round(proposal.value, 2)) == (name, round(values[name], 2))


@given(points=st.lists(st.integers(8, 24), min_size=3, max_size=8))
def test_of_what_adds_up_nothing_is_proposed(points):
    values, laws = consistent([p / 4 for p in points], [6.0] * len(points))
    assert all(law.holds(values) for law in laws)
    assert proposals(values, laws) == {}


@pytest.mark.parametrize(
    ("values", "laws", "proposed"),
    [
        # 9,98 read as 9,93; the percentage and the sum say 9,98
        (
            {"s": 9.93, "m": 10, "p": 99.8, "t": 8, "all": 17.98},
            (share("s", "m", "p"), total("st", "all")),
            ("s", 9.98),
        ),
        ({"s": 948.0, "m": 10}, (at_most("s", "m"),), ("s", 9.48)),  # the comma was lost
        (
            {"s": 0.25, "m": 12.5, "p": 82.0, "t": 8, "all": 18.25},
            (share("s", "m", "p"), total("st", "all")),
            ("s", 10.25),
        ),
        ({"s": 9.93, "m": 10, "p": 99.8}, (share("s", "m", "p"),), None),  # 9,98, or 99,3 %
        ({"a": 3.5, "b": 4.5, "all": 9.0}, (total("ab", "all"),), None),  # any of the three
    ],
)
def test_readings(values, laws, proposed):
    found = {(p.pointer, p.value) for p in proposals(values, laws).values()}
    assert found == ({proposed} if proposed else set())


def documents():
    """Reports that add up: figures between « and »."""
    for seed in range(6):
        draw = random.Random(seed)
        rows = [(n, draw.choice([8, 9.5, 12, 14]), draw.randint(60, 100)) for n in FIELDS]
        lines = [(n, round(m * s / 25) / 4, m) for n, m, s in rows]
        text = [
            f"({i}) {n} đạt «{s:.2f}»/«{m:.2f}» điểm (đạt «{100 * s / m:.2f}»%)."
            for i, (n, s, m) in enumerate(lines, 1)
        ]
        points, most = sum(s for _, s, _ in lines), sum(m for _, _, m in lines)
        text.append(f"Tổng điểm năm 2022 là «{points:.2f}»/«{most:.2f}» điểm (đạt «{100 * points / most:.2f}»%).")
        yield HEAD + "\n\n".join(text).replace(".", ",").replace("),", ").")


def test_digits_read_wrongly_in_a_report_are_noticed_and_never_mended_wrongly():
    wrong = noticed = 0
    for document in documents():
        assert checks(re.sub("[«»]", "", document)) == []
        for figure in re.finditer("«([^»]*)»", document):
            first = str((int(figure[1][0]) + 4) % 10)
            text = document[: figure.start()] + first + figure[1][1:] + document[figure.end() :]
            found = checks(re.sub("[«»]", "", text))
            wrong, noticed = wrong + 1, noticed + bool(found)
            proposed = {c.proposed_value for c in found if c.proposed_value is not None}
            assert proposed <= {float(figure[1].replace(",", "."))}
    assert noticed >= 0.9 * wrong


def checks(text):
    source = Source(file="a.txt", sha256="", pages=1, origin="text")
    found = extract(text_pages(text), source, lexicon.load()).checks
    return [c for c in found if c.code.startswith(("score-", "maximum-"))]
