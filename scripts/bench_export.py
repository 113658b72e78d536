"""Time and memory of exports: an archive of records becomes files.

    python scripts/bench_export.py --documents 10000

Asked for, of 10,000 records (160 MB) on one core: CSV and Parquet within 60 s and 300 MB, a workbook within 180 s
and 400 MB. The records are invented; each has as many statements, citations, cells and pieces of evidence as make
16 KB. Each export is a process of its own on one core; its seconds, those of the processor, and the most memory
that it had are told beside the limits. Exits with 1 where a figure is missed. ``--checkout FOLDER`` measures
another version of the program; ``--keep FOLDER`` keeps the records for the next time. It runs on Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_ocr.records import (
    Check,
    Count,
    Deduction,
    Document,
    Evidence,
    Percentage,
    Rank,
    Record,
    Reference,
    Repair,
    Score,
    Source,
    TableRecord,
    Total,
)

ROOT = Path(__file__).parent.parent
SEED = 2026
NAMED = 10_000  # documents that the limits are for
DEPARTMENTS = ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Du lịch", "Sở Xây dựng", "Sở Công Thương", "Sở Tư pháp")
PROVINCES = ("Sơn Hà", "Lam Kiều", "An Bình", "Lam Sơn")
INDEX = "Chỉ số cải cách hành chính (PAR INDEX)"
CRITERIA = (
    ("Chỉ đạo, điều hành cải cách hành chính", "chi_dao_dieu_hanh"),
    ("Cải cách thể chế", "the_che"),
    ("Cải cách thủ tục hành chính", "thu_tuc_hanh_chinh"),
    ("Cải cách tổ chức bộ máy hành chính", "to_chuc_bo_may"),
    ("Cải cách chế độ công vụ", "che_do_cong_vu"),
    ("Cải cách tài chính công", "tai_chinh_cong"),
    ("Xây dựng và phát triển Chính quyền điện tử, Chính quyền số", "chinh_quyen_so"),
    ("Tác động của cải cách hành chính", "tac_dong"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What an export of ``NAMED`` documents may take."""

    seconds: float
    megabytes: float


LIMITS = {"csv": Limit(60, 300), "parquet": Limit(60, 300), "xlsx": Limit(180, 400)}
OTHERS = ("jsonl", "sqlite", "duckdb")  # measured, without a limit


def records(count: int) -> Iterator[Record]:
    """Reports of departments of invented provinces, one for each department and year, and again."""
    rng = random.Random(SEED)
    for number in range(count):
        year = 2015 + number % 10
        yield _record(rng, number, rng.choice(DEPARTMENTS), rng.choice(PROVINCES), year)


def _record(rng: random.Random, number: int, department: str, province: str, year: int) -> Record:
    own = {"body": f"{department}, tỉnh {province}", "year": year}
    scores = tuple(
        Score(
            criterion=name,
            criterion_code=code,
            score=rng.randint(400, 1000) / 100,
            max_score=10,
            index=INDEX,
            **own,
        )
        for name, code in CRITERIA
    )
    counts = tuple(
        Count(name=f"hồ sơ tiếp nhận qua kênh {part} của đơn vị", value=rng.randint(10, 9999), **own)
        for part in range(8)
    )
    cited = tuple(
        Reference(
            type="Quyết định",
            number_symbol=f"{rng.randint(1, 3000)}/QĐ-UBND",
            date=f"{year}-{rng.randint(1, 12):02}-05",
            issuer=f"UBND tỉnh {province}",
        )
        for _ in range(10)
    )
    rows = tuple((f"{row}", f"Nội dung đánh giá thứ {row} của đơn vị", "8,50", "10") for row in range(10))
    made = Record(
        source=Source(
            file=f"{number:05}.pdf", sha256=f"{number:064x}", pages=6, origin="scan", engine="typed 1.0"
        ),
        repair=Repair(strength="careful", words=2100, changed=120),
        document=Document(
            **{"type": "Báo cáo", "number": str(number), "symbol": "BC-SNV", "number_symbol": f"{number}/BC-SNV"},
            **{"issuer": department, "parent": f"UBND tỉnh {province}", "place": province},
            date=f"{year + 1}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            subject=f"Kết quả thực hiện công tác cải cách hành chính năm {year} của {department} tỉnh {province}",
            recipients=("Như trên", "Lưu: VT, CCHC"),
        ),
        references=cited,
        scores=scores,
        totals=(Total(name=INDEX, score=rng.randint(6000, 9900) / 100, max_score=100, index=INDEX, **own),),
        ranks=(Rank(name=INDEX, position=rng.randint(1, 20), of=20, index=INDEX, **own),),
        deductions=(Deduction(name="gửi báo cáo định kỳ chậm so với quy định", points=0.5, **own),),
        percentages=tuple(Percentage(name=f"hồ sơ đúng hạn nhóm {part}", value=99.5, **own) for part in range(3)),
        counts=counts,
        tables=(TableRecord(page=4, title="Biểu số 1", header=("STT", "Nội dung", "Điểm", "Tối đa"), rows=rows),),
        checks=(
            Check(
                **{"code": "score-sum", "level": "warning", "message": "the parts add up to 60.25"},
                args={"due": 60.25, "stated": 61.25},
                fields=("/totals/0/score", "/scores/1/score"),
            ),
        ),
        needs_review=("/document/signer", "/totals/0/score", "/counts/0", "/counts/5", "/references/3/date"),
    )
    return made.model_copy(update={"evidence": tuple(_evidence(made, rng))})


