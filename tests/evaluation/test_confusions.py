"""Letters that were misread, learned from what people have left standing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.corrections.applying import apply
from cchc_ocr.corrections.outcomes import Applied
from cchc_ocr.evaluation.confusions import confusions
from cchc_ocr.evaluation.teaching import Taught
from cchc_ocr.lexicon import Emission, load
from cchc_ocr.reading.engine import OcrOptions
from cchc_ocr.reading.line_reader import readings_made
from cchc_ocr.records import Source
from cchc_ocr.repair.channel import of_engine
from tests.corrected import correction, record, seen

KNOWN = load()


def reviewed(
    scan: str, is_: str, read: str, *, engine: str | None = "tesseract 5.3.0 vie", **more: Any
) -> Applied:
    """A document of which a person has corrected the second recipient, which the engine had read so."""
    source = Source(file="a.pdf", sha256=scan * 32, pages=2, origin="scan", engine=engine)
    evidence = (seen("/document/recipients/1", 20, read),)
    one = correction("/document/recipients/1", "UBND tinh", is_)
    return apply(record(source=source, evidence=evidence, **more), [one])


def found(*documents: Applied) -> Sequence[Emission]:
    return [one for one in confusions(documents, KNOWN, 2) if one.seen != one.meant]


def test_a_letter_that_was_misread_in_two_scans_is_taught_with_how_often_it_was_read_rightly() -> None:
    documents = [reviewed("ab", "UBND tỉnh", "UBND tinh"), reviewed("cd", "UBND tỉnh", "UBND tinh")]
    documents.append(reviewed("ef", "UBND tỉnh", "UBND tỉnh"))
    assert confusions(documents, KNOWN, 2) == (Emission("vie", "i", "ỉ", 2, 3), Emission("vie", "ỉ", "ỉ", 1, 3))


@pytest.mark.parametrize(
    "documents",
    [
        [("ab", "UBND tỉnh", "UBND tinh")],  # once
        [("ab", "UBND tỉnh", "UBND tinh"), ("ab", "UBND tỉnh", "UBND tinh")],  # twice, of one scan
        [("ab", "UBND huyện", "UBND tinh"), ("cd", "UBND huyện", "UBND tinh")],  # another word
    ],
)
def test_what_tells_nothing_of_the_engine_is_left(documents: list[tuple[str, str, str]]) -> None:
    assert found(*(reviewed(*one) for one in documents)) == []


def test_texts_that_no_engine_read_teach_nothing() -> None:
    assert found(*(reviewed(scan, "UBND tỉnh", "UBND tinh", engine=None) for scan in ("ab", "cd"))) == []


def test_pages_that_were_read_twice_teach_as_others_do() -> None:
    name = f"tesseract 5.3.0{readings_made(OcrOptions(effort='fast'))} vie"
    documents = [reviewed(scan, "UBND tỉnh", "UBND tinh", engine=name) for scan in ("ab", "cd")]
    assert {one.engine for one in found(*documents)} == {"vie"}


def test_capitals_of_a_head_are_those_that_were_printed() -> None:
    documents = [reviewed(scan, "UBND tỉnh", "UBND TINH") for scan in ("ab", "cd")]
    assert [(one.seen, one.meant) for one in found(*documents)] == [("I", "Ỉ")]


def of_line(scan: str, was: str, is_: str) -> Applied:
    source = Source(file="a.pdf", sha256=scan * 32, pages=2, origin="scan", engine="tesseract 5.3.0 vie")
    one = correction("/pages/0/text/0", was, is_)
    return apply(record(source=source), [one], f"{was}\nSố: 15/BC-SNV\n\fx\n\f")


@pytest.mark.parametrize(("was", "taught"), [("cap tinh", [("i", "ỉ")]), ("cấp tính", [])])
def test_a_word_without_its_marks_is_the_engines_and_one_with_others_may_be_of_repair(
    was: str, taught: list[tuple[str, str]]
) -> None:
    documents = (of_line(scan, was.replace("cap", "cấp"), "cấp tỉnh") for scan in ("ab", "cd"))
    assert [(one.seen, one.meant) for one in found(*documents)] == taught


def test_of_a_corrected_line_only_words_that_no_repair_makes_tell() -> None:
    assert [
        (one.seen, one.meant) for one in found(*(of_line(s, "các t6 chức", "các tổ chức") for s in ("ab", "cd")))
    ] == [("6", "ổ")]


def test_what_was_taught_makes_repair_think_of_the_letter(tmp_path: Path) -> None:
    Taught(confusions=(Emission("vie", "ñ", "ỉ", 2, 3), Emission("vie", "ỉ", "ỉ", 1, 3))).write(tmp_path)
    words = ("tỉnh", "tính", "tinh")
    before, after = (
        dict(of_engine(known.emissions, "vie", words).candidates("tñnh", least=-30.0))
        for known in (KNOWN, load(tmp_path))
    )
    assert max(after, key=after.__getitem__) == "tỉnh"
    gained = {word: after[word] - before[word] for word in words}
    assert gained["tỉnh"] > 1
    assert max(gained, key=gained.__getitem__) == "tỉnh"  # other letters of its shape share in it
