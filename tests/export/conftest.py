"""What tests of exports share."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from tests.exported import found, record
from tests.workbooks import opened


@pytest.fixture(scope="package")
def book() -> Workbook:
    """The workbook of two reports, read back; tests only look at it."""
    return opened(found(record(2019, points=(7.0, 8.0, 4.0)), record(2020)))
