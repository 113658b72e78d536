"""Questions over a million statements: Parquet files of each year, asked by DuckDB as they lie.

    python scripts/bench_statements.py --statements 1000000

Invented statements are written by the export itself, one file for each year (``--to parquet --partition``). Then
the recipe of docs/queries.md makes its views of the files, and every query of that page about results is asked, in
a process of its own with ``MEMORY`` for DuckDB. Told are the seconds of each query, and the most memory that the
process had. Asked for: each query ≤ 5 s of the processor, ≤ 600 MB. Exits with 1 where a figure is missed.
``--keep FOLDER`` keeps the files for the next time. It runs on Linux only, and needs the extra duckdb.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench_export import CRITERIA, INDEX, PROVINCES

from cchc_ocr import export
from cchc_ocr.export.found import Found, FoundHead, FoundRecords
from cchc_ocr.records import Count, Deduction, Document, Rank, Record, Score, Source, Total

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/queries.md"
SEED = 2026
YEARS = range(2015, 2025)
BODIES = 1000  # of each province
OF_EACH = len(CRITERIA) + 10  # statements of a record
SECONDS, MEGABYTES = 5.0, 600.0
MEMORY = "400MB"  # for DuckDB; what does not fit waits on disk


def found(statements: int) -> FoundRecords:
    """Records with so many statements in all, made anew whenever someone goes through them."""
    head = FoundHead("all", None, None, years=frozenset(YEARS))
    return FoundRecords(lambda: _records(-(-statements // OF_EACH)), [head])


def _records(count: int) -> Iterator[Found]:
    rng = random.Random(SEED)
    for number in range(count):
        province = rng.choice(PROVINCES)
        body = f"Ủy ban nhân dân xã số {rng.randrange(BODIES)}, tỉnh {province}"
        yield Found(f"{number:06}.json", _record(rng, number, body, YEARS[number % len(YEARS)]))


def _record(rng: random.Random, number: int, body: str, year: int) -> Record:
    own = {"body": body, "year": year}
    counted = (f"hồ sơ tiếp nhận qua kênh {part} của đơn vị" for part in range(7))
    scores = (
        Score(criterion=name, criterion_code=code, score=rng.randint(400, 1000) / 100, max_score=10, **own)
        for name, code in CRITERIA
    )
    return Record(
        source=Source(file=f"{number:06}.pdf", sha256=f"{number:064x}", pages=6, origin="scan"),
        document=Document(type="Báo cáo", number_symbol=f"{number}/BC-UBND", date=f"{year + 1}-01-15"),
        scores=tuple(scores),
        totals=(Total(name=INDEX, score=rng.randint(6000, 9900) / 100, max_score=100, index=INDEX, **own),),
        ranks=(Rank(name=INDEX, position=rng.randint(1, 20), of=20, index=INDEX, **own),),
        deductions=(Deduction(name="gửi báo cáo định kỳ chậm so với quy định", points=0.5, **own),),
        counts=tuple(Count(name=name, value=rng.randint(10, 9999), **own) for name in counted),
        needs_review=("/totals/0/score",) if rng.random() < 0.1 else (),
    )


def views(tables: Path) -> str:
    """The statements of the recipe that make a view of the files of each table; its folder is ``tables``."""
    recipe = re.findall(r"^CREATE VIEW .*;$", PAGE.read_text("utf-8"), re.MULTILINE)
    return "\n".join(recipe).replace("'tables/", f"'{tables}/")


def queries() -> list[str]:
    """The queries of docs/queries.md about results alone."""
    found = re.findall(r"^```sql\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [query for query in found if re.search(r"\bFROM results\b(?! JOIN)", query)]


def ask(tables: Path) -> float:
    """Ask each query; the seconds of the processor that the slowest took."""
    import duckdb

    worst = 0.0
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        db.execute(views(tables))
        for query in queries():
            began, worked = time.perf_counter(), time.process_time()
            rows = len(db.execute(query).fetchall())
            busy = time.process_time() - worked
            worst = max(worst, busy)
            told = f"{time.perf_counter() - began:6.2f} s, of the processor {busy:6.2f} s {rows:9,} rows"
            print(f"{told}  {' '.join(query.split())[:70]}", flush=True)
    return worst


def in_a_process(tables: Path) -> bool:
    """Ask in a process of its own, whose memory is then known; whether all is as asked for."""
    with subprocess.Popen([sys.executable, __file__, "--ask", tables]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = used.ru_maxrss / 1024
    held = status == 0 and megabytes <= MEGABYTES
    asked = f"(asked for: {SECONDS:g} s of the processor each, {MEGABYTES:g} MB)"
    print(f"most memory {megabytes:.0f} MB {asked}: {'reached' if held else 'MISSED'}")
    return held


def make(tables: Path, statements: int) -> None:
    """Write the tables, the results of each year into a file of their own."""
    began = time.process_time()
    export.write(found(statements), "parquet", tables, export.ExportOptions(partition=()))
    size = sum(path.stat().st_size for path in tables.rglob("*.parquet")) / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"written: {size:.0f} MB in {time.process_time() - began:.1f} s of the processor, with {most:.0f} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--ask", type=Path, metavar="TABLES", help="only ask, in this process")
    given = parser.parse_args()
    if given.ask:
        return 0 if ask(given.ask) <= SECONDS else 1
    with TemporaryDirectory(prefix="cchc-ocr-bench-") as temporary:
        tables = (given.keep or Path(temporary)) / "tables"
        print(f"{given.statements:,} statements (seed {SEED})", flush=True)
        if not tables.exists():
            make(tables, given.statements)
        return 0 if in_a_process(tables) else 1


if __name__ == "__main__":
    sys.exit(main())
