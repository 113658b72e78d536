"""The folder that Datasette opens: its own client asks for tables, facets, queries and scans."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")

from datasette.app import Datasette
from datasette.plugins import pm

from cchc_ocr import export
from cchc_ocr.export.datasette import DATABASES, metadata, texts
from cchc_ocr.export.found import Found
from cchc_ocr.export.tables import TABLES
from cchc_ocr.records import Record
from cchc_ocr.runs import index
from cchc_ocr.runs.catalogue import Catalogue, Entry
from cchc_ocr.runs.result_files import write_results
from tests.exported import record
from tests.paths import ROOT

Ask = Callable[..., Any]
CATALOGUE = "~2Ecchc-ocr"  # as Datasette writes its name into addresses
VIEWS = ("results", "documents", "references", "checks")
QUERIES = re.findall(r"^```sql\n(.*?)^```", (ROOT / "docs/queries.md").read_text("utf-8"), re.M | re.S)


def report(year: int) -> Record:
    made = record(year)
    source = made.source.model_copy(update={"sha256": f"{year:064}"})
    stated = {
        name: tuple(one.model_copy(update={"body": "Sở Nội vụ, tỉnh Sơn Hà"}) for one in getattr(made, name))
        for name in ("scores", "totals", "ranks")
    }
    return made.model_copy(update={"source": source, **stated})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``kho`` is what was exported; ``out`` a run of the same documents, whose scans lie beside it."""
    base = tmp_path_factory.mktemp("datasette")
    scans = [base / f"bản quét {year}.pdf" for year in (2022, 2023)]
    found = []
    (base / "out").mkdir()
    with Catalogue(base / "out") as rows, rows.transaction():
        for year, scan in zip((2022, 2023), scans, strict=True):
            scan.write_bytes(b"%PDF-1.7 " + str(year).encode())
            found.append(Found(f"{year}.json", report(year), scan=scan))
            write_results(base / "out" / str(year), report(year), "x\n\f")
            entry = Entry(str(year).encode(), bytes(scan), 1, 2, f"{year:064}", "cd", pages=5, review=1)
            index.put(rows, rows.store(entry), report(year), "x\n\f")
    export.write(found, "datasette", base / "kho")
    (base / "secret.txt").write_text("not in the database")
    return base


@pytest.fixture
def ask(folder: Path) -> Iterator[Ask]:
    """Asks Datasette, as a browser does, with the folder and with the catalogue of the run."""
    known = set(pm.get_plugins())
    app = Datasette([str(folder / "out/.cchc-ocr.sqlite")], config_dir=folder / "kho")

    def get(path: str, **more: Any) -> Any:
        return asyncio.run(app.client.get(path, **more))

    yield get
    for plugin in set(pm.get_plugins()) - known:
        pm.unregister(plugin)


def test_the_folder_has_what_datasette_looks_for(folder: Path) -> None:
    names = sorted(path.relative_to(folder / "kho").as_posix() for path in (folder / "kho").rglob("*.*"))
    assert names == ["metadata.json", "plugins/scans_plugin.py", "records.sqlite"]
    assert json.loads((folder / "kho/metadata.json").read_text("utf-8")) == metadata()


def test_the_stored_queries_are_those_of_the_document() -> None:
    assert [query.sql for query in texts().queries] == QUERIES
    assert len({query.name for query in texts().queries}) == len(QUERIES)


def test_every_table_and_column_has_a_name_in_vietnamese() -> None:
    assert list(texts().tables) == [table.name for table in TABLES]
    for described in metadata()["databases"].values():
        for table in TABLES:
            told = described["tables"][table.name]
            assert set(told["columns"]) == set(table.names)
            assert not [name for name, title in told["columns"].items() if name == title]
            assert {*told["facets"], told.get("sort_desc", "file")} <= set(table.names) | {"file"}


@pytest.mark.parametrize("database", ["records", CATALOGUE])
def test_tables_are_shown_with_titles_and_facets(ask: Ask, database: str) -> None:
    page = ask(f"/{database}/results").text
    assert "Mỗi dòng là một số liệu mà văn bản nêu" in page
    assert "<dt>body</dt><dd>Đơn vị (tên thống nhất)</dd>" in page
    facets = ask(f"/{database}/results.json?_shape=objects").json()["facet_results"]
    assert set(facets) == {"body", "year", "kind"}
    assert {one["value"]: one["count"] for one in facets["year"]["results"]} == {2022: 5, 2023: 5}
    for table in VIEWS if database == CATALOGUE else [table.name for table in TABLES]:
        assert ask(f"/{database}/{table}").status_code == 200


@pytest.mark.parametrize("database", ["records", CATALOGUE])
@pytest.mark.parametrize("query", texts().queries, ids=lambda query: query.name)
def test_every_stored_query_runs(ask: Ask, database: str, query: Any) -> None:
    page = ask(f"/{database}/{query.name}")
    assert (page.status_code, query.title in unescape(page.text)) == (200, True)
    assert ask(f"/{database}/{query.name}.json").json()["ok"]


@pytest.mark.parametrize("database", ["records", CATALOGUE])
def test_links_open_the_scan(ask: Ask, folder: Path, database: str) -> None:
    page = ask(f"/{database}/results?kind=score&year=2022&_sort=pointer").text
    (link, name), *_ = re.findall(r'<a href="(/-/scan\?[^"]*)">([^<]*)</a>', page)
    assert (name, unescape(link).endswith("#page=2")) == ("bản quét 2022.pdf, trang 2", True)
    scan = ask(unescape(link).partition("#")[0])
    assert (scan.status_code, scan.content) == (200, (folder / "bản quét 2022.pdf").read_bytes())
    assert scan.headers["content-type"] == "application/pdf"


def address(path: object, database: str = DATABASES[0]) -> str:
    return f"/-/scan?database={quote(database)}&path={quote(str(path))}"


def test_no_other_file_is_handed_out(ask: Ask, folder: Path) -> None:
    others = (folder / "secret.txt", folder / "out/../secret.txt", "/etc/passwd", folder, "", "' OR 1 --")
    assert [ask(address(other)).status_code for other in others] == [404] * len(others)
    assert ask(address(folder / "bản quét 2022.pdf", "nowhere")).status_code == 404
    assert ask("/-/scan").status_code == 404


def test_who_may_not_see_the_documents_gets_no_scan(folder: Path) -> None:
    metadata = {"databases": {"records": {"tables": {"documents": {"allow": {"id": "an"}}}}}}
    app = Datasette(
        [str(folder / "kho/records.sqlite")], metadata=metadata, plugins_dir=str(folder / "kho/plugins")
    )
    scan = address(folder / "bản quét 2022.pdf")
    assert asyncio.run(app.client.get(scan)).status_code == 403
    signed = {"ds_actor": app.sign({"a": {"id": "an"}}, "actor")}
    assert asyncio.run(app.client.get(scan, cookies=signed)).status_code == 200
