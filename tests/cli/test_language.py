"""The command line in Vietnamese: help, usage, and what typer says of a wrong call."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from typer.main import get_command

from cchc_ocr.cli.app import app
from cchc_ocr.errors import ExitCode
from cchc_ocr.export import formats
from cchc_ocr.files.opening import SUFFIXES
from cchc_ocr.filing.pattern import FIELDS
from cchc_ocr.statements import NATURES, STATEMENT_KINDS
from tests.bad_files import BAD_FILES
from tests.conftest import Cli
from tests.readers import PLACES, english, foreign
from tests.source import modules, tree

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]
REPORT = """UBND TỈNH SƠN HÀ
SỞ NỘI VỤ
Số: 15/BC-SNV

Sơn Hà, ngày 9 tháng 3 năm 2021

BÁO CÁO
Kết quả năm 2020

Chỉ số năm 2020 đạt 86,51/100 điểm, xếp thứ 27/25, gồm 45/50 hồ sơ (99%).
"""
FACTS = json.dumps({"document": {"type": "Báo cáo", "number": "16", "date": "2021-03-09", "recipients": ["x"]}})


def test_english_is_found() -> None:
    assert english("Ghi ra tệp\nthe file is empty\n  --to  chọn lệnh") == ["the file is empty"]


@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_help_is_vietnamese(cli: Cli, command: str) -> None:
    shown = cli(*filter(None, (command, "--help", "--lang", "vi"))).stdout
    assert shown.startswith("Cách dùng: ")
    assert english(shown) == []
    assert foreign(shown, KNOWN | RECORD | {"doubtful"}) == []  # the name of a folder


def test_names_of_formats_stay_in_vietnamese_help(cli: Cli) -> None:
    """The name of a format is typed: "archive" there is no word for a packed file ("tệp nén")."""
    shown = " ".join(cli("export", "--help", "--lang", "vi").stdout.split())
    listed = shown[shown.index("Định dạng cần xuất") :]
    assert all(f" {form.name} – " in listed for form in formats.FORMATS)


def test_help_is_english_again_afterwards(cli: Cli) -> None:
    before = cli("run", "--help").stdout
    cli("run", "--help", "--lang", "vi")
    assert cli("run", "--help").stdout == before
    assert before.startswith("Usage: ")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "Các lệnh:"),
        ("run", "Lỗi: Thiếu tham số 'INPUT'."),
        ("run a", "Lỗi: Thiếu tùy chọn '--out' / '-o'."),
        ("run a --out", "Lỗi: Tùy chọn '--out' cần có giá trị."),
        ("run a --out b --pdf=3", "Lỗi: Tùy chọn '--pdf' không nhận giá trị."),
        ("run a --out b --jobs x", "Lỗi: Giá trị không hợp lệ cho '--jobs' / '-j': phải là số nguyên"),
        ("run a --out b --jobs 0", "phải lớn hơn hoặc bằng 1"),
        ("run a --out b --dpi 5000", "phải nhỏ hơn hoặc bằng 1200"),
        ("run a --out b --page-timeout x", "phải là một số"),
        ("run a --out b --strength x", "'x' không thuộc 'auto', 'careful'"),
        ("run a --out b --outt c", "Lỗi: Không có tùy chọn --outt (có thể bạn muốn dùng: --out"),
        ("run a --out b --zzzz", "Lỗi: Không có tùy chọn --zzzz"),
        ("schema x", "Lỗi: Có tham số thừa (x)"),
        ("expor", "Lỗi: Không có lệnh 'expor'. Có phải bạn muốn dùng 'export', 'report'?"),
        ("zzzz", "Lỗi: Không có lệnh 'zzzz'."),
        ("--lang fr", "cchc-ocr: --lang fr: không có ngôn ngữ này. Chọn en hoặc vi"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, call: str, said: str
) -> None:
    monkeypatch.setenv("CCHC_OCR_LANG", "vi")
    result = cli(*call.split())
    assert result.exit_code == ExitCode.USAGE
    assert said in result.stderr
    assert english(result.stderr) == []


@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_option_may_stand_anywhere(cli: Cli, at: int) -> None:
    words: list[object] = ["schema", "--help"]
    words[at:at] = ["--lang", "vi"]
    assert cli(*words).stdout.startswith("Cách dùng")


def test_the_locale_decides_for_a_real_program() -> None:
    environ = {name: value for name, value in os.environ.items() if name != "CCHC_OCR_LANG"}
    shown = [
        subprocess.run(
            [sys.executable, "-m", "cchc_ocr", "schema", "-h"],
            env={**environ, "LC_ALL": language},
            capture_output=True,
            check=True,
        ).stdout.decode()
        for language in ("vi_VN.UTF-8", "C.UTF-8")
    ]
    assert shown[0].startswith("Cách dùng: ")
    assert shown[1].startswith("Usage: ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_letters_are_written_whatever_the_locale_has(tmp_path: Path, encoding: str) -> None:
    environ = {**os.environ, "CCHC_OCR_LANG": "vi", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    call = [sys.executable, "-m", "cchc_ocr", "status", tmp_path / "không"]
    done = subprocess.run(call, env=environ, capture_output=True, check=False)
    assert done.returncode == ExitCode.UNREADABLE
    assert "ở đây không có kết quả của `cchc-ocr run`" in done.stderr.decode()


PACKAGES = frozenset(re.split(r"[^\w-]", name)[0] for name in requires("cchc-ocr") or ())
CHOICES = frozenset(("auto", "careful", "normal", "bold", "none", "new", "old", "copy", "link", "move"))
CONTAINERS = frozenset((*formats.CONTAINERS, "BagIt"))
NAMES = frozenset((*formats.NAMES, *FIELDS, *(suffix.lstrip(".") for suffix in SUFFIXES), "doc", "root", "ket"))
RECORD = frozenset({*STATEMENT_KINDS, *NATURES, "results"})  # what a record names its statements
KNOWN = (
    frozenset(COMMANDS)
    | CHOICES
    | CONTAINERS
    | NAMES
    | {part for name in PACKAGES for part in re.split(r"\W", name)}
)


def not_vietnamese(said: str, desk: Path) -> list[str]:
    """The English lines of what was said, and the words that are none of Vietnamese."""
    plain = said.replace(str(desk), "")
    return [*english(PLACES.sub(" ", plain)), *foreign(plain, KNOWN | {path.stem for path in desk.rglob("*")})]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what users have at hand when they err; the language is Vietnamese."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_OCR_LANG", "vi")
    for folder in ("vao", "rong", "tu-dien-rong", "tu-dien-hong", "tu-dien-la", "mau"):
        (tmp_path / folder).mkdir()
    for name, content in {
        "vao/a.txt": "Số: 12/BC-UBND\n".encode(),
        "a.txt": "Số: 12/BC-UBND\n".encode(),
        "b.txt": b"cai cach\n",
        "vao/b.doc": b"\xd0\xcf\x11\xe0",
        "rong.txt": b"",
        "trang.txt": b"  \n",
        "hong.pdf": b"%PDF-1.4 \x00 nothing here",
        "hong.png": b"\x89PNG\r\n\x1a\n\x00\x00",
        "hong.docx": b"PK\x03\x04xx",
        "nen.gz": b"\x1f\x8b\x08\x00",
        "cu.rtf": b"{\\rtf1 x}",
        "la.bin": bytes(range(128, 256)) * 4,
        "dai.txt": b"a" * 6000,
        "la.json": b"{",
        "khac.json": b'{"a": 1}',
        "moi.json": b'{"schema_version": 99}',
        "khoa.txt": b"\xff\xfe\x00",
        "tu-dien-hong/terms.tsv": b"---\n",
        "tu-dien-la/agencies.tsv": b"x\n",
        "mau/a.truth.txt": b"x",
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


MISTAKES = """
run khong-co --out kq
run rong --out kq
run vao --out vao
run vao/b.doc --out kq
run vao --out a.txt
run vao --out kq --drop-blank
run vao --out kq --pages x
run vao --out kq --password-file khong-co
run vao --out kq --password-file khoa.txt
run vao --out kq --dictionaries khong-co
run vao --out kq --dictionaries tu-dien-rong
run vao --out kq --dictionaries tu-dien-hong
run vao --out kq --model khong-co
run vao --out kq --model a.txt
run vao --out kq --log vao/a.txt
run vao a.txt --out kq --log b.txt
run a.txt vao/a.txt --out kq
ocr khong-co
ocr vao
ocr rong.txt
ocr trang.txt
ocr hong.pdf
ocr hong.png
ocr hong.docx
ocr nen.gz
ocr cu.rtf
ocr la.bin
ocr dai.txt
ocr vao/b.doc
ocr a.txt --raw --explain
ocr a.txt b.txt --pdf x.pdf
ocr a.txt --pdf x.pdf
ocr a.txt --pdf b.txt
ocr a.txt --pdf a.txt
ocr a.txt --pages 3
ocr a.txt vao/a.txt --debug-images anh
extract khong-co
extract a.txt --pages 1-
extract hong.pdf#b.xml
restore khong-co
restore la.bin
restore dai.txt
split a.txt --out tach
split a.txt vao/a.txt --out tach
split khong-co --out tach
learn rong --out m.xz
learn khong-co --out m.xz
learn la.bin --out m.xz
learn a.txt --out a.txt
export khong-co --to csv --out x.csv
export rong --to csv --out x.csv
export la.json --to csv --out x.csv
export khac.json --to csv --out x.csv
export moi.json --to csv --out x.csv
export khac.json --to doc --out x.doc
report --out x.html
report khac.json --out x.doc
report khong-co --out x.html
report khac.json --out x.html
evaluate khong-co
evaluate rong
evaluate mau
search a --in rong
search a --in khong-co
status rong
status rong --list --json
status rong --list --failed --secrecy
prune rong
file rong --to kho
file rong --to kho --as {number}
file rong --to kho --as {so}
file rong --to kho --as {number
file rong --to kho --as {number:x}
file rong --to kho --as /{number}
file rong --to kho --as {number}\\a
file rong --to kho --as a:{number}
file rong --to kho --as a//{number}
file rong --to kho --as van-ban
file rong --to kho --as {number} --doubtful a/b
file rong --to kho --undo
file rong --to kho --undo --dry-run
watch khong-co --out kq
watch vao --out vao
watch vao --out kq --log vao/a.txt
run vao --out kq --scheduler noi-nao-do
run vao --out kq --engine khac
run vao --out kq --pdf --drop-blank --pages 9-
ocr a.txt --pages 3-1
ocr dai.txt --pdf dai.txt
extract hong.png
extract hong.docx
extract la.bin
extract vao
restore rong.txt --model la.bin
restore a.txt --dictionaries tu-dien-la
split hong.pdf --out tach
split a.txt --out a.txt
learn a.txt b.txt --from-review --out moi
learn a.txt --yes --out moi
learn a.txt --recalibrate --out moi
learn rong --from-review --out moi
learn khong-co --from-review --out moi
learn rong --from-review --out vao
export khac.json --to csv --out -
export khac.json --to xlsx --out -
export a.txt --to jsonl --out -
export khac.json --to archive --out kho --dictionaries khong-co
evaluate rong --from-review
evaluate khong-co --from-review
evaluate mau --from-review --check
evaluate mau --check
evaluate mau --check --expected a.txt
search a --in rong --from 2021-99
search --in rong
search a --in vao
status vao
status khong-co --rebuild
status rong --secrecy --failed
status rong --csv a.txt
prune khong-co
file khong-co --to kho
file rong --to vao/a.txt
file rong --to rong
file kho --to kho --undo
review khong-co
review rong
review rong --dry-run
review rong --import khong-co.xlsx
review rong --import a.txt --port 8000
review rong --sample nhieu
review rong --sample 0%
review rong --password-file khong-co
schema la
doctor la
doctor --dictionaries khong-co
doctor --dictionaries tu-dien-hong
doctor --model a.txt
paperless
paperless a
paperless 7
paperless 7 --config khong-co.toml
paperless 7 --config a.txt
""".strip().splitlines()


@pytest.mark.parametrize("call", MISTAKES)
def test_mistakes_are_told_in_vietnamese(cli: Cli, desk: Path, call: str) -> None:
    result = cli(*call.split())
    assert result.exit_code not in (ExitCode.DONE, ExitCode.OUR_FAULT), result.output
    assert not_vietnamese(result.output, desk) == []


def test_mistakes_are_made_with_every_command() -> None:
    assert {call.split()[0] for call in MISTAKES} == set(COMMANDS)


def words_of(text: ast.expr) -> str:
    """What a text that is written as it stands in the code says, without the name of the program."""
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    said = "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return " ".join(re.findall(r"[A-Za-z]{2,}", said.replace("cchc-ocr", "")))


def bare(module: ast.Module) -> list[str]:
    """Texts that a module of the command line writes to people without having them translated."""
    written = ("echo", "print_plain", "table", "put", "_say")
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    texts = [text for call in calls if ast.unparse(call.func).rpartition(".")[2] in written for text in call.args]
    texts += [node.value for node in ast.walk(module) if isinstance(node, ast.Return | ast.Yield) and node.value]
    return list(filter(None, map(words_of, texts)))


def test_bare_texts_are_found() -> None:
    module = 'typer.echo(f"cchc-ocr: {x}: {y}")\ntyper.echo("it is")\ntable(N_("a"), "why")\n_("so be it")'
    assert bare(ast.parse(module)) == ["it is", "why"]


@pytest.mark.parametrize("path", modules("cli"), ids=lambda path: path.stem)
def test_all_that_the_command_line_says_is_translated(path: Path) -> None:
    assert bare(tree(path)) == []


TO_SEE = """
status kq
status kq --list
status kq --failed
status kq --secrecy
status kq --rebuild
status kq --csv danh-sach.csv
search bao --in kq
search xyz --in kq
search --cites 12/BC-UBND --in kq
file kq --to kho --as {number} --dry-run
file kq --to kho --as {number}
file kq --to kho --as {number}
file kq --to kho --undo
export kq --to csv --out x.csv
export kq --to archive --out goi
export kq --to xlsx --out x.xlsx --without-personal
report kq --out x.html
report kq --out x.docx --year 1999
review kq --import x.review.csv
review kq --import sua.csv --dry-run
review kq --import sua.csv
evaluate kq --from-review
learn kq --from-review --out rieng --yes
learn kq --from-review --recalibrate --out rieng --yes
learn van-ban --out rieng.model
evaluate dap-an
evaluate dap-an --update
evaluate dap-an --check
prune kq
""".strip().splitlines()
AFTERWARDS = """
prune kq
prune kq --yes
run vao --out kq
run vao kem.txt --out kq --retry-failed --pdf
status kq
doctor
""".strip().splitlines()
REVIEWED = (  # taken, in conflict, lost, refused, and of a value that is none
    *(
        {"pointer": "/document/number", "was": "12", "is": "13"},
        {"pointer": "/document/type", "was": "x", "is": "y"},
    ),
    *({"pointer": "/scores/7/score", "was": 3, "is": 4}, {"pointer": "/document/date", "is": "9.9"}),
    *({"pointer": "/scores/0/nature", "is": "x"}, {"op": "add", "pointer": "/counts/-", "is": {"a": 1}}),
    {"op": "add", "pointer": "/scores/-", "is": {"score": 1, "nature": "y"}},
)


@pytest.mark.slow
def test_a_day_of_work_is_told_in_vietnamese(cli: Cli, desk: Path) -> None:
    """What a run and the commands after it say: documents are done, fail, are passed over, reviewed, and gone."""
    for name, make, *_ in BAD_FILES:
        make(desk / "vao" / name)
    for name in ("c", "d"):
        (desk / f"vao/{name}.txt").write_text(REPORT, "utf-8")
    (desk / "vao/bang.csv").write_bytes(b"a,b")
    (desk / "vao/lap").symlink_to(desk / "vao")
    for folder, name, text in (
        ("van-ban", "a.txt", REPORT),
        ("dap-an", "a.txt", REPORT),
        ("dap-an", "a.truth.txt", REPORT),
        ("dap-an", "a.truth.json", FACTS),
    ):
        (desk / folder).mkdir(exist_ok=True)
        (desk / folder / name).write_text(text, "utf-8")
    said = {"run": cli("run", "vao", "rong.txt", "hong.pdf", "--out", "kq").stderr}
    assert "3 xong, 0 đã xong từ trước" in said["run"]
    sha256 = json.loads((desk / "kq/c.json").read_text("utf-8"))["source"]["sha256"]
    told = {"sha256": sha256, "corrections": REVIEWED}
    (desk / "kq/c.review.json").write_text(json.dumps(told), "utf-8")
    (desk / "kq/d.review.json").write_text("{", "utf-8")
    anchor = json.dumps({"sha256": sha256, "pointer": "/document/date", "was": None})
    rows = [
        ("record", "right", "anchor"),
        ("c", "32/13/2021", anchor),
        ("c", "9/3/2021", anchor),
        ("z", "1", anchor),
    ]
    with (desk / "sua.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    said |= {call: cli(*call.split()).output for call in TO_SEE}
    (desk / "vao/a.txt").unlink()
    said |= {f"{call} afterwards": cli(*call.split()).output for call in AFTERWARDS}
    assert {call: found for call, told in said.items() if (found := not_vietnamese(told, desk))} == {}


def test_work_is_done_with_every_command_that_ends_by_itself() -> None:
    done = {call.split()[0] for call in (*TO_SEE, *AFTERWARDS)}
    assert done == set(COMMANDS) - {
        "watch",
        "ocr",
        "extract",
        "restore",
        "split",
        "schema",
        "paperless",
    }  # these print what they read, or need another program


def test_fields_are_described_in_vietnamese(cli: Cli) -> None:
    def descriptions(part: object) -> list[str]:
        inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        own = [part["description"]] if isinstance(part, dict) and isinstance(part.get("description"), str) else []
        return [*own, *(text for one in inside for text in descriptions(one))]

    shown = json.loads(cli("schema", "--lang", "vi").stdout)
    assert len(descriptions(shown)) > 100
    assert english("\n".join(descriptions(shown))) == []
    assert list(shown["properties"]) == list(json.loads(cli("schema").stdout)["properties"])
