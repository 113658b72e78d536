"""The rows of results as tables of pandas and polars, for those who have one of them; neither is required."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeAlias

from cchc_ocr.errors import NotInstalledError
from cchc_ocr.records import Record
from cchc_ocr.statements import MOST_WHOLE, STATEMENT_TYPES, Statement, statements

_CellReader: TypeAlias = Callable[[Any], Any]


class StatementRows(list[Statement]):
    """Rows of results: a list of them, which becomes a table with a type for each column.

    Columns without any value have their type, too, so that tables of different documents can be put together.
    """

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``: dates are ``datetime64``, whole numbers ``Int64``, what is not known is missing.

        Raises NotInstalledError without pandas.
        """
        pandas = _module("pandas")
        types = {"date": "datetime64[s]", "int": "Int64", "float": "float64", "bool": "bool", "str": "string"}
        columns = {name: pandas.Series(values, dtype=types[kind]) for name, kind, values in self._columns()}
        return pandas.DataFrame(columns)

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``: dates are ``Date``, whole numbers ``Int64``, what is not known is null.

        Raises NotInstalledError without polars.
        """
        polars = _module("polars")
        types = {
            **{"date": polars.Date, "int": polars.Int64, "float": polars.Float64},
            **{"bool": polars.Boolean, "str": polars.String},
        }
        return polars.DataFrame(
            [polars.Series(name, values, types[kind]) for name, kind, values in self._columns()]
        )

    def _columns(self) -> Iterable[tuple[str, str, Sequence[Any]]]:
        """The columns: the name, the kind and the values of each."""
        for name, type_ in STATEMENT_TYPES.items():
            kind = _KINDS.get(type_, "str")
            read = _READ.get(kind)
            values = [getattr(row, name) for row in self]
            yield name, kind, [read(value) for value in values] if read else values


def results_of(records: Iterable[Record]) -> StatementRows:
    """The rows of records, one after the other, as ``Digitised.results`` has those of one document."""
    return StatementRows(row for record in records for row in statements(record))


_KINDS: Mapping[str, str] = MappingProxyType(
    {"datetime.date": "date", "int": "int", "float": "float", "bool": "bool"}
)


def _whole(value: int | None) -> int | None:
    """A whole number that fits into 64 bits, else None: a misread one may have more digits."""
    return value if value is None or abs(value) <= MOST_WHOLE else None


_READ: Mapping[str, _CellReader] = MappingProxyType(
    {"int": _whole, "float": lambda value: None if value is None else float(value)}
)


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise NotInstalledError(f"{name} is not installed", hint=f"install it: pip install {name}") from error
