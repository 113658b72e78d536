"""Names of the package: one word has one meaning."""

from __future__ import annotations

import re
from collections import Counter

from tests.paths import ROOT


def test_no_two_classes_have_one_name() -> None:
    sources = (file.read_text("utf-8") for file in (ROOT / "cchc_ocr").rglob("*.py"))
    names = Counter(name for source in sources for name in re.findall(r"^class (\w+)", source, re.MULTILINE))
    assert not [name for name, count in names.items() if count > 1]
