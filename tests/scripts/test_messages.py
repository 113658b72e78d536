"""The catalogues of what people read: all is collected, translated, and found again in finished sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

import messages
import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from cchc_ocr.statements import NATURES, STATEMENT_KINDS
from cchc_ocr.translation import COUNTS, placeholders, translated, use
from tests.readers import english, foreign

PO = messages.LOCALES / "vi/LC_MESSAGES/cchc_ocr.po"
PASSED_ON = {  # texts that come from elsewhere, where they are found
    "cli/output.py: hint",
    "corrections/draft.py: name",
    "corrections/pointers.py: pointer",
    "corrections/steps.py: items",
    "corrections/values.py: kinds.get(fault['type'], fault['msg'])",
    "errors.py: hint",
    "export/given_tables.py: hint",
    "files/office/composing.py: '; '.join(text.notes)",
    "files/pdf.py: parts.contents_fault()",
    "filing/planning.py: ', '.join(doubts)",
    "reading/processes.py: why",
    "reading/processes.py: answer['missing']",
    "runs/batch.py: self.results.failed(item, former.row)",
    "runs/batch.py: self.results.unchanged(item, former)",
    "runs/catalogue.py: hints[code]",
}


@cache
def modules() -> list[messages.Module]:
    return messages.package()


@cache
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi", domain="cchc_ocr")


def entries() -> list[Entry]:
    return [entry for entry in catalogue() if entry.id]


def source(entry: Entry) -> str:
    """The English message; of two that in the plural, which has all placeholders."""
    return entry.id if isinstance(entry.id, str) else str(entry.id[-1])


def target(entry: Entry) -> str:
    return entry.string if isinstance(entry.string, str) else str([*(entry.string or ()), ""][0])


def module(text: str, name: str = "a.py") -> messages.Module:
    return messages.Module(name, ast.parse(text), {}, {})


def test_catalogue_is_that_of_the_code() -> None:
    """And the compiled one is that of its source: ``make messages`` writes both."""
    assert messages.main(["--check"]) == 0


def test_every_message_is_translated() -> None:
    assert len(entries()) > 800
    assert [entry.id for entry in entries() if not target(entry) or entry.fuzzy] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    def named(text: str) -> set[str]:
        of_pages = re.findall(r"%\(\w+\)s", text)
        return {*(name.replace("!r", "") for name in placeholders(text)), *of_pages}

    differing = [entry.id for entry in entries() if named(source(entry)) != named(target(entry))]
    assert [one for one in differing if one != "Value error, {what}"] == []


def test_no_translation_is_english() -> None:
    assert [target(entry) for entry in entries() if english(target(entry))] == []


def test_english_words_in_translations_are_names() -> None:
    """Of commands, and of what options and programs are given; the schema names values of the record besides."""
    told = [entry for entry in entries() if {file for file, _ in entry.locations} != {"cchc_ocr/records.py"}]
    assert len(told) > 1000
    commands = {
        "evaluate",
        "export",
        "extract",
        "file",
        "learn",
        "paperless",
        "report",
        "review",
        "samples",
        "status",
    }
    values = {"auto", "copy", "duckdb", "false", "ket", "link", "move", "new", "old", "sort", "true"}
    values |= {"endDate", "fileCode", "startDate", "text", "vie"}
    values |= {*STATEMENT_KINDS, *NATURES, "results"}
    assert sorted({word for entry in told for word in foreign(target(entry))} - commands - values) == []


def test_nothing_that_people_read_is_put_together_where_it_cannot_be_found() -> None:
    for one in modules():
        list(one.messages())
    found = {line.split(":")[0] + ":" + line.split(":", 2)[2] for one in modules() for line in one.unmarked}
    assert found == PASSED_ON


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template with values that are texts already, as those of a finished sentence are."""
    return "".join(literal + values.get(name or "", "") for literal, name, _, _ in Formatter().parse(text))


def samples(text: str) -> dict[str, str]:
    """A value for each placeholder: figures where only figures can stand."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name]
    return {name: "7" if name in COUNTS else f"Q{at}" for at, name in enumerate(names)}


def finished() -> Iterator[tuple[str, str]]:
    """A sentence made of each message with placeholders and words of its own, and what is to become of it."""
    for entry in entries():
        if isinstance(entry.id, str) and any(placeholders(entry.id)):
            values = samples(entry.id)
            if all(map(str.isidentifier, values)) and any(map(str.isalpha, filled(entry.id, {}))):
                yield filled(entry.id, values), filled(target(entry), values)


def test_every_finished_sentence_finds_its_message() -> None:
    use("vi")
    try:
        lost = [(said, wanted, translated(said)) for said, wanted in finished() if translated(said) != wanted]
    finally:
        use("en")
    assert lost == []
    assert sum(1 for _ in finished()) > 250


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('raise UsageError("no such file", hint="check the name")', ["no such file", "check the name"]),
        ('raise ValueError("of the program")', []),
        ('N_(f"{path}: {len(pages):,} pages")', ["{path}: {count:,} pages"]),
        ('def f(x):\n    why = f"{x} is bad"\n    raise UsageError(why)', ["{x} is bad"]),
        ('HINT = "do it"\nraise UsageError("no", hint=HINT)', ["no", "do it"]),
        ('raise UsageError("yes" if a else "no")', ["yes", "no"]),
        ('def f(why):\n    raise UsageError(f"it is {why}")\nf("cold")', ["it is {why}", "cold"]),
        ('def f():\n    return "late"\nraise UsageError(f())', ["late"]),
        ('_("a {b}").format(b=1)', ["a {b}"]),
        ('typer.Option(help="Do it.")', ["Do it."]),
    ],
)
def test_messages_are_found(text: str, found: list[str]) -> None:
    looked_at = module(text)
    assert [one for message in looked_at.messages() for one in message.texts] == found
    assert looked_at.unmarked == []


def test_what_cannot_be_found_is_told() -> None:
    looked_at = module("raise UsageError(why)")
    assert list(looked_at.messages()) == []
    assert looked_at.unmarked == ["a.py:1: why"]


def test_help_of_commands_is_their_docstring() -> None:
    (only,) = module('def run():\n    """Read it.\n\n    Twice.\n    """', "cli/commands/a.py").messages()
    assert only.texts == ("Read it.\n\nTwice.",)


def test_plurals_are_one_message() -> None:
    (only,) = module('ngettext("a file", "{n} files", 3)').messages()
    assert only.texts == ("a file", "{n} files")


def test_an_untranslated_message_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    catalog = messages.updated(PO, messages.collected([module('N_("a new text")')]))
    assert [entry.id for entry in catalog if entry.id and not target(entry)] == ["a new text"]
