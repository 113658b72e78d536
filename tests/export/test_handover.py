"""A package for an archive as a person gets it: what is in it, what is refused, what a crash leaves."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from lxml import etree
from openpyxl import load_workbook

pytest.importorskip("fontTools", reason="the extra pdf is not installed")

from cchc_ocr import export
from cchc_ocr.errors import ExitCode, UnreadableError, UsageError
from cchc_ocr.export import Exported, ExportOptions, Found, handover, simpledc
from cchc_ocr.export.found import FoundHead, FoundRecords
from cchc_ocr.export.titles import titles
from tests.conftest import Cli
from tests.exported import record
from tests.handed_over import kept, rows, run_over_texts, text_record

STATED = "folder,fileCode,title,maintenance\n2023,H49.2023.15,Tập báo cáo,Vĩnh viễn\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_over_texts(tmp_path_factory.mktemp("run"))


def pack(source: Path, out: Path, **options: object) -> Exported:
    found = export.load([source], None)  # type: ignore[arg-type]
    return export.write(found, "archive", out, ExportOptions(**options))  # type: ignore[arg-type]


def stated(folder: Path, text: str = STATED) -> Path:
    (folder / "stated.csv").write_text(text, "utf-8")
    return folder / "stated.csv"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


TABLES = {
    *("archive.csv", "archive.json", "archive-to-complete.csv", "folders.csv", "folders-to-complete.csv"),
    *("review.csv", "refused.csv", "copies.csv", "bao-cao.xlsx", "DOC-TRUOC.txt"),
}
SCHEMAS = {"metadata/schemas/EAD.xsd", "metadata/schemas/EAD_doc.xsd"}


def test_what_is_in_a_package(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "nop"
    written = pack(run, out, folders=stated(tmp_path))
    assert names(out) == {
        *TABLES,
        *SCHEMAS,
        "manifest-sha256.txt",
        *("files/H49.2023.15/H49.2023.15.1.txt", "files/H49.2023.15/H49.2023.15.2.txt", "files/kq/kq.1.txt"),
        *(
            f"metadata/H49.2023.15/{name}.xml"
            for name in ("EAD", "EAD_doc_H49.2023.15.1", "EAD_doc_H49.2023.15.2")
        ),
        *("metadata/kq/EAD.xml", "metadata/kq/EAD_doc_kq.1.xml"),
    }
    assert {path.name for path in written.files} == TABLES and all(path.is_file() for path in written.files)


def test_documents_and_dossiers_say_the_same_in_all_files(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "nop"
    pack(run, out, folders=stated(tmp_path))
    table = {row["record"]: row for row in rows(out / "archive.csv")}
    assert json.loads((out / "archive.json").read_text("utf-8")) == list(table.values())
    one = table["2023/b.json"]
    assert (one["docId"], one["docCode"], one["maintenance"]) == ("H49.2023.15.2", "H49.2023.15.0000002", "01")
    xml = etree.parse(out / "metadata/H49.2023.15/EAD_doc_H49.2023.15.2.xml").getroot()
    assert {part.tag: part.text or "" for part in xml} == {
        name: one[name] for name in one.keys() - {"record", "file"}
    }
    dossiers = {row["folder"]: row for row in rows(out / "folders.csv")}
    assert (dossiers["2023"]["totalDoc"], dossiers["2023"]["title"], dossiers["."]["fileCode"]) == (
        "2",
        "Tập báo cáo",
        "",
    )
    xml = etree.parse(out / "metadata/H49.2023.15/EAD.xml").getroot()
    assert {part.tag: part.text or "" for part in xml} == {
        n: v for n, v in dossiers["2023"].items() if n != "folder"
    }
    book = load_workbook(out / "bao-cao.xlsx")
    assert book.sheetnames == list(titles().handover_sheets.values())
    assert [cell.value for cell in book[titles().handover_sheets["folders"]]["B"]] == [
        "Mã hồ sơ",
        None,
        "H49.2023.15",
    ]


def test_every_xml_file_is_valid_by_the_schema_that_it_names(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "nop"
    pack(run, out, folders=stated(tmp_path))
    found = list((out / "metadata").rglob("*.xml"))
    assert len(found) == 5
    for path in found:
        tree = etree.parse(path)
        address = tree.getroot().get("{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation")
        schema = etree.XMLSchema(etree.parse(path.parent / address))
        assert schema.validate(tree), schema.error_log
        own = simpledc.OF_DOSSIERS if path.name == "EAD.xml" else simpledc.OF_DOCUMENTS
        assert Path(address).name == own


def test_nothing_is_left_out_silently(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "nop"
    pack(run, out, folders=stated(tmp_path, f"{STATED}2024,H49.2024.1,,\n"))
    kinds = titles().handover_kinds
    told = {(row["kind"], row["folder"], row["file"]) for row in rows(out / "refused.csv")}
    assert told >= {
        (kinds["failed"], "2023", "kho/2023/cut.pdf"),
        (kinds["passed_over"], "", "kho/2023/song.mp3"),
        (kinds["equal"], "2023", "kho/2023/b.txt"),
        (kinds["no_pdf_a"], ".", "c.txt"),
        (kinds["empty_dossier"], "2024", ""),
    }
    open_fields = {(row["folder"], row["field"]): row for row in rows(out / "folders-to-complete.csv")}
    assert open_fields["2023", "totalDoc"]["why"].startswith("Còn 1 tệp của hồ sơ không có trong gói")
    assert (".", "fileCode") in open_fields and ("2023", "fileCode") not in open_fields
    assert all(row["pdf_a"] == "không" and row["what"] for row in rows(out / "copies.csv"))


def test_a_person_reads_first_how_much_is_left_to_do(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "nop"
    pack(run, out)
    text = (out / "DOC-TRUOC.txt").read_text("utf-8-sig")
    assert "Trong gói có 2 hồ sơ, 3 văn bản, 3 trang." in text
    for sheet, words in {
        "review": "giá trị chưa xem lại: ",
        "refused": "không có trong gói hoặc chưa chắc: ",
    }.items():
        assert f"{words}{len(rows(out / f'{sheet}.csv'))}" in text
    assert f"trường của hồ sơ cần điền, kiểm tra: {len(rows(out / 'folders-to-complete.csv'))}" in text
    tasks = rows(out / "archive-to-complete.csv")
    required = sum(row["required"] == "bắt buộc" for row in tasks)
    assert f"cần điền, kiểm tra, rút gọn: {len(tasks)} (bắt buộc: {required})" in text
    assert "0 tệp đã kiểm tra là PDF/A, 3 tệp không phải" in text
    assert "{" not in text


def test_no_path_of_the_machine_leaves_it(run: Path, tmp_path: Path) -> None:
    pack(run, tmp_path / "nop")
    for path in (tmp_path / "nop").rglob("*"):
        assert path.is_dir() or str(run.parent).encode() not in path.read_bytes(), path


def test_the_same_run_gives_the_same_package(run: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pack(run, tmp_path / name)
    one, two = ((tmp_path / name / "manifest-sha256.txt").read_text("utf-8") for name in ("one", "two"))
    without_workbook = [[line for line in text.splitlines() if "bao-cao.xlsx" not in line] for text in (one, two)]
    assert without_workbook[0] == without_workbook[1]


def test_a_document_with_its_searchable_pdf(tmp_path: Path) -> None:
    found = [kept(tmp_path / "kq", "2023/a.json", record(2020), searchable=True)]
    export.write(found, "archive", tmp_path / "nop")
    (row,) = rows(tmp_path / "nop/copies.csv")
    assert (row["copy"], row["pdf_a"], row["text"]) == ("files/2023/2023.1.pdf", "có", "có")
    assert not rows(tmp_path / "nop/refused.csv")
    manifest = (tmp_path / "nop/manifest-sha256.txt").read_text("utf-8")
    assert hashlib.sha256((tmp_path / "kq/2023/a.pdf").read_bytes()).hexdigest() in manifest
    review = rows(tmp_path / "nop/review.csv")
    assert {row["level"] for row in review} >= {"Chưa chắc", "Cảnh báo"} and all(row["why"] for row in review)


@pytest.mark.parametrize("filled", ["folders.csv", "bao-cao.xlsx"])
def test_the_table_of_a_package_is_filled_in_and_given_back(run: Path, tmp_path: Path, filled: str) -> None:
    out = tmp_path / "nop"
    pack(run, out)
    if filled == "folders.csv":
        lines = rows(out / filled)
        with (out / filled).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, lines[0].keys(), delimiter=";")
            writer.writeheader()
            writer.writerows(
                {**line, "fileCode": f"H49.{number}", "mode": "1"} for number, line in enumerate(lines)
            )
    else:
        book = load_workbook(out / filled)
        sheet = book[titles().handover_sheets["folders"]]
        sheet["B2"], sheet["B3"] = "H49.0", "H49.1"
        book.save(out / filled)
    pack(run, out, folders=out / filled)
    assert [row["fileCode"] for row in rows(out / "folders.csv")] == ["H49.0", "H49.1"]
    assert {"files/H49.0/H49.0.1.txt", "files/H49.1/H49.1.2.txt"} <= names(out)
    assert not any(name.startswith("files/kq/") for name in names(out))


def test_a_bag(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "goi"
    written = pack(run, out, container="bagit")
    assert all(path.is_file() and path.parent == out / "data" for path in written.files)
    bagit.Bag(str(out)).validate()
    pack(run, out, container="folder")
    assert "bagit.txt" not in names(out)


def test_a_crash_leaves_what_was_there(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "nop"
    pack(run, out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    copied = iter([None, OSError(28, "No space left on device")])

    def full(*_: object) -> object:
        if error := next(copied):
            raise error
        return handover.PackedCopy(None, "x")

    monkeypatch.setattr(handover, "pack_copy", full)
    for place in (out, tmp_path / "new"):
        copied = iter([None, OSError(28, "No space left on device")])
        with pytest.raises(UsageError, match="No space left"):
            pack(run, place)
    assert {name: (out / name).read_bytes() for name in names(out)} == before
    assert [path.name for path in tmp_path.iterdir()] == ["nop"]


def test_targets_that_are_refused(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(run.parent)
    (tmp_path / "file").write_text("", "utf-8")
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "a.docx").write_bytes(b"PK")
    cases = {
        run / "nop": "this folder holds the results",
        run: "no package has written this file",
        run.parent / "kho" / "nop": "would read the copies as documents",
        tmp_path / "file": "this is no folder",
        tmp_path / "thesis": "no package has written this file",
    }
    for out, why in cases.items():
        with pytest.raises(UsageError, match=why):
            pack(run, out)
    monkeypatch.chdir(tmp_path / "thesis")
    (tmp_path / "thesis" / "a.docx").unlink()
    with pytest.raises(UsageError, match="you are in this folder"):
        pack(run, Path())
    assert names(run.parent) == before


def test_a_record_alone_may_have_its_package_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text(record(2020).to_json(), "utf-8")
    monkeypatch.chdir(tmp_path)
    for given in (Path("a.json"), tmp_path / "a.json"):
        pack(given, Path("nop"))
        assert [row["folder"] for row in rows(tmp_path / "nop/folders.csv")] == ["."]
    (tmp_path / "all.jsonl").write_text(f"{record(2020).to_json()}\n{record(2019).to_json()}\n", "utf-8")
    pack(Path("all.jsonl"), Path("nop"))
    assert len(rows(tmp_path / "nop/archive.csv")) == 2


def test_a_bad_target_or_table_is_refused_before_records_are_read(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_bytes(b"")
    with pytest.raises(UsageError, match="this folder is not empty"):
        export.see_that_it_suits("archive", tmp_path / "full", overwrite=False)
    options = ExportOptions(folders=stated(tmp_path, "folder,fileCode\n.,a/b\n"))
    with pytest.raises(UnreadableError, match="row 2"):
        export.see_that_it_suits("archive", tmp_path / "new", options)


def test_documents_that_filters_leave_out_are_named(run: Path, tmp_path: Path, cli: Cli) -> None:
    for name in ("2023", "c"):
        assert (run.parent / "kho").exists(), name
    found = export.load([run], None)  # type: ignore[arg-type]
    some = FoundRecords(lambda: (one for one in found if one.name == "c.json"), found.heads, found.files)
    export.write(some, "archive", tmp_path / "nop")
    kind = titles().handover_kinds["left_out"]
    left = {row["record"] for row in rows(tmp_path / "nop/refused.csv") if row["kind"] == kind}
    assert "2023/a.json" in left


def test_the_command(run: Path, tmp_path: Path, cli: Cli) -> None:
    command = ("export", run, "--to", "archive", "--out", tmp_path / "nop", "--container", "bagit")
    ended = cli(*command, "--folders", stated(tmp_path))
    assert ended.exit_code == ExitCode.DONE, ended.stderr
    assert f"written: {tmp_path / 'nop' / 'data' / 'folders.csv'}" in ended.stderr
    ended = cli(*command, "--without-personal", "--overwrite")
    assert ended.exit_code == ExitCode.USAGE and "the pages of a package show" in ended.stderr
    ended = cli(*command[:-1], "zip")
    assert ended.exit_code == ExitCode.USAGE and "choose folder or bagit" in ended.stderr.lower()


def many(count: int, folder: Path) -> FoundRecords:
    """So many documents, made when it is their turn, and hardly anything of them before."""
    one = text_record("a.txt", subject="Kết quả thực hiện " * 20, type="Báo cáo", date="2023-05-06")

    def again() -> Iterator[Found]:
        return (
            Found(f"{n % 9}/{n}.json", one.model_copy(), source=folder / f"{n % 9}/{n}.json") for n in range(count)
        )

    return FoundRecords(again, [FoundHead("", None, None)])


@pytest.mark.slow
def test_memory_does_not_grow_with_the_documents(tmp_path: Path) -> None:
    """What is kept of a document is its name and number, its file, and the heights of its rows."""
    peaks = []
    for count in (20, 220):
        tracemalloc.start()
        export.write(many(count, tmp_path / "kq"), "archive", tmp_path / "nop")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(rows(tmp_path / "nop/archive.csv")) == count
        shutil.rmtree(tmp_path / "nop")
    assert peaks[1] - peaks[0] < 200 * 6000
