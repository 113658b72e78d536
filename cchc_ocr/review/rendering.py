"""The pages as HTML, from their templates, and the parts of them that change with every correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from cchc_ocr.corrections.undoing import history
from cchc_ocr.export.labels import label_of
from cchc_ocr.records import Document
from cchc_ocr.review.actions import FIRST_FIELDS, TEXT_LISTS
from cchc_ocr.review.desk import OpenedRecord
from cchc_ocr.review.typing_in import shown
from cchc_ocr.review.values import RecordView
from cchc_ocr.review.waiting import Chosen
from cchc_ocr.translation import gettext, ngettext, used


def rendered(name: str, page: Mapping[str, Any]) -> str:
    """A template filled in; what stands in it is text, whatever it looks like."""
    return str(_TEMPLATES.get_template(name).render({"lang": used(), **page}))


def panel(opened: OpenedRecord, user: str, *, every: bool = False) -> dict[str, Any]:
    """What the script needs of a document as it is now: its values as HTML and as data, and what is in doubt.

    ``every`` shows all items of all lists, with all their fields.
    """
    view = RecordView(opened.record, used(), opened.reviewed)
    groups, tables, doubts = [view.head(), *view.lists(every=every)], list(view.tables(every=every)), view.doubts()
    values = {value.pointer: value for group in (*groups, *tables) for value in group.values}
    values |= {pointer: view.value(pointer) for pointer in doubts if pointer not in values}
    done, undone = history([one for one in opened.corrections if one.by == user])
    part = {
        "groups": groups,
        "tables": tables,
        "every": every,
        "checks": [check for check in opened.record.checks if not check.fields],
        "view": view,
        "totals": [total for total in opened.record.totals if total.score is not None],
        "first_fields": FIRST_FIELDS,
        "text_lists": [(name, view.heading("document", name)) for name in TEXT_LISTS],
        "empty_lists": [(name, view.title(name)) for name in FIRST_FIELDS if not getattr(opened.record, name)],
    }
    return {
        "html": rendered("panel.html", part),
        "tables": rendered("tables.html", part),
        "values": {pointer: value.as_data() for pointer, value in values.items()},
        "doubts": doubts,
        "version": opened.version,
        "undo": len(done),
        "redo": len(undone),
        "id": opened.document.id,
    }


def kind_name(kind: str) -> str:
    """What a kind of field is called in the filter of the list."""
    return label_of(f"/document/{kind}" if kind in Document.model_fields else f"/{kind}", used())


def query_of(chosen: Chosen) -> str:
    """The choice as the query of a link, "" where all is as at first.

    >>> query_of(Chosen()), query_of(Chosen(state="all", year="2021"))
    ('', '?state=all&year=2021')
    """
    names = ("state", "kind", "issuer", "year", "folder")
    told = {name: getattr(chosen, name) for name in names if getattr(chosen, name)}
    return f"?{urlencode(told)}" if told != {"state": "open"} else ""


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("cchc_ocr.review"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install: Any = made  # its extension adds methods
    install.install_gettext_callables(gettext, ngettext, newstyle=True)
    made.filters["shown"] = lambda value: shown(value, comma=used() == "vi")
    made.filters["percent"] = lambda share: f"{shown(round(share * 100, 1), comma=used() == 'vi')}%"
    return made


_TEMPLATES = _templates()
