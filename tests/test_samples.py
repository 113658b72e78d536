"""The samples hold together: documents, truth texts and facts agree, and the files are what they claim to be."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from cchc_ocr.evaluation import evaluate
from cchc_ocr.evaluation.scoring import normal
from cchc_ocr.records import Record
from tests.paths import CASES, SAMPLES, SCRIPTS, SHARED

FOUND = {sample.name: sample for sample in evaluate.load_samples(SAMPLES)}
NAMES = sorted(FOUND)
CONCLUSION, SCANNED_TABLE, DECISION = "01-ket-luan", "03-bao-cao-nam", "06-quyet-dinh-xep-hang"


def text_of(name: str) -> str:
    return normal(" ".join(FOUND[name].pages))


def printed(number: float) -> set[str]:
    """The ways a number is printed here: 7 or 07, 6.482, 86,5 or 86,50."""
    if float(number).is_integer():
        whole = int(number)
        dotted = f"{whole:,}".replace(",", ".")
        return {dotted, f"{whole:02}", f"{whole},00"}
    return {f"{number:.{places}f}".replace(".", ",") for places in (1, 2) if round(number, places) == number}


def has_number(text: str, number: float) -> bool:
    return any(re.search(rf"(?<![\d,.]){re.escape(form)}(?!\d|[,.]\d)", text) for form in printed(number))


def test_there_are_at_least_seven_and_they_are_small() -> None:
    assert len(FOUND) >= 7
    assert sum(path.stat().st_size for path in SAMPLES.iterdir()) < 8_000_000


@pytest.mark.parametrize("name", NAMES)
def test_as_many_pages_as_the_truth_says(name: str) -> None:
    sample = FOUND[name]
    if sample.path.suffix == ".pdf":
        with pypdfium2.PdfDocument(sample.path) as pdf:
            pages = len(pdf)
    else:
        with Image.open(sample.path) as image:
            pages = getattr(image, "n_frames", 1)
    assert pages == len(sample.pages) == sample.facts["pages"]


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_composed_and_has_no_empty_lines(name: str) -> None:
    for page in FOUND[name].pages:
        assert page == unicodedata.normalize("NFC", page)
        assert all(line.strip() == line and line for line in page.strip("\n").split("\n"))


@pytest.mark.parametrize("name", NAMES)
def test_facts_fit_the_record(name: str) -> None:
    """What the facts say can be said in a record: same names, same types."""
    facts = FOUND[name].facts
    source = {"file": "x", "sha256": "0", "pages": facts["pages"], "origin": facts["origin"]}
    own = ("checks", "also", "handwritten", "handwritten_values", "pages", "origin", "turned_pages")
    Record.model_validate({"source": source, **{k: v for k, v in facts.items() if k not in own}})


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_stands_in_the_text(name: str) -> None:
    facts, text = FOUND[name].facts, text_of(name)
    document: dict[str, Any] = facts["document"]
    for field in ("number_symbol", "symbol", "place", "signer", "subject", "urgency"):
        assert normal(document.get(field) or "").casefold() in text.casefold(), field
    for field in ("addressees", "recipients"):
        assert all(normal(entry) in text for entry in document[field]), field
    assert all(reference["number_symbol"] in text for reference in facts["references"])
    assert all(normal(score["criterion"]) in text for score in facts["scores"])
    numbers = [
        *(score[key] for score in facts["scores"] for key in ("score", "max_score", "percent")),
        *(total[key] for total in facts["totals"] for key in ("score", "max_score")),
        *(rank[key] for rank in facts["ranks"] for key in ("position", "of")),
        *(deduction["points"] for deduction in facts["deductions"]),
        *(percentage["value"] for percentage in facts["percentages"]),
        *(count[key] for count in facts["counts"] for key in ("value", "of")),
    ]
    assert [number for number in numbers if number is not None and not has_number(text, number)] == []


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_exactly_those_of_the_text(name: str) -> None:
    text = text_of(name)
    figures = re.findall(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})", text)
    words = re.findall(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", text)
    found = {date(int(year), int(month), int(day)).isoformat() for day, month, year in figures + words}
    facts = FOUND[name].facts
    assert sorted(found) == facts["dates"]
    assert facts["document"]["date"] in (*found, None)
    assert {reference["date"] for reference in facts["references"]} <= {*found, None}


@pytest.mark.parametrize("name", NAMES)
def test_references_are_all_numbered_documents_but_the_sample_itself(name: str) -> None:
    facts = FOUND[name].facts
    codes = set(re.findall(r"\b\d+(?:/\d{4})?[/-][A-ZĐ][\w&-]*(?:/[A-ZĐ]+)?", text_of(name)))
    own = {facts["document"]["number_symbol"]}
    assert {reference["number_symbol"] for reference in facts["references"]} == codes - own


@pytest.mark.parametrize("name", NAMES)
def test_total_rows_are_the_sums_of_their_columns(name: str) -> None:
    for table in FOUND[name].facts["tables"]:
        *rows, last = table["rows"]
        if last[1] == "Tổng cộng":
            columns = [
                [int(cell.replace(".", "")) for cell in column] for column in list(zip(*rows, strict=True))[2:]
            ]
            assert [sum(column) for column in columns] == [int(cell.replace(".", "")) for cell in last[2:]]


def test_the_conclusion_has_its_slip_and_no_other() -> None:
    facts = FOUND[CONCLUSION].facts
    assert round(sum(score["score"] for score in facts["scores"]), 2) == 86.15
    assert facts["totals"][0]["score"] == 86.51
    assert sum(score["max_score"] for score in facts["scores"]) == facts["totals"][0]["max_score"]
    for score in facts["scores"]:
        assert abs(100 * score["score"] / score["max_score"] - score["percent"]) < 0.006
    assert facts["checks"] == ["score-sum"]


def test_the_ranking_adds_up_and_descends() -> None:
    (table,) = FOUND[DECISION].facts["tables"]
    rows = [[float(cell.replace(",", ".")) for cell in row[2:]] for row in table["rows"]]
    assert len(rows) == 20
    assert all(round(first + second, 2) == whole for first, second, whole in rows)
    assert [whole for *_, whole in rows] == sorted((whole for *_, whole in rows), reverse=True)


def test_scans_are_scans_of_every_kind() -> None:
    suffixes = {sample.path.suffix for sample in FOUND.values()}
    assert {".pdf", ".tiff", ".jpg", ".png"} <= suffixes
    origins = [sample.facts["origin"] for sample in FOUND.values()]
    assert origins.count("text-layer") == 1
    assert FOUND[SCANNED_TABLE].facts["turned_pages"] == [3]
    with pypdfium2.PdfDocument(FOUND["08-thong-bao"].path) as pdf:
        hidden = pdf[0].get_textpage().get_text_bounded()
    assert "Hoa Gjauq" in hidden
    with pypdfium2.PdfDocument(FOUND["07-ke-hoach"].path) as pdf:
        assert "Cải cách hành chính" in normal(pdf[0].get_textpage().get_text_bounded())


def test_handwriting_is_marked_and_null() -> None:
    sample = FOUND["09-to-trinh"]
    assert re.findall(r"⟦([^⟧]*)⟧", sample.pages[0]) == ["146", "19"]
    assert sample.facts["document"]["number"] is None
    assert sample.facts["handwritten_values"]["date"] == "2024-02-19"


@pytest.mark.slow
def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Truth and a page image at least; needs what only the making of samples needs."""
    pytest.importorskip("reportlab")
    if not Path("/usr/share/fonts/truetype/croscore").is_dir():
        pytest.skip("fonts-croscore is not installed")
    import subprocess
    import sys

    script = SCRIPTS / "make_samples.py"
    subprocess.run([sys.executable, script, "--out", tmp_path, "08-thong-bao"], check=True, capture_output=True)
    for made in tmp_path.iterdir():
        if made.suffix in (".txt", ".json"):
            assert made.read_bytes() == (SAMPLES / made.name).read_bytes()


def test_nothing_here_is_taken_from_the_shared_documents() -> None:
    """No sixteen words in a row, neither in samples nor in cases, the state's name and motto apart."""
    if not SHARED.is_dir():
        pytest.skip("the shared documents are not here")
    motto = normal("Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc").casefold()
    ours = set[tuple[str, ...]]()
    cases = (path.read_text("utf-8") for path in CASES.glob("*.json"))
    for text in (*(" ".join(sample.pages) for sample in FOUND.values()), *map(_strings, cases)):
        ours |= runs(normal(text).casefold().replace(motto, "|"))
    for path in [*SHARED.glob("seeds/*.txt"), *SHARED.glob("scans/*.txt")]:
        assert ours.isdisjoint(runs(normal(path.read_text("utf-8")).casefold())), path.name


def _strings(cases: str) -> str:
    """The texts in JSON, keys included, one after the other."""
    return " ".join(json.loads(string) for string in re.findall(r'"(?:[^"\\]|\\.)*"', cases))


def runs(text: str, length: int = 16) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+|\n", text)
    return {
        tuple(run) for run in zip(*(words[start:] for start in range(length)), strict=False) if "\n" not in run
    }
