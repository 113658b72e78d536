"""The language of what people read: English sentences are the source, a gettext catalogue has them in Vietnamese.

Data stay English: records, the catalogue of a run, logs and JSON are the same in every language, and so are errors
and notes on their way through the rooms. Whoever shows them to a person has them ``translated``, which finds the
message that a finished sentence was made of, also one that was stored long ago. Texts that the command line and
the pages of ``review`` write themselves are looked up by ``gettext`` and ``ngettext`` before they are filled in.
"""

from __future__ import annotations

import locale
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal, TypeAlias, get_args

ReadersLanguage: TypeAlias = Literal["en", "vi"]
LANGUAGES: Final[tuple[ReadersLanguage, ...]] = get_args(ReadersLanguage)
VARIABLE = "CCHC_OCR_LANG"
OPTION = "--lang"
DOMAIN = "cchc_ocr"
LOCALES = Path(__file__).with_name("locale")

SENTENCES = (  # placeholders that hold messages themselves
    *("what", "why", "reason", "hint", "fate", "fault", "problem", "strange"),
    *("more", "but", "others", "anew", "another", "go_on", "supported", "in_part"),
)
COUNTS = ("count", "number", "page", "pages")  # placeholders that hold figures only
IN_ENGLISH = "details in English: see --lang en"
_SENTENCE = 3  # words
_PLAIN_WORD = re.compile(r"(?<![\w./\\-])[A-Za-z]{2,}(?![\w./\\-])")  # and no part of a path or an option
_SWAPPED = str.maketrans(",.", ".,")
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")


class _Used:
    """The language in use, of the process as a whole: pages of ``review`` are written by several threads."""

    language: ReadersLanguage = "en"


_in_passing: ContextVar[ReadersLanguage | None] = ContextVar("in_passing", default=None)  # of one thread or task


def use(language: ReadersLanguage) -> None:
    """From now on, people read this language."""
    _Used.language = language


def used() -> ReadersLanguage:
    """The language in use; English until ``use`` is called."""
    return _in_passing.get() or _Used.language


def chosen(argv: Sequence[str], environment: Mapping[str, str]) -> ReadersLanguage:
    """The language that a person has chosen: by ``--lang``, by ``CCHC_OCR_LANG``, or by the locale.

    What names no language that there is gives way to the next of them.

    >>> chosen(["run", "--lang", "vi"], {}), chosen([], {"CCHC_OCR_LANG": "vi"}), chosen([], {"LANG": "vi_VN"})
    ('vi', 'vi', 'vi')
    >>> chosen([], {"CCHC_OCR_LANG": "en", "LANG": "vi_VN.UTF-8"}), chosen([], {"LANG": "fr_FR"})
    ('en', 'en')
    """
    names = (given(argv), environment.get(VARIABLE), _of_locale(environment))
    return next((language for name in names if name and (language := _named(name))), "en")


def given(argv: Sequence[str]) -> str | None:
    """What ``--lang`` was given, the last time; "" where nothing follows it, None where it is not there."""
    found = None
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == OPTION:
            found = argv[at + 1] if at + 1 < len(argv) else ""
        elif argument.startswith(f"{OPTION}="):
            found = argument.partition("=")[2]
    return found


def _named(name: str) -> ReadersLanguage | None:
    """The language of a name such as "vi", "vi_VN.UTF-8" or "en-GB"."""
    start = re.split(r"[_.@-]", name.strip().lower())[0]
    return next((language for language in LANGUAGES if language == start), None)


def _of_locale(environment: Mapping[str, str]) -> str:
    """The language of messages in this environment: as POSIX has it, or on Windows as the user set it."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    if name := next(filter(None, names), ""):
        return name
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


@cache
def translations(language: ReadersLanguage) -> NullTranslations:
    """The catalogue of a language, as Jinja2 and others take it; that of English gives back what it is asked."""
    if language == "en":
        return NullTranslations()
    with (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)


def gettext(message: str) -> str:
    """The message in the language in use."""
    return translations(used()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for so many, in the language in use."""
    return translations(used()).ngettext(singular, plural, number)


def gettext_noop(message: str) -> str:
    """The message as it is, marked for the catalogue: whoever shows it has it ``translated``; or an f-string."""
    return message


def number(value: float, spec: str = ",") -> str:
    """A number as readers of the language in use write it.

    >>> number(1234567), number(2.5, ".1f")
    ('1,234,567', '2.5')
    """
    return _written(format(value, spec))


def day(date: str | None) -> str | None:
    """A date in ISO 8601, or a month or year of it, as readers of the language in use write it.

    >>> day("2021-03-05"), day(None)
    ('2021-03-05', None)
    """
    return "/".join(reversed(date.split("-"))) if date and used() == "vi" else date


def _written(digits: str) -> str:
    """Digits of English, such as "1,234.5", as readers of the language in use write them."""
    is_number = used() == "vi" and _NUMBER.fullmatch(digits.strip().removesuffix("%"))
    return digits.translate(_SWAPPED) if is_number else digits


