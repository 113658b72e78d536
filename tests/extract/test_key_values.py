"""Tables of what is asked and what came out."""

import pytest

from cchc_ocr.extract.tables.tables import read_tables
from cchc_ocr.files.plain_text import text_pages
from tests.known import KNOWLEDGE

MIXED = (
    "Nội dung\tKết quả\nXếp hạng\t3/20\nHồ sơ tiếp nhận\t849 hồ sơ\nVăn bản ban hành\t12 văn bản\nXếp loại\tTốt\n"
)


def tables(text):
    return read_tables(text_pages(text), KNOWLEDGE)


def test_cells_with_units_of_their_own_become_sentences_and_the_others_stay_cells():
    pages = text_pages(MIXED)
    found = read_tables(pages, KNOWLEDGE)
    assert [line.text for page in found.running_text(pages) for line in page.lines] == [
        "Hồ sơ tiếp nhận: 849 hồ sơ.",
        "Văn bản ban hành: 12 văn bản.",
    ]
    assert [(f.value.position, f.value.of) for f in found.ranks()] == [(3, 20)]
    assert [f.value.grade for f in found.grades()] == ["Tốt"]
    assert [*found.counts(), *found.scores()] == []


@pytest.mark.parametrize(
    "text",
    [
        "Sở\tSố hồ sơ\nSở A\t12\nSở B\t15\nSở C\t8\n",
        "Sở\tTỷ lệ\nSở A\t12%\nSở B\t15%\nSở C\t8%\n",
        "Sở\tHồ sơ\tXếp loại\nSở A\t12 hồ sơ\tTốt\nSở B\t15 hồ sơ\tKhá\nSở C\t8 hồ sơ\tTốt\n",
    ],
)
def test_cells_of_one_kind_are_read_as_a_column(text):
    assert not any(sheet.of_kind("mixed") for sheet in tables(text).sheets)
