"""Digital signatures: the name is that of the certificate the signature was made with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.records import Signature
from cchc_ocr.signatures import common_name, iso_time, signatures


def node(tag: int, *parts: bytes) -> bytes:
    """DER: tag, length, value."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(size)]) + size + body


def name(text: str, tag: int = 0x0C) -> bytes:
    encoded = text.encode("utf-16-be" if tag == 0x1E else "utf-8")
    return node(0x30, node(0x31, node(0x30, bytes.fromhex("0603550403"), node(tag, encoded))))


def certificate(serial: int, issuer: str, subject: str, tag: int = 0x0C) -> bytes:
    fields = node(0xA0, node(2, b"\2")), node(2, bytes([serial])), node(0x30), name(issuer), node(0x30)
    return node(0x30, node(0x30, *fields, name(subject, tag)), node(0x30), node(3, b"\0"))


def signed(serial: int, *certificates: bytes) -> bytes:
    """A PKCS#7 signature made with the certificate of that number, padded with zeros as in PDF."""
    identity = node(0x30, name("CA Sơn Hà"), node(2, bytes([serial])))
    signer = node(0x31, node(0x30, node(2, b"\1"), identity))
    data = node(0x30, node(2, b"\1"), node(0x31), node(0x30), node(0xA0, *certificates), signer)
    return node(0x30, bytes.fromhex("06092a864886f70d010702"), node(0xA0, data)) + bytes(64)


def test_the_signer_is_told_from_the_authorities_above() -> None:
    contents = signed(
        7, certificate(1, "CA gốc", "CA Sơn Hà"), certificate(7, "CA Sơn Hà", "Sở Nội vụ tỉnh Sơn Hà")
    )
    assert common_name(contents) == "Sở Nội vụ tỉnh Sơn Hà"


def test_names_in_utf_16() -> None:
    assert common_name(signed(7, certificate(7, "CA Sơn Hà", "Sở Y tế", tag=0x1E))) == "Sở Y tế"


def test_a_signature_without_its_certificate_names_nobody() -> None:
    assert common_name(signed(9, certificate(7, "CA Sơn Hà", "Sở Y tế"))) is None


@given(st.binary(max_size=300), st.integers(0, 200))
def test_damaged_signatures_do_no_harm(noise: bytes, at: int) -> None:
    whole = signed(7, certificate(7, "CA Sơn Hà", "Sở Y tế"))
    with suppress(ValueError, IndexError):
        common_name(whole[:at] + noise + whole[at + len(noise) :])


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("D:20230105081524+07'00'", "2023-01-05T08:15:24+07:00"),
        ("D:20230105081524+07'00", "2023-01-05T08:15:24+07:00"),
        ("D:20230105011524Z", "2023-01-05T01:15:24+00:00"),
        ("D:20230105081524", "2023-01-05T08:15:24"),
        ("05/01/2023", None),
        ("", None),
    ],
)
def test_times(stamp: str, time: str | None) -> None:
    assert iso_time(stamp) == time


def signed_pdf(path: Path, *values: dict[str, object]) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        fields = [
            pdf.make_indirect(pikepdf.Dictionary(T=f"s{at}", FT=pikepdf.Name.Sig, V=pikepdf.Dictionary(value)))
            for at, value in enumerate(values)
        ]
        parent = pdf.make_indirect(pikepdf.Dictionary(T="signatures", Kids=fields))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[parent])
        pdf.save(path)
    return path


def test_signatures_of_a_file_in_order_of_time(tmp_path: Path) -> None:
    contents = signed(7, certificate(7, "CA Sơn Hà", "Sở Nội vụ tỉnh Sơn Hà"))
    late = {
        "/ByteRange": [0, 1],
        "/M": pikepdf.String("D:20230302134556+07'00'"),
        "/Name": "Văn thư",
        "/Contents": b"x",
    }
    early = {"/ByteRange": [0, 1], "/M": pikepdf.String("D:20230302104008+07'00'"), "/Contents": contents}
    with pikepdf.open(signed_pdf(tmp_path / "a.pdf", late, early, {"/Type": pikepdf.Name.Sig})) as pdf:
        assert signatures(pdf) == (
            Signature(signer="Sở Nội vụ tỉnh Sơn Hà", time="2023-03-02T10:40:08+07:00"),
            Signature(signer="Văn thư", time="2023-03-02T13:45:56+07:00"),
        )


def test_files_without_signatures() -> None:
    with pikepdf.new() as pdf:
        assert signatures(pdf) == ()
