"""Reads every sample, compares text and record with its ground truth, and the figures with the agreed ones.

A sample is ``NAME.pdf`` (or another document) beside ``NAME.truth.txt`` and ``NAME.truth.json``;
``samples/README.md`` has the format of both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cchc_ocr.document import Page
from cchc_ocr.errors import EncryptedError, UnreadableError
from cchc_ocr.evaluation.agreement import Facts, compare_record
from cchc_ocr.evaluation.calibration import judge
from cchc_ocr.evaluation.figures import Report, Result, sum_counts
from cchc_ocr.evaluation.scoring import RepairCounts, TextCounts, compare_repair, compare_text
from cchc_ocr.files.opening import is_document
from cchc_ocr.records import Record


class SampleReading(Protocol):
    """What reading a document gives: the record, the pages before (``raw``) and after repair."""

    @property
    def record(self) -> Record: ...
    @property
    def raw(self) -> Sequence[Page]: ...
    @property
    def pages(self) -> Sequence[Page]: ...


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and its truth: one text per page, and facts in the scheme of the record."""

    name: str
    path: Path
    pages: tuple[str, ...]
    facts: Facts


# -- running ---------------------------------------------------------------------------------------------
def run(
    folder: Path,
    digitise: Callable[[Path], SampleReading],
    *,
    progress: Callable[[str], None] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Read all samples of ``folder`` with ``digitise``, and compare them with their ground truth.

    ``progress`` is called with each name before it is read. Raises UnreadableError where the folder is empty, or a
    document or ground truth lacks its counterpart. A document that cannot be read does not stop the others;
    NotInstalledError and ConfigurationError are raised as they are.
    """
    results: list[Result] = []
    errors: dict[str, str] = {}
    for sample in load_samples(folder):
        if progress:
            progress(sample.name)
        start = clock()
        try:
            digitised = digitise(sample.path)
        except (UnreadableError, EncryptedError) as error:
            errors[sample.name] = str(error)
            continue
        results.append(compare(sample, digitised, clock() - start))
    return Report(tuple(results), errors)


def compare(sample: Sample, digitised: SampleReading, seconds: float) -> Result:
    """One document against its truth, page by page."""
    record = json.loads(digitised.record.to_json())
    header, lists = compare_record(sample.facts, record)
    raw, repaired = ({page.number: page.text for page in pages} for pages in (digitised.raw, digitised.pages))
    truth = dict(enumerate(sample.pages, 1))
    numbers = sorted({*truth, *raw, *repaired})
    pages = [(truth.get(n, ""), raw.get(n, ""), repaired.get(n, "")) for n in numbers]
    return Result(
        name=sample.name,
        pages=len(numbers),
        seconds=seconds,
        engine=digitised.record.source.engine or "",
        raw=sum_counts((compare_text(t, before) for t, before, _ in pages), TextCounts()),
        text=sum_counts((compare_text(t, after) for t, _, after in pages), TextCounts()),
        repair=sum_counts((compare_repair(*page) for page in pages), RepairCounts()),
        header=header,
        lists=lists,
        judged=tuple(judge(sample.facts, record)),
    )


# -- files -----------------------------------------------------------------------------------------------
def load_samples(folder: Path) -> list[Sample]:
    """The samples of a folder, by name; raises UnreadableError where one of the three files is missing or bad."""
    if not folder.is_dir():
        raise UnreadableError(f"{folder}: there is no such folder", hint="give the folder of the samples")
    documents = sorted(path for path in folder.iterdir() if path.is_file() and is_document(path.name))
    if not documents:
        raise UnreadableError(
            f"{folder}: there are no samples here", hint="a sample is a document beside its .truth.txt"
        )
    names = [path.stem for path in documents]
    doubles = {name for name in names if names.count(name) > 1}
    truths = {path.name.removesuffix(s) for s in (".truth.txt", ".truth.json") for path in folder.glob(f"*{s}")}
    if doubles:
        raise UnreadableError(
            f"{folder / min(doubles)}: several documents have the same ground truth", hint="rename one of them"
        )
    if alone := truths - set(names):
        raise UnreadableError(
            f"{folder / min(alone)}: ground truth without its document", hint="remove it or add one"
        )
    return [_load(path) for path in documents]


def _load(path: Path) -> Sample:
    text_file, facts_file = path.with_suffix(".truth.txt"), path.with_suffix(".truth.json")
    text, facts = _read(text_file), _facts(facts_file)
    if not text.strip():
        raise UnreadableError(
            f"{text_file}: the file is empty", hint="write the printed text, with a form feed between pages"
        )
    return Sample(path.stem, path, tuple(text.split("\f")), facts)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise UnreadableError(
            f"{path}: there is no such file", hint="each sample needs .truth.txt and .truth.json"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: {error}", hint="the file must be UTF-8 text") from error


def _facts(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(_read(path))
    except ValueError as error:
        raise UnreadableError(f"{path}: this is not JSON: {error}", hint="see samples/README.md") from error
    if not isinstance(facts, dict) or not isinstance(facts.get("document"), dict):
        raise UnreadableError(f'{path}: the file has no "document"', hint="see samples/README.md")
    return facts
