"""What tests of reports share: reports that tests only look at, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cchc_ocr.report.parts import ComparisonReport
from cchc_ocr.translation import use
from tests.compared import INTERIOR, record, report, total


@pytest.fixture(scope="package")
def english() -> ComparisonReport:
    """The comparison of all records."""
    return report()


@pytest.fixture(scope="package")
def plain() -> ComparisonReport:
    """A report of one figure, without charts: it is written in no time."""
    return report(record(2023, total(INTERIOR, 2023, 92.25)))


@pytest.fixture(scope="package")
def made_in_vietnamese() -> ComparisonReport:
    """The same for a Vietnamese reader."""
    use("vi")
    try:
        return report()
    finally:
        use("en")


@pytest.fixture
def vietnamese() -> Iterator[None]:
    use("vi")
    yield
    use("en")
