"""How heads and feet are judged: what is not right is wrong or missing, and listed for review or not."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from scripts import measure_heads
from scripts.measure_heads import FIELDS, compared, judged, main


@pytest.mark.parametrize(
    ("wanted", "found", "listed", "how"),
    [
        ("Sở Y tế", "SỞ Y TẾ", False, "right"),
        ("Sở Y tế", "Sở Y tế", True, "right"),
        ("Sở Y tế", "Sở Tế", True, "wrong, listed"),
        ("Sở Y tế", None, True, "missing, listed"),
        ("Sở Y tế", None, False, "missing, not listed"),
        (None, None, False, "right"),
        (None, "Sở Y tế", False, "wrong, not listed"),
        ([None, "12"], None, True, "right"),
        ([None, "12"], None, False, "missing, not listed"),
        ([None, "12"], "12", False, "right"),
        ([None, "12"], "17", False, "wrong, not listed"),
        (["a", "b"], "b", False, "right"),
        (["a", "b"], None, True, "missing, listed"),
    ],
)
def test_a_value_is_judged(wanted: Any, found: str | None, listed: bool, how: str) -> None:
    assert judged(wanted, found, listed) == how


def test_only_fields_with_facts_are_judged() -> None:
    record = {"document": dict.fromkeys(FIELDS), "needs_review": ["/document/number"]}
    assert list(compared({"document": {"number": "5", "place": None}}, record)) == [
        ("number", "missing, listed", None),
        ("place", "right", None),
    ]


def test_totals_are_in_per_cent_of_all_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, facts in (("01", {"number": "5", "place": "Sơn Hà"}), ("02", {"number": "6", "place": None})):
        (tmp_path / f"{name}.toml").touch()
        (tmp_path / f"{name}.facts.json").write_text(json.dumps({"document": facts}), "utf-8")
    record = json.dumps({"document": {"number": "5", "place": None}, "needs_review": ["/document/place"]})
    read = SimpleNamespace(record=SimpleNamespace(to_json=lambda: record))
    monkeypatch.setattr(measure_heads, "printed", lambda spec: spec)
    monkeypatch.setattr(measure_heads.pipeline, "digitise", lambda *_: read)
    monkeypatch.setattr(measure_heads, "register_fonts", lambda: None)
    assert main([str(tmp_path), "--faults"]) == 0
    first, second, *_, last = capsys.readouterr().out.splitlines()
    assert first == "01 place: missing, listed, None for 'Sơn Hà'"
    assert second == "02 number: wrong, not listed, '5' for '6'"
    assert last.split() == ["all,", "%", "50.0", "0.0", "25.0", "25.0", "0.0"]
