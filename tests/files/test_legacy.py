"""Encodings other than Unicode are found by font name and content; what is Unicode stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from cchc_ocr import lexicon
from cchc_ocr.changes import Change, replay
from cchc_ocr.document import Page
from cchc_ocr.files import charsets, legacy
from cchc_ocr.files.legacy import Encoding, Font
from cchc_ocr.files.opening import open_document
from tests.conftest import Cli
from tests.encodings import entities, in_cp1258, in_viscii, utf8_as_western, viqr
from tests.paths import CASES

TABLE = json.loads((CASES / "legacy.json").read_text("utf-8"))
SYLLABLES = sorted(lexicon.load().syllables)
TCVN3_CODES = {letter: code for code, letter in charsets.TCVN3.items() if code != "μ"}
VNI_CODES = {letter: code for code, letter in reversed(charsets.VNI.items())}
FOREIGN = [
    "The report wasn't submitted to the World Bank; don't ask me why.",
    "Le général a été nommé à la tête du comité d'organisation.",
    "La administración pública del año próximo será más fácil.",
    "Die Behörden müssen natürlich über Änderungen berichten.",
    "São Paulo não é a capital; a administração pública não está lá",
    '<a href="x?y=1&amp;z=2">R&D, Q&A &copy; 2024</a>',
]
SENTENCES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12).map(" ".join)


def tcvn3(text: str) -> str:
    """As it was typed: letters with a tone have no capitals of their own."""
    return "".join(TCVN3_CODES.get(c) or TCVN3_CODES.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    return "".join(VNI_CODES.get(c, c) for c in text)


def seen(text: str, encoding: str) -> str:
    """A text as a program shows it that does not know its encoding."""
    if encoding in ("TCVN3", "VNI"):
        return (tcvn3 if encoding == "TCVN3" else vni)(text)
    if encoding in ("CP1258", "VISCII"):
        return charsets.western((in_cp1258 if encoding == "CP1258" else in_viscii)(text))
    return {"UTF-8": utf8_as_western, "VIQR": viqr, "HTML": entities}[encoding](text)


@pytest.mark.parametrize(("encoding", "seen", "meant"), TABLE["legacy"])
def test_text_is_recognised_by_its_content(encoding: Encoding, seen: str, meant: str) -> None:
    converted = legacy.convert([seen])
    assert converted.lines == (meant,)
    assert converted.encodings == (encoding,)


@pytest.mark.parametrize("lines", TABLE["untouched"])
def test_what_is_not_legacy_stays(lines: list[str]) -> None:
    assert legacy.convert(lines).lines == tuple(lines)


@pytest.mark.parametrize("case", TABLE["mixed"])
def test_lines_in_unicode_stay_among_others(case: dict[str, list[str]]) -> None:
    assert legacy.convert(case["seen"]).lines == tuple(case["meant"])


def test_every_syllable_comes_back_from_tcvn3() -> None:
    for syllable in SYLLABLES:
        assert charsets.to_unicode(tcvn3(syllable), "TCVN3") == syllable
        assert charsets.to_unicode(tcvn3(syllable), "TCVN3", capitals=True) == syllable.upper()


def test_every_syllable_comes_back_from_vni() -> None:
    for syllable in SYLLABLES:
        for shape in (syllable, syllable.upper(), syllable.title()):
            assert charsets.to_unicode(vni(shape), "VNI") == shape


@given(st.lists(SENTENCES | SENTENCES.map(str.upper) | SENTENCES.map(str.title), max_size=8))
@settings(max_examples=2 * settings.default.max_examples)
def test_unicode_vietnamese_is_untouched(lines: list[str]) -> None:
    assert legacy.convert(lines).lines == tuple(lines)


@given(st.lists(st.text(st.characters(max_codepoint=255, exclude_characters="\n"), max_size=40), max_size=5))
def test_changes_can_be_replayed_and_keep_spaces(lines: list[str]) -> None:
    converted = legacy.convert(lines)
    assert tuple(map(replay, lines, converted.changes)) == converted.lines
    assert [line.count(" ") for line in lines] == [line.count(" ") for line in converted.lines]


ENCODINGS: list[Encoding] = ["TCVN3", "VNI", "CP1258", "VISCII", "UTF-8", "VIQR", "HTML"]
REPORT = [
    "Thực hiện Kế hoạch của Uỷ ban nhân dân tỉnh về cải cách hành chính, Sở Nội vụ báo cáo kết quả như sau:",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%; những vướng mắc đã được tháo gỡ kịp thời, không để tồn đọng.",
    "Phòng Tổ chức đề nghị các xã, phường gửi báo cáo trước ngày 15 hằng tháng.",
    "Độc lập - Tự do - Hạnh phúc",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_comes_back_from_every_encoding(encoding: Encoding) -> None:
    converted = legacy.convert([seen(line, encoding) for line in REPORT])
    assert (converted.lines, converted.encodings) == (tuple(REPORT), (encoding,))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", REPORT[:3])
def test_so_does_a_line_alone(line: str, encoding: Encoding) -> None:
    assert legacy.convert([seen(line, encoding)]).lines == (line,)


@pytest.mark.parametrize("encoding", ["CP1258", "VISCII"])
def test_bytes_are_the_letters_that_the_text_is_seen_as(encoding: str) -> None:
    data = "\n".join([*REPORT, "MẪU KỶ LUẬT, KỸ THUẬT, KỴ, ẲNG, ẴNG"])
    text = legacy.decode((in_cp1258 if encoding == "CP1258" else in_viscii)(data))
    assert text is not None
    assert legacy.convert_text(text) == (data, (encoding,))


@given(st.lists(st.sampled_from(FOREIGN), min_size=1, max_size=4))
def test_other_languages_stay(lines: list[str]) -> None:
    assert legacy.convert(lines).lines == tuple(lines)


@given(st.sampled_from(ENCODINGS), st.sampled_from(REPORT), st.sampled_from(FOREIGN[:-1]))
def test_lines_of_other_languages_have_no_other_encoding(encoding: Encoding, line: str, foreign: str) -> None:
    converted = legacy.convert([seen(line, encoding), "", foreign])
    assert converted.lines == (line, "", foreign)


@given(st.sampled_from(["TCVN3", "VNI"]), st.lists(SENTENCES, min_size=2, max_size=5))
def test_converting_twice_changes_nothing_more(encoding: str, lines: list[str]) -> None:
    once = legacy.convert([(tcvn3 if encoding == "TCVN3" else vni)(line) for line in lines]).lines
    assert not legacy.convert([line for line in once if legacy.is_unicode(line)]).encodings


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", Font("TCVN3")),
        (".VnTimeH", Font("TCVN3", capitals=True)),
        ("ABCDEF+.VnArialH,Bold", Font("TCVN3", capitals=True)),
        ("#2EVnTime-BoldItalic", Font("TCVN3")),
        (".VnArial Narrow", Font("TCVN3")),
        ("VnTime", Font("TCVN3")),
        ("VNI-Times", Font("VNI")),
        ("QWERTY+VNI-Helve-Condense,Bold", Font("VNI")),
        ("Times New Roman", None),
        ("ABCDEF+TimesNewRomanPSMT", None),
        ("Vni", None),
        ("VNtimes", None),
        ("UVNBachTuyet", None),
        ("", None),
    ],
)
def test_fonts_tell_the_encoding(name: str, font: Font | None) -> None:
    assert legacy.of_font(name) == font


@pytest.mark.parametrize("data", ["C«ng b¸o sè 5\nQuyÕt ®Þnh\n", "Coâng baùo soá 5\nQuyeát ñònh\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_text_files_are_read(cli: Cli, tmp_path: Path, data: str, encoding: str) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes(data.encode(encoding))
    page = open_document(file).page(1)
    assert isinstance(page, Page)
    assert page.text == "Công báo số 5\nQuyết định"
    assert page.notes[0].startswith("converted from ")
    assert cli("restore", file).stdout == "Công báo số 5\nQuyết định\n"
    assert cli("extract", file).exit_code == 0


def test_restore_explains_the_conversion_on_the_text_as_it_was(cli: Cli) -> None:
    seen = "xin chào\nc¶i c¸ch  thñ tôc hanh chÝnh"
    objects = [json.loads(line) for line in cli("restore", "--explain", stdin=seen).stdout.splitlines()]
    changes = [Change(**{key: value for key, value in one.items() if key != "line"}) for one in objects]
    assert {one["line"] for one in objects} == {2}
    assert replay(seen.split("\n")[1], changes) == "cải cách  thủ tục hành chính"
    assert [change.steps for change in changes if change.seen == "c¶i"] == [["legacy encoding TCVN3"]]
    assert [change.steps for change in changes if change.seen == "hanh"] == [["diacritics"]]


def pdf(path: Path, lines: list[str], fonts: list[str]) -> Path:
    """A PDF with its two fonts named so; their codes are those of Western Windows, as old programs left them."""
    canvas = Canvas(str(path))
    standard = ["Times-Roman", "Helvetica"]
    for number, line in enumerate(lines):
        canvas.setFont(standard[number % len(fonts)], 12)
        canvas.drawString(72, 780 - 20 * number, line)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        for font in file.pages[0].Resources.Font.values():
            font.BaseFont = pikepdf.Name("/" + fonts[standard.index(str(font.BaseFont)[1:])])
        file.save(path)
    return path


def text_of(path: Path) -> str:
    page = open_document(path).page(1)
    assert isinstance(page, Page)
    assert all(word.box for line in page.lines for word in line.words)
    return page.text


def test_text_layers_are_converted_by_the_names_of_fonts(tmp_path: Path) -> None:
    lines = ["uû ban nh©n d©n", "Bé Néi vô", "sè l¸", "Së Tµi chÝnh"]
    path = pdf(tmp_path / "a.pdf", lines, [".VnTimeH", "ABCDEF+.VnTime"])
    assert text_of(path) == "UỶ BAN NHÂN DÂN\nBộ Nội vụ\nSỐ LÁ\nSở Tài chính"


def test_text_layers_are_converted_by_content_where_fonts_have_no_names(tmp_path: Path) -> None:
    lines = ["Uyû ban nhaân daân tænh", "Boä Noäi vuï", "Quyeát ñònh cuûa Hoäi ñoàng"]
    path = pdf(tmp_path / "a.pdf", lines, ["TTE1", "TTE2"])
    assert text_of(path) == "Uỷ ban nhân dân tỉnh\nBộ Nội vụ\nQuyết định của Hội đồng"


def test_a_page_in_tcvn3_is_good_enough_to_keep_its_text(tmp_path: Path) -> None:
    lines = ["Uû ban nh©n d©n tØnh S¬n Hµ b¸o c¸o kÕt qu¶ c¶i c¸ch hµnh chÝnh"] * 5
    assert open_document(pdf(tmp_path / "a.pdf", lines, [".VnTime", "TTE2"])).page(1).notes == ()
    assert text_of(tmp_path / "a.pdf").startswith("Uỷ ban nhân dân tỉnh Sơn Hà báo cáo")
