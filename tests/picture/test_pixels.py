"""The picture of a page as it is handed on."""

from __future__ import annotations

import numpy as np
import pytest

from cchc_ocr.picture.pixels import PageImage


@pytest.mark.parametrize("shape", [(1754, 1240), (1754, 1240, 3)])
def test_a_page_is_as_wide_as_its_rows_are_long(shape: tuple[int, ...]) -> None:
    page = PageImage(1, np.zeros(shape, np.uint8), 150)
    assert (page.width, page.height) == (1240, 1754)
    assert {type(page.width), type(page.height)} == {int}


def test_pages_are_told_apart_as_things_and_not_by_their_pixels() -> None:
    """Comparing arrays gives an array, of which nobody can say whether it is true."""
    page, other = (PageImage(1, np.zeros((2, 2), np.uint8), 150) for _ in range(2))
    assert page != other
    assert page in [other, page]