def _evidence(record: Record, rng: random.Random) -> Iterator[Evidence]:
    """Evidence for all that is stated, and for each figure of it."""
    fields = {
        "scores": ("score", "max_score", "year"),
        "counts": ("value", "year"),
        "references": ("number_symbol",),
    }
    for name in ("scores", "totals", "ranks", "deductions", "percentages", "counts", "references"):
        for number in range(len(getattr(record, name))):
            for field in fields.get(name, ("year",)):
                pointer = f"/{name}/{number}/{field}"
                box = (rng.randint(90, 900), rng.randint(90, 3000), rng.randint(900, 2400), rng.randint(90, 3300))
                text = "đạt 8,50/10,00 điểm (85,00%)"
                confidence = rng.randint(40, 100) / 100
                yield Evidence(field=pointer, page=1 + number % 6, box=box, text=text, confidence=confidence)


def make(folder: Path, count: int) -> None:
    """Write the records, a file for each, a thousand in a folder."""
    for number, record in enumerate(records(count)):
        place = folder / f"{number // 1000:03}" / f"{number:05}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(record.to_json(), "utf-8")
        place.with_suffix(".pdf").touch()  # the scan, to which a workbook links


@dataclass(frozen=True, slots=True)
class Taken:
    """What an export took; ``busy`` are the seconds of the processor: on a machine at rest nearly all."""

    seconds: float
    busy: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:7.1f} s, of the processor {self.busy:6.1f} s {self.megabytes:6.0f} MB"


def measure(checkout: Path, source: Path, kind: str, out: Path) -> Taken:
    """What an export takes, in a process of its own on one core."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    target = out / ("tables" if kind in ("csv", "parquet") else f"all.{kind}")
    command = [sys.executable, "-m", "cchc_ocr", "export", str(source), "--to", kind, "--out", str(target)]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=checkout, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{kind}: the export ended with {process.returncode}")
    return Taken(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def judged(kind: str, taken: Taken, count: int) -> bool:
    """Tell the figures of an export; whether it is within its limits, if it has any: those of so many documents.

    The seconds of the processor are judged: on a machine that others use as well, the rest is waiting for them.
    """
    limit = LIMITS.get(kind)
    if limit is None:
        print(f"{kind:8} {taken}", flush=True)
        return True
    seconds = limit.seconds * count / NAMED
    held = taken.busy <= seconds and taken.megabytes <= limit.megabytes
    asked = f"(asked for: {seconds:g} s, {limit.megabytes:g} MB)"
    print(f"{kind:8} {taken} {asked}: {'reached' if held else 'MISSED'}", flush=True)
    return held


def measure_all(folder: Path, count: int, checkout: Path, kinds: Sequence[str]) -> bool:
    source = folder / "records"
    if not source.exists():
        make(source, count)
    size = sum(path.stat().st_size for path in source.rglob("*.json")) / 1e6
    print(f"{count} records, {size:.0f} MB (seed {SEED}), on one core", flush=True)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # the exports as well, which this process starts
    held = [judged(kind, measure(checkout, source, kind, folder / "out"), count) for kind in kinds]
    return all(held)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=NAMED)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--checkout", type=Path, default=ROOT, metavar="FOLDER")
    parser.add_argument("--to", nargs="+", default=(*LIMITS, *OTHERS), metavar="FORMAT")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as temporary:
        folder = given.keep or Path(temporary)
        return 0 if measure_all(folder, given.documents, given.checkout, given.to) else 1


if __name__ == "__main__":
    sys.exit(main())