@dataclass(frozen=True, slots=True)
class _Template:
    """A message with placeholders: its literal parts, the names between them, and its translation."""

    parts: tuple[str, ...]
    names: tuple[str, ...]
    target: str

    def values(self, text: str) -> Mapping[str, str] | None:
        """What stands in the text for each name; None where the text was not made of this message."""
        if not all(part in text for part in self.parts):
            return None
        kinds = (r"([\d.,\-]+)" if name in COUNTS else "(.*?)" for name in (*self.names, ""))
        pattern = "".join(chain(*zip(map(re.escape, self.parts), kinds, strict=True))).removesuffix("(.*?)")
        found = re.fullmatch(pattern, text, re.DOTALL)
        if not found:
            return None
        values = dict(zip(self.names, found.groups(), strict=True))
        pairs = zip(self.names, found.groups(), strict=True)
        return values if all(values[name] == value for name, value in pairs) else None

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The more of a message is its own words, and the earlier they stand, the surer a text was made of it."""
        words = "".join(self.parts)
        return any(map(str.isalpha, words)), self.parts[0] != "", len(words)


def translated(text: str) -> str:
    """A finished sentence in the language in use; as it is where no message of the catalogue could have made it.

    Where several messages could have made it, it is the one with the most words of its own. Values stay, except
    those of placeholders that hold a message themselves, and numbers of placeholders with a format. Sentences that
    were joined by "; " are translated one by one, and so is one that was cut off before its details.
    """
    if used() == "en" or not text:
        return text
    sentences = text.split("; ")
    if found := _surely(text):
        return found
    if len(sentences) > 1:
        return "; ".join(map(translated, sentences))
    return _made_of(_templates(used())[1], text) or _surely(f"{text}: ").removesuffix(": ") or text


def vietnamese(text: str) -> str:
    """A finished sentence in Vietnamese, whatever language is in use: for what is always in Vietnamese.

    Other threads go on in theirs.
    """
    token = _in_passing.set("vi")
    try:
        return translated(text)
    finally:
        _in_passing.reset(token)


def _surely(text: str) -> str:
    """The text by a message with words of its own, or by one for each of its sentences; "" if there is none."""
    if whole := _messages(used()).get(text):
        return whole
    sentences = text.split("; ")
    each = [_surely(sentence) for sentence in sentences] if len(sentences) > 1 else []
    return "; ".join(each) if each and all(each) else _made_of(_templates(used())[0], text)


def _made_of(templates: Sequence[_Template], text: str) -> str:
    """The text, translated by the first message that could have made it; "" where there is none."""
    for template in templates:
        values = template.values(text)
        if values is not None:
            return _FILLED.vformat(template.target, (), values)
    return ""


@cache
def _messages(language: ReadersLanguage) -> Mapping[str, str]:
    """Every message and its translation, those in the plural apart."""
    catalog: Mapping[Any, str] = vars(translations(language))["_catalog"]  # gettext has no other way to list them
    return {source: target for source, target in catalog.items() if isinstance(source, str) and source}


@cache
def _templates(language: ReadersLanguage) -> tuple[Sequence[_Template], Sequence[_Template]]:
    """Messages with placeholders, the surest first; apart those without words of their own: "{name}: {why}"."""
    found = (_template(source, target) for source, target in _messages(language).items())
    made = sorted((one for one in found if one), key=lambda one: one.rank, reverse=True)
    surer = [one for one in made if one.rank[0]]
    return surer, made[len(surer) :]


def _template(source: str, target: str) -> _Template | None:
    try:
        pieces = list(Formatter().parse(source))
    except ValueError:  # a sentence with braces of its own
        return None
    found = [name for _, name, _, _ in pieces if name is not None]
    if not found or not all(map(str.isidentifier, found)):
        return None
    parts, names = [""], []
    for literal, name, _, _ in pieces:
        parts[-1] += literal
        if name is not None:
            names.append(name)
            parts.append("")
    return _Template(tuple(parts), tuple(names), target)


class _InTheirLanguage(Formatter):
    """Fills values, which are texts already, into a translation."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = super().get_value(key, args, kwargs)
        is_message = isinstance(key, str) and key.rstrip("0123456789") in SENTENCES
        return _detail(value) if is_message else value

    def convert_field(self, value: Any, conversion: str | None) -> Any:  # noqa: ARG002 - the interface
        return value  # as it was converted in English

    def format_field(self, value: Any, format_spec: str) -> str:
        return _written(value) if format_spec else str(value)


_FILLED = _InTheirLanguage()


def _detail(text: str) -> str:
    """A message within another; of what a library says in English, which nobody has translated, where to read it.

    Results keep it in English, so that it is there for whoever asks.
    """
    said = translated(text)
    is_foreign = said == text and text not in _messages(used()) and _is_english(text)
    return _messages(used())[IN_ENGLISH] if is_foreign else said


def _is_english(text: str) -> bool:
    """Whether a text is a sentence, or a part of one, in a language that is not written as Vietnamese is."""
    from cchc_ocr.vietnamese import is_syllable

    words = [] if text[:1] == text[-1:] == "'" else _PLAIN_WORD.findall(text)  # in quotes stands what was typed
    return len(words) >= _SENTENCE and 2 * sum(map(is_syllable, map(str.lower, words))) <= len(words)


def placeholders(message: str) -> Iterator[str]:
    """The placeholders of a message, with their formats.

    >>> list(placeholders("{file}: more than {limit:,} pixels"))
    ['{file}', '{limit:,}']
    """
    try:
        pieces = list(Formatter().parse(message))
    except ValueError:
        return
    for _, name, spec, conversion in pieces:
        if name is not None:
            yield f"{{{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}}}"
