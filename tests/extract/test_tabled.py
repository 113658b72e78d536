"""Which values of a record stand in its tables."""

from cchc_ocr.extract.checks.tabled import tabled_in
from cchc_ocr.records import Evidence, Rank, Record, Source, TableRecord

TABLE = TableRecord(
    page=1, header=("Đơn vị", "2030", "2031"), rows=(("Sở Y tế", "6", "9"), ("Sở Tư pháp", "9", "6"))
)


def seen(field: str, text: str) -> Evidence:
    return Evidence(field=field, page=1, box=None, text=text, confidence=1.0)


def test_a_value_stands_in_the_row_that_has_its_figure_and_its_name():
    evidence = [
        *(seen("/ranks/0/position", "9"), seen("/ranks/0/unit", "Sở Tư pháp")),
        *(seen("/ranks/1/position", "6"), seen("/ranks/1/unit", "Sở Y tế"), seen("/ranks/1/year", "2030")),
        *(seen("/ranks/2/position", "6"), seen("/ranks/2/name", "Năm 2030 Sở xếp thứ")),
    ]
    ranks = tuple(Rank(position=place) for place in (9, 6, 6))
    source = Source(file="a.txt", sha256="ab" * 32, pages=1, origin="text")
    record = Record(source=source, ranks=ranks, tables=(TABLE,), evidence=tuple(evidence))
    assert tabled_in(record) == {"ranks": {0: (0, 1), 1: (0, 0)}}
