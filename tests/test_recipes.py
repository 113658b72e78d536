"""The recipes of docs/recipes.md: every line is run, and jq, DuckDB and pandas give the same answers."""

from __future__ import annotations

import ast
import math
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cchc_ocr.cli.app import app
from cchc_ocr.records import Deduction, Record, Reference, Score, Total
from cchc_ocr.runs.result_files import write_results
from tests.exported import record
from tests.paths import ROOT

PAGE = (ROOT / "docs/recipes.md").read_text("utf-8")
BODIES = ("Sở Nội vụ, tỉnh Sơn Hà", "Sở Y tế, tỉnh Sơn Hà", "Sở Xây dựng, tỉnh Lam Kiều")
HEAD, *SECTIONS = re.split(r"^## ", PAGE, flags=re.M)
Rows = list[tuple[Any, ...]]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


class Recipe(NamedTuple):
    question: str
    jq: str
    sql: str
    pandas: str


LANGUAGES = ("sh", "sql", "python")
RECIPES = [
    Recipe(section.partition("\n")[0], *(blocks(section, language)[0] for language in LANGUAGES))
    for section in SECTIONS
]
every = pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])


def report(body: str, number: int, year: int) -> Record:
    """The report of a body for a year: all that the recipes ask for is in it, and one date is missing."""
    own = {"body": body, "year": year}
    made = record(year, issuer=body.partition(",")[0])
    head = {"number_symbol": f"{number}{year % 10}/BC", **({"date": None} if (number, year) == (2, 2022) else {})}
    return made.model_copy(
        update={
            "source": made.source.model_copy(update={"sha256": f"{number}{year:063}"}),
            "document": made.document.model_copy(update=head),
            "scores": (
                Score(criterion="Thể chế", criterion_code="the_che", score=7.0 + number, max_score=12, **own),
                Score(criterion="Số hóa hồ sơ", score=2.0 + number + year % 2, max_score=8, **own),
            ),
            "totals": (Total(name="Chỉ số CCHC", score=80.5 + 3 * number + year % 3, max_score=100, **own),),
            "deductions": (Deduction(name="Gửi chậm", points=0.5 * number + 0.25, **own),),
            "references": (
                Reference(type="Kế hoạch", number_symbol="12/KH-UBND", date="2020-01-20"),
                *([Reference(type="Luật", number_symbol=f"{number}/2015/QH13")] if number else []),
            ),
            "needs_review": ("/totals/0/score", "/scores/0/score"),
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the commands at the head of the page write."""
    pytest.importorskip("pyarrow")
    base = tmp_path_factory.mktemp("recipes")
    for number, body in enumerate(BODIES):
        for year in (2021, 2022, 2023):
            (base / "results").mkdir(exist_ok=True)
            write_results(base / f"results/{number}-{year}", report(body, number, year), "x\n\f")
    exports = [line.split()[1:] for line in blocks(HEAD, "sh")[0].splitlines() if " export " in line]
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(base)
        for command in exports:
            app(command, standalone_mode=False)
    return base


def plain(rows: Iterable[Iterable[Any]]) -> Rows:
    return [tuple(map(_plain, row)) for row in rows]


def _plain(cell: Any) -> Any:
    """Text of a table as jq prints it, or a value of DuckDB or pandas: as a number, a text, or None."""
    if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)):
        return None
    try:
        return round(float(cell), 9)
    except (TypeError, ValueError):
        return str(cell).removesuffix(" 00:00:00")


def by_sql(recipe: Recipe, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    with duckdb.connect() as db:
        return plain(db.sql(recipe.sql).fetchall())


def by_pandas(recipe: Recipe, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    pytest.importorskip("pandas")
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    exec(blocks(HEAD, "python")[0], names)
    *statements, last = ast.parse(recipe.pandas).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(list(statements), []), "recipe", "exec"), names)
    return plain(eval(compile(ast.Expression(last.value), "recipe", "eval"), names).itertuples(index=False))


@every
def test_duckdb_and_pandas_agree(recipe: Recipe, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = by_sql(recipe, folder, monkeypatch)
    assert len(answer) >= 2
    assert by_pandas(recipe, folder, monkeypatch) == answer


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
@every
def test_jq_agrees(recipe: Recipe, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = by_sql(recipe, folder, monkeypatch)
    done = subprocess.run(["sh", "-ec", recipe.jq], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert plain(line.split("\t") for line in done.stdout.splitlines()) == answer


def test_each_question_is_answered_three_times() -> None:
    for section in SECTIONS:
        assert [len(blocks(section, language)) for language in LANGUAGES] == [1, 1, 1]
    assert len(RECIPES) == 8


def test_a_known_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that three equal answers are not three equal mistakes."""
    (change,) = (recipe for recipe in RECIPES if recipe.question.startswith("Each body over the years"))
    assert by_sql(change, folder, monkeypatch)[:3] == [
        ("Sở Nội vụ, tỉnh Sơn Hà", 2021.0, 82.5, None),
        ("Sở Nội vụ, tỉnh Sơn Hà", 2022.0, 80.5, -2.0),
        ("Sở Nội vụ, tỉnh Sơn Hà", 2023.0, 81.5, 1.0),
    ]
