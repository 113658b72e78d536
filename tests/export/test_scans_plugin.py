"""Cells with links to scans, as the plugin of Datasette shows them; ``test_datasette`` opens the scans."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("datasette")

from cchc_ocr.export import scans_plugin
from cchc_ocr.statements import link_to

DATASETTE = SimpleNamespace(urls=SimpleNamespace(path=lambda path: f"/kho{path}"))


def cell(value: object, column: str = "link") -> Any:
    return scans_plugin.render_cell(value, column, "records", DATASETTE)


@pytest.mark.parametrize(
    ("path", "page", "link", "name"),
    [
        ("/kho/a.pdf", 3, "/kho/-/scan?database=records&amp;path=/kho/a.pdf#page=3", "a.pdf, trang 3"),
        ("/kho/a.jpg", 3, "/kho/-/scan?database=records&amp;path=/kho/a.jpg", "a.jpg"),
        ("/a b/5% #1?.pdf", None, "/kho/-/scan?database=records&amp;path=/a%20b/5%25%20%231%3F.pdf", "5% #1?.pdf"),
        ("/<b>.pdf", None, "/kho/-/scan?database=records&amp;path=/%3Cb%3E.pdf", "&lt;b&gt;.pdf"),
    ],
)
def test_a_link_leads_to_the_page(path: str, page: int | None, link: str, name: str) -> None:
    assert str(cell(link_to(Path(path), page))) == f'<a href="{link}">{name}</a>'


@pytest.mark.parametrize(
    ("value", "shown"), [("bản quét".encode(), "bản quét"), (b"\xff", "\ufffd"), (b"", "\xa0")]
)
def test_names_of_files_are_shown_as_text(value: bytes, shown: str) -> None:
    assert cell(value, "stem") == shown


@pytest.mark.parametrize(
    ("value", "column"),
    [(None, "link"), (3, "link"), ("https://kho.example/a.pdf", "link"), ("file:///a.pdf", "evidence")],
)
def test_other_cells_stay_as_they_are(value: object, column: str) -> None:
    assert cell(value, column) is None


def test_the_plugin_needs_nothing_of_the_package() -> None:
    """It is copied to where the package need not be installed."""
    assert "cchc_ocr" not in Path(scans_plugin.__file__).read_text("utf-8").partition('"""\n\nfrom')[2]
