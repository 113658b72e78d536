"""Lines as one text."""

from __future__ import annotations

import time

from cchc_ocr.document import Line
from cchc_ocr.extract.text.passage import Passage


def test_a_code_that_a_line_ends_in_goes_on_in_the_next() -> None:
    lines = [(1, Line.from_text(text)) for text in ("Theo văn bản 15/BC-", "SNV ngày 05/3/2021 -", "Sở Nội vụ")]
    assert Passage.of_lines(lines).text == "Theo văn bản 15/BC-SNV ngày 05/3/2021 - Sở Nội vụ"


def test_a_long_document_takes_time_by_its_length() -> None:
    lines = [(1, Line.from_text("Kết quả thực hiện cải cách hành chính của các cơ quan, đơn vị"))] * 20_000
    began = time.process_time()
    Passage.of_lines(lines)
    assert time.process_time() - began < 5  # where every line looks back over the whole text, minutes
