"""The run over samples with a fake reader: what is counted, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.document import Line, Page
from cchc_ocr.errors import CchcError, EncryptedError, ExitCode, NotInstalledError, UnreadableError
from cchc_ocr.evaluation import evaluate
from cchc_ocr.evaluation.judgement import exit_code, failures, load_expected, to_expected
from cchc_ocr.records import Document, Record, Score, Source

FACTS = {
    "document": {"type": "Báo cáo", "number": "12", "recipients": []},
    "scores": [{"criterion": "Cải cách thể chế", "score": 6.0, "max_score": 6.5}],
}
TRUTH = "cải cách hành chính\nsố 12\n\f2\nhết trang\n"


@dataclass(frozen=True)
class FakeDigitised:
    record: Record
    raw: Sequence[Page]
    pages: Sequence[Page]


def pages(*texts: str) -> tuple[Page, ...]:
    return tuple(
        Page(number, tuple(Line.from_text(line) for line in text.splitlines()))
        for number, text in enumerate(texts, 1)
    )


def record(**fields: Any) -> Record:
    source = Source(file="x.pdf", sha256="0", pages=2, origin="scan", engine="fake 1.0 vie")
    return Record(source=source, document=Document(type="Báo cáo", number="12"), **fields)


def perfect(path: Path) -> FakeDigitised:
    found = pages("cải cách hành chính\nsố 12", "2\nhết trang")
    return FakeDigitised(
        record(scores=(Score(criterion="Cải cách thể chế", score=6.0, max_score=6.5),)), found, found
    )


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    for name in ("a.pdf", "b.png"):
        (tmp_path / name).write_bytes(b"never opened here")
        stem = (tmp_path / name).with_suffix("")
        stem.with_suffix(".truth.txt").write_text(TRUTH, "utf-8")
        stem.with_suffix(".truth.json").write_text(json.dumps(FACTS), "utf-8")
    (tmp_path / "README.md").write_text("about", "utf-8")
    (tmp_path / "expected.toml").write_text("", "utf-8")
    return tmp_path


def test_a_perfect_reader(samples: Path) -> None:
    ticks = count(0, 2)
    names: list[str] = []
    report = evaluate.run(samples, perfect, progress=names.append, clock=lambda: float(next(ticks)))
    assert names == ["a", "b"]
    assert [result.name for result in report.documents] == ["a", "b"]
    assert report.total.text.words == 2 * 9
    assert report.total.figures()["wer"] == 0.0
    assert report.total.figures()["scores_f1"] == 1.0
    assert report.total.engine == "fake 1.0 vie"
    assert report.total.pages_per_second == 4 / 4
    assert exit_code(report) is ExitCode.DONE


def test_raw_and_repaired_are_compared_apart(samples: Path) -> None:
    def reader(path: Path) -> FakeDigitised:
        raw = pages("cai cach hành chính\nsố 12", "2\nhết trang")
        repaired = pages("cải cach hành chính\nsở 12", "2\nhết trang")
        return FakeDigitised(record(), raw, repaired)

    result = evaluate.run(samples, reader).documents[0]
    assert (result.raw.word_edits, result.text.word_edits) == (2, 2)
    assert (result.repair.harmed, result.repair.mended) == (1, 1)
    assert result.lists["scores"].recall == 0.0
    assert "references" not in result.lists


def test_pages_are_compared_by_number(samples: Path) -> None:
    def reader(path: Path) -> FakeDigitised:
        found = (*pages("cải cách hành chính\nsố 12"), Page(3, (Line.from_text("thừa"),)))
        return FakeDigitised(record(), found, found)

    result = evaluate.run(samples, reader).documents[0]
    assert result.pages == 3
    assert result.text.word_edits == 3 + 1  # the second page is lost, a third invented


@pytest.mark.parametrize("error", [UnreadableError("a.pdf: truncated"), EncryptedError("a.pdf: encrypted")])
def test_a_sample_that_cannot_be_read_is_told_and_the_others_are_done(samples: Path, error: CchcError) -> None:
    def reader(path: Path) -> FakeDigitised:
        if path.name == "a.pdf":
            raise error
        return perfect(path)

    report = evaluate.run(samples, reader)
    assert report.errors == {"a": str(error)}
    assert [result.name for result in report.documents] == ["b"]
    assert exit_code(report) is ExitCode.UNREADABLE
    assert failures(report) == [f"a: read: {error}"]


def test_a_bad_set_up_goes_through(samples: Path) -> None:
    def reader(path: Path) -> FakeDigitised:
        raise NotInstalledError("no tesseract")

    with pytest.raises(NotInstalledError):
        evaluate.run(samples, reader)


def _remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_remove("a.truth.txt"), r"a\.truth\.txt: there is no such file"),
        (_remove("a.truth.json"), r"a\.truth\.json: there is no such file"),
        (_remove("a.pdf"), r"a: ground truth without its document"),
        (_write("c.truth.txt", b"x"), r"c: ground truth without its document"),
        (_write("c.pdf", b"x"), r"c\.truth\.txt: there is no such file"),
        (_write("a.png", b"x"), r"a: several documents"),
        (_write("a.truth.txt", b" \n"), r"a\.truth\.txt: the file is empty"),
        (_write("a.truth.txt", b"\xff\xfe\x00"), r"a\.truth\.txt: "),
        (_write("a.truth.json", b"{"), r"a\.truth\.json: this is not JSON"),
        (_write("a.truth.json", b"[]"), r'a\.truth\.json: the file has no "document"'),
    ],
)
def test_a_sample_without_its_counterpart_is_refused(
    samples: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(samples)
    with pytest.raises(UnreadableError, match=message):
        evaluate.run(samples, perfect)


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UnreadableError, match="no s"):
            evaluate.run(folder, perfect)


def test_agreed_figures_hold_for_the_reader_that_made_them_and_not_for_a_worse_one(samples: Path) -> None:
    path = samples / "expected.toml"
    path.write_text(to_expected(evaluate.run(samples, perfect)), "utf-8")
    expected = load_expected(path)

    def worse(path: Path) -> FakeDigitised:
        found = pages("cải cách hành chỉnh\nsố 12", "2\nhết trang")
        return FakeDigitised(record(), found, found)

    assert exit_code(evaluate.run(samples, perfect), expected) is ExitCode.DONE
    report = evaluate.run(samples, worse)
    assert exit_code(report, expected) is ExitCode.BELOW_EXPECTED
    assert {line.split(": ")[1] for line in failures(report, expected)} == {"cer", "wer", "scores_f1"}
