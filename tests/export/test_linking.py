"""Which of the exported documents a citation means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cchc_ocr.export.found import Found, FoundRecords
from cchc_ocr.export.linking import linked
from cchc_ocr.records import Document, Record, Reference, Source
from tests.conftest import Cli

DAY = "2030-03-05"


def numbered(name: str, number: str | None, date: str | None) -> Found:
    source = Source(file=f"{name}.pdf", sha256="", pages=1, origin="text")
    return Found(f"{name}.json", Record(source=source, document=Document(number_symbol=number, date=date)))


def citing(number: str, date: str | None) -> Found:
    one = numbered("bao-cao", "9/BC-SNV", "2031-01-02")
    return Found(
        one.name, one.record.model_copy(update={"references": (Reference(number_symbol=number, date=date),)})
    )


PLAN = numbered("ke-hoach", "05/KH-UBND", DAY)


@pytest.mark.parametrize(
    ("cited", "date", "others", "meant"),
    [
        ("05/KH-UBND", DAY, [PLAN], "ke-hoach.json"),
        ("5/kh–UBND", DAY, [PLAN], "ke-hoach.json"),  # as it is written elsewhere
        ("05/KH-UBND", None, [PLAN], None),  # of any year
        ("05/KH-UBND", "2031-03-05", [PLAN], None),
        ("15/KH-UBND", DAY, [PLAN], None),
        ("05/KH-UBND", DAY, [numbered("a", "05/KH-UBND", None)], None),  # its day was not read
        ("05/KH-UBND", DAY, [numbered("a", None, DAY)], None),
        ("05/KH-UBND", DAY, [PLAN, numbered("ban-sao", "05/KH-UBND", DAY)], None),  # one of two
        ("05/KH-UBND", DAY, [], None),
    ],
)
def test_a_citation_means_the_one_with_its_number_and_day(
    cited: str, date: str | None, others: Sequence[Found], meant: str | None
) -> None:
    before = [citing(cited, date), *others]
    after = list(linked(FoundRecords.of(before)))
    assert after[0].record.references[0].document == meant
    assert after[1:] == before[1:]
    assert before[0].record.references[0].document is None


def test_export_links_what_it_is_given(cli: Cli, tmp_path: Path) -> None:
    for one in (citing("05/KH-UBND", DAY), PLAN):
        (tmp_path / one.name).write_text(one.record.to_json(), encoding="utf-8")
    lines = cli("export", tmp_path, "--to", "jsonl", "--out", "-").stdout.splitlines()
    assert json.loads(lines[0])["references"][0]["document"] == PLAN.name
