"""Settings for Paperless-ngx: from the environment, a file, or both."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.paperless.config import FIELDS, PaperlessConfig, load

NAMES = ("URL", "TOKEN", "TOKEN_FILE", "CONFIG")


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(f"CCHC_OCR_PAPERLESS_{name}", raising=False)


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_the_environment_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_OCR_PAPERLESS_TOKEN", "abc\n")
    assert load() == PaperlessConfig(url="http://localhost:8000", token="abc")
    monkeypatch.setenv("CCHC_OCR_PAPERLESS_URL", "https://kho.example/")
    assert load().url == "https://kho.example"


def test_the_token_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_OCR_PAPERLESS_TOKEN_FILE", str(write(tmp_path / "token", "abc\n")))
    assert load().token == "abc"


def test_a_file_gives_what_the_environment_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.toml", 'url = "http://a:1"\ntoken = "abc"\n[fields]\nsigner = "Người ký văn bản"\n')
    monkeypatch.setenv("CCHC_OCR_PAPERLESS_URL", "http://b:2")
    for config in (load(file), monkeypatch.setenv("CCHC_OCR_PAPERLESS_CONFIG", str(file)) or load()):
        assert (config.url, config.token) == ("http://b:2", "abc")
        assert config.field_name("signer") == "Người ký văn bản"
        assert config.field_name("number_symbol") == "Số, ký hiệu"


def test_every_field_has_a_name_of_its_own() -> None:
    names = [PaperlessConfig().field_name(field) for field in FIELDS]
    assert len(set(names)) == len(names) and not set(names) & set(FIELDS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("token = ", "no TOML"),
        ('url = "kho.example"\ntoken = "a"', "url: no address that begins with"),
        ('token = "a b"', "token: no token"),
        ('token = "a"\nport = 8000', "port: Extra inputs are not permitted"),
        ('token = "a"\n[fields]\nnumber = "Số"', "fields: unknown: number; there are number_symbol, "),
        ("", "there is no token"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as caught:
        load(write(tmp_path / "a.toml", text))
    assert caught.value.file == ("" if said == "there is no token" else str(tmp_path / "a.toml"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml: it cannot be read: No such file"):
        load(tmp_path / "nowhere.toml")
    monkeypatch.setenv("CCHC_OCR_PAPERLESS_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(ConfigurationError, match=r"nowhere: the token cannot be read"):
        load()


def test_the_token_is_in_no_text_about_the_settings(tmp_path: Path) -> None:
    assert "secret" not in repr(PaperlessConfig(token="secret"))
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path / "a.toml", 'token = "secret word"'))
    assert "secret" not in str(caught.value)
