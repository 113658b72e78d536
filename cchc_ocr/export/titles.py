"""The Vietnamese texts of workbook and archive lists, from titles.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Titles(BaseModel):
    """The texts of titles.toml by their sections."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheets: Mapping[str, str]
    columns: Mapping[str, str]
    groups: Mapping[str, str]
    kinds: Mapping[str, str]
    basis: Mapping[str, str]
    statement_kinds: Mapping[str, str]
    natures: Mapping[str, str]
    page_states: Mapping[str, str]
    levels: Mapping[str, str]
    doubts: Mapping[str, str]
    doubts_en: Mapping[str, str]
    comparison: Mapping[str, str]
    charts: Mapping[str, str]
    summary: Mapping[str, str]
    printed: Mapping[str, str]
    legend: Mapping[str, str]
    archive: Mapping[str, str]
    archive_fields: Mapping[str, str]
    archive_reasons: Mapping[str, str]
    archive_codes: Mapping[str, Mapping[str, str]]
    dossier_reasons: Mapping[str, str]
    dossier_fields: Mapping[str, str]
    handover_sheets: Mapping[str, str]
    handover_columns: Mapping[str, str]
    handover_kinds: Mapping[str, str]
    handover_text: Mapping[str, str]
    paperless: Mapping[str, str]

    def place(self, pointer: str) -> str:
        """A JSON Pointer in words, items counted from 1.

        >>> titles().place("/scores/1/max_score")
        'Điểm tiêu chí 2: Điểm tối đa'
        """
        group, *rest = pointer.strip("/").split("/")
        number = f" {int(rest[0]) + 1}" if rest and rest[0].isdecimal() else ""
        fields = rest[1:] if number else rest
        where = f"{self.groups.get(group, group)}{number}"
        last = f" {int(fields[1]) + 1}" if len(fields) > 1 and fields[1].isdecimal() else ""
        return f"{where}: {self.heading(group, fields[0])}{last}" if fields else where

    def heading(self, table: str, column: str) -> str:
        """What a column is called on the sheet of that table."""
        return self.columns.get(f"{table}.{column}") or self.columns.get(column, column)


@cache
def titles() -> Titles:
    """The texts, read once."""
    with Path(__file__).with_name("titles.toml").open("rb") as file:
        return Titles.model_validate(tomllib.load(file))
