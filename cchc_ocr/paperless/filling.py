"""Fills in a document of Paperless-ngx: what is empty there gets the values that are sure.

What a person or a rule has entered stays, and so does a document that was filled in before. Correspondents, types,
tags and custom fields are found by their names, and added where there are none. The note is added before the
values: in some versions of Paperless-ngx, adding a note sets values back that were changed just before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from cchc_ocr.paperless.api import ApiList, PaperlessApi, PaperlessError
from cchc_ocr.paperless.config import FIELDS, PaperlessConfig
from cchc_ocr.paperless.proposing import MOST_LETTERS, CustomValue, SureValues, cut
from cchc_ocr.translation import gettext as _
from cchc_ocr.vietnamese import nfc, place_tones

_BY_HAND = {"match": "", "matching_algorithm": 0, "is_insensitive": True, "owner": None}
"""Of what is added: Paperless-ngx gives it to no other document by itself, and everybody may see it."""


class Filler:
    """Fills in documents, one after the other; the lists of Paperless-ngx are asked for once.

    With ``dry_run`` nothing is written. With ``overwrite`` values that are there are replaced, and documents that
    were filled in before are filled in again. All methods raise what ``PaperlessApi`` raises.
    """

    def __init__(
        self, api: PaperlessApi, config: PaperlessConfig, *, dry_run: bool = False, overwrite: bool = False
    ) -> None:
        self._api = api
        self._config = config
        self._dry_run = dry_run
        self._overwrite = overwrite
        self._lists: dict[ApiList, dict[str, dict[str, Any]]] = {}

    def is_filled(self, document: Mapping[str, Any]) -> bool:
        """Whether there is nothing to do for a document, because it was filled in before."""
        mark = self._entry("custom_fields", self._config.field_name("read_by"))
        return not self._overwrite and bool(mark and _held(document).get(mark["id"]))

    def fill(self, document: Mapping[str, Any], proposal: SureValues) -> tuple[str, ...]:
        """Fill in a document as ``PaperlessApi.document`` gave it; returns what was done, or would be, in words.

        After an error the document is as it was, perhaps with the note.
        """
        values: dict[str, Any] = {}
        told = (
            *self._heading(document, proposal, values),
            *self._choices(document, proposal, values),
            *self._custom_fields(document, proposal, values),
        )
        if proposal.note:
            told += (*self._tag(document, values), _("note: {text}").format(text=proposal.note))
        if not self._dry_run:
            if proposal.note and proposal.note not in {one["note"] for one in document.get("notes", ())}:
                self._api.add_note(document["id"], proposal.note)
            self._api.change(document["id"], values)
        return told

    def _heading(self, document: Mapping[str, Any], proposal: SureValues, values: dict[str, Any]) -> Iterator[str]:
        """Title and date. Paperless-ngx gives both at first: the name of the file, and a date that it finds."""
        if proposal.title and (self._overwrite or _is_named_by_file(document)):
            values["title"] = proposal.title
            yield _("title: {value}").format(value=proposal.title)
        elif proposal.title:
            yield _("title: stays as it is, for it is not the name of the file")
        if proposal.created:
            values["created"] = proposal.created
            yield _("date: {value}").format(value=proposal.created)

    def _choices(self, document: Mapping[str, Any], proposal: SureValues, values: dict[str, Any]) -> Iterator[str]:
        """Correspondent and type of the document."""
        wanted: Mapping[str, tuple[ApiList, str | None, str]] = {
            "correspondent": ("correspondents", proposal.correspondent, _("correspondent")),
            "document_type": ("document_types", proposal.document_type, _("type")),
        }
        for key, (listed, name, called) in wanted.items():
            if name and document[key] is not None and not self._overwrite:
                yield _("{what}: stays as it is").format(what=called)
            elif name:
                values[key] = self._number(listed, cut(name), **_BY_HAND)
                yield f"{called}: {name}"

    def _custom_fields(
        self, document: Mapping[str, Any], proposal: SureValues, values: dict[str, Any]
    ) -> Iterator[str]:
        """All custom fields, also those that stay: Paperless-ngx drops those that it is not given."""
        held = dict(_held(document))
        for field, value in proposal.fields.items():
            name = self._config.field_name(field)
            if not name:
                continue
            number, data_type = self._field(field, name)
            if data_type not in (FIELDS[field], "string", "longtext"):
                yield _("{what}: stays as it is, for it is a field of the type {kind}").format(
                    what=name, kind=data_type
                )
            elif number and held.get(number) not in (None, "") and not self._overwrite:
                yield _("{what}: stays as it is").format(what=name)
            else:
                written = _as(data_type, value)
                yield f"{name}: {written}"
                if number:
                    held[number] = written
        values["custom_fields"] = [{"field": number, "value": value} for number, value in held.items()]

    def _field(self, field: str, name: str) -> tuple[int | None, str]:
        """Number and type of a custom field, which is added where there is none; no number in a dry run."""
        found = self._entry("custom_fields", name)
        if found:
            return int(found["id"]), str(found["data_type"])
        try:
            return self._number("custom_fields", name, data_type=FIELDS[field]), FIELDS[field]
        except PaperlessError:
            if FIELDS[field] != "longtext":
                raise
            return self._number("custom_fields", name, data_type="string"), "string"  # before Paperless-ngx 2.20

    def _tag(self, document: Mapping[str, Any], values: dict[str, Any]) -> Iterator[str]:
        number = self._number("tags", self._config.tag, **_BY_HAND) if self._config.tag else None
        if number and number not in document["tags"]:
            values["tags"] = [*document["tags"], number]
        if self._config.tag:
            yield _("tag: {name}").format(name=self._config.tag)

    def _number(self, listed: ApiList, name: str, **more: object) -> int | None:
        """The number of an entry by its name; one that is missing is added, but not in a dry run: None."""
        found = self._entry(listed, name)
        if found is None and not self._dry_run:
            entry = {"name": name, **more}
            found = {**entry, "id": self._api.add(listed, entry)}
            self._lists[listed][_key(name)] = found
        return int(found["id"]) if found else None

    def _entry(self, listed: ApiList, name: str) -> dict[str, Any] | None:
        if listed not in self._lists:
            self._lists[listed] = {_key(one["name"]): one for one in self._api.entries(listed)}
        return self._lists[listed].get(_key(name))


def _key(name: str) -> str:
    """A name as names are compared: accents count, capitals, spaces and the place of tones do not.

    >>> _key("SỞ  Y tế") == _key("Sở Y Tế"), _key("Số Y tế") == _key("Sở Y tế")
    (True, False)
    """
    return " ".join(place_tones(nfc(name).lower(), "new").split())


def _held(document: Mapping[str, Any]) -> Mapping[int, Any]:
    """The custom fields of a document by their numbers."""
    return {one["field"]: one["value"] for one in document["custom_fields"]}


def _is_named_by_file(document: Mapping[str, Any]) -> bool:
    """Whether the title of a document is the name of its file, which Paperless-ngx gives it, or empty."""
    name = PurePath(document.get("original_file_name") or "").stem
    return nfc(document["title"].strip()) in ("", nfc(name), nfc(name[: MOST_LETTERS - 1]))


def _as(data_type: str, value: CustomValue) -> CustomValue:
    """A value as a field of that type takes it."""
    if data_type == "string":
        return cut(str(value))
    return str(value) if data_type == "longtext" else value
