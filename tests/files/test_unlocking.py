"""Encrypted PDFs open with their password, in both libraries, and without it say which option there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cchc_ocr.document import Page
from cchc_ocr.errors import EncryptedError
from cchc_ocr.files.passwords import Passwords, parse
from cchc_ocr.files.unlocking import unlocked
from tests.documents import first, typed


def locked(path: Path, user: str, **how: Any) -> Path:
    plain = typed(path.with_name("plain.pdf"), "So 15/BC-SNV 2023")
    with pikepdf.open(plain) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner="owner", **how))
    plain.unlink()
    return path


_R3 = {"R": 3, "aes": False, "metadata": False}


@pytest.mark.parametrize(
    ("how", "password"),
    [({"R": 6}, "mật khẩu"), ({"R": 6}, "café"), ({"R": 4}, "1234"), ({"R": 4}, "café"), (_R3, "café")],
)
def test_each_encryption(tmp_path: Path, how: dict[str, Any], password: str) -> None:
    path = locked(tmp_path / "a.pdf", password, **how)
    page = first(path, passwords=parse(f"wrong\n{password}\n"))
    assert isinstance(page, Page) and page.text == "So 15/BC-SNV 2023"


@pytest.mark.parametrize(
    ("passwords", "said"),
    [("", "give its password with --password-file"), ("no\nneither", "add its password to --password-file")],
)
def test_the_error_names_the_option(tmp_path: Path, passwords: str, said: str) -> None:
    path = locked(tmp_path / "a.pdf", "1234")
    with pytest.raises(EncryptedError) as caught, unlocked(path, parse(passwords)):
        pass
    assert said in caught.value.hint and caught.value.message.startswith("a.pdf: the PDF is encrypted")
    assert "neither" not in str(caught.value)


def test_what_only_its_owner_may_change_opens(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.pdf", "", allow=pikepdf.Permissions(extract=False))
    with unlocked(path, Passwords()) as (pdf, password):
        assert (len(pdf.pages), password) == (1, "")


def test_an_encryption_with_certificates_is_named(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.pdf", "1234", R=4)
    path.write_bytes(path.read_bytes().replace(b"/Filter /Standard", b"/Filter /Adobe.Ps"))
    with pytest.raises(EncryptedError, match="with a certificate"), unlocked(path, Passwords()):
        pass
