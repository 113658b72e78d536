"""Lines as one text."""

from __future__ import annotations

import time

from cchc_ocr.document import Line, Page, Table
from cchc_ocr.extract.text.passage import Passage, cell_openers


def test_a_code_that_a_line_ends_in_goes_on_in_the_next() -> None:
    lines = [(1, Line.from_text(text)) for text in ("Theo văn bản 15/BC-", "SNV ngày 05/3/2021 -", "Sở Nội vụ")]
    assert Passage.of_lines(lines).text == "Theo văn bản 15/BC-SNV ngày 05/3/2021 - Sở Nội vụ"


def test_a_cell_of_a_table_ends_where_the_next_begins() -> None:
    texts = ("Bảng 1", "Công văn của Sở", "Nội vụ", "Kiểm tra", "Sở đã họp")
    table = Table((("Công văn của Sở Nội vụ", "Kiểm tra"),), lines=(((1, 2), (3,)),))
    page = Page(1, tuple(map(Line.from_text, texts)), tables=(table,))
    passage = Passage.of_lines([(1, line) for line in page.lines], cell_openers([page]))
    ends = [passage.cell_end(passage.text.index(word)) for word in ("Công", "Nội", "Kiểm", "đã")]
    assert [passage.text[:end].rstrip()[-3:] for end in ends] == [" vụ", " vụ", "tra", "họp"]


def test_a_long_document_takes_time_by_its_length() -> None:
    lines = [(1, Line.from_text("Kết quả thực hiện cải cách hành chính của các cơ quan, đơn vị"))] * 20_000
    began = time.process_time()
    Passage.of_lines(lines)
    assert time.process_time() - began < 5  # where every line looks back over the whole text, minutes
