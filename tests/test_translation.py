"""The language of what people read: how it is chosen, and how a finished sentence finds its translation."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from cchc_ocr import translation
from cchc_ocr.translation import ReadersLanguage, chosen, given, number, translated, use


@pytest.fixture
def vietnamese() -> Iterator[None]:
    use("vi")
    yield
    use("en")


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        ((), {}, "en"),
        (("run", "--lang", "vi"), {}, "vi"),
        (("--lang=vi", "run"), {"CCHC_OCR_LANG": "en"}, "vi"),
        (("--lang", "vi", "--lang", "en"), {}, "en"),
        (("--lang", "en"), {"CCHC_OCR_LANG": "vi", "LANG": "vi_VN.UTF-8"}, "en"),
        (("--lang", "fr"), {"CCHC_OCR_LANG": "vi"}, "vi"),
        (("--lang",), {"LANG": "vi_VN"}, "vi"),
        (("search", "--", "--lang", "vi"), {}, "en"),
        ((), {"CCHC_OCR_LANG": "vi"}, "vi"),
        ((), {"CCHC_OCR_LANG": "VI-vn"}, "vi"),
        ((), {"CCHC_OCR_LANG": "", "LANG": "vi_VN.UTF-8"}, "vi"),
        ((), {"CCHC_OCR_LANG": "vietnamese"}, "en"),
        ((), {"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),
        ((), {"LC_MESSAGES": "vi_VN.UTF-8", "LANG": "C"}, "vi"),
        ((), {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_language_is_chosen_by_option_variable_and_locale(
    argv: tuple[str, ...], environ: dict[str, str], language: ReadersLanguage
) -> None:
    assert chosen(argv, environ) == language


@pytest.mark.parametrize(
    ("argv", "name"), [((), None), (("--lang",), ""), (("--lang=",), ""), (("a", "--lang", "x"), "x")]
)
def test_what_was_given(argv: tuple[str, ...], name: str | None) -> None:
    assert given(argv) == name


def test_english_stays_as_it_is() -> None:
    assert translated("the file is empty") == "the file is empty"
    assert translation.ngettext("{count} page", "{count} pages", 1) == "{count} page"
    assert translation.gettext("") == ""


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("the file is empty", "tệp rỗng"),
        ("a.txt: cannot be written: the file is empty", "a.txt: không ghi được: tệp rỗng"),
        ("a.txt: cannot be written: nobody knows", "a.txt: không ghi được: nobody knows"),
        ("Error: Missing option '--to'. Choose from:", "Lỗi: Thiếu tùy chọn '--to'. Chọn một trong:"),
        ("there are no words for this", "there are no words for this"),
        (
            "a.txt: cannot be written: some strange words of a library",
            "a.txt: không ghi được: chi tiết bằng tiếng Anh: xem bằng --lang en",
        ),
        ("a.txt: cannot be written: 'what was typed here'", "a.txt: không ghi được: 'what was typed here'"),
        ("a.txt: cannot be written: bao cao nam nay", "a.txt: không ghi được: bao cao nam nay"),
        ("a.txt: cannot be written: thư mục không còn nữa", "a.txt: không ghi được: thư mục không còn nữa"),
        ("a.txt: cannot be written: /tmp/the/path/of/it", "a.txt: không ghi được: /tmp/the/path/of/it"),
        ("give one of them; choose another place", "chỉ dùng một trong số đó; chọn chỗ khác"),
        ("page 3", "trang 3"),
        ("2 Office files, 1 link to a folder", "2 tệp Office, 1 liên kết đến thư mục"),
        (
            "1 pipe, 1 link to a folder, 1 file of unknown kind",
            "1 ống dẫn (pipe), 1 liên kết đến thư mục, 1 tệp không rõ loại",
        ),
        ("", ""),
    ],
)
def test_finished_sentences_are_translated(vietnamese: None, english: str, said: str) -> None:
    assert translated(english) == said


def test_names_of_files_stay(vietnamese: None) -> None:
    assert (
        translated("the file is empty: cannot be written: no room") == "the file is empty: không ghi được: no room"
    )


def test_numbers_are_written_as_the_reader_does(vietnamese: None) -> None:
    assert number(1234567) == "1.234.567"
    assert number(2.5, ".1f") == "2,5"
    limit = "the picture is 9 x 9 pixels, more than the limit of 170,000,000"
    assert "170.000.000" in translated(limit)


def test_what_is_always_in_vietnamese_leaves_the_language_as_it_is() -> None:
    assert translation.vietnamese("the page is corrupt: cut short") != "the page is corrupt: cut short"
    assert translated("the page is corrupt: cut short") == "the page is corrupt: cut short"
    assert translation.vietnamese("of no message at all") == "of no message at all"


def test_what_is_in_vietnamese_in_passing_is_so_in_its_own_thread_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was the language of the whole process for a moment, and others' messages came out in Vietnamese."""

    def meanwhile(_text: str) -> str:
        with ThreadPoolExecutor(1) as another:
            return f"{translation.used()}, {another.submit(translation.used).result()}"

    monkeypatch.setattr(translation, "translated", meanwhile)
    assert (translation.vietnamese("done"), translation.used()) == ("vi, en", "en")


def test_the_language_is_again_as_it_was_when_something_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> str:
        raise ValueError

    monkeypatch.setattr(translation, "translated", broken)
    with pytest.raises(ValueError):
        translation.vietnamese("done")
    assert translation.used() == "en"
