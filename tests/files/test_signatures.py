"""Digital signatures: the name is that of the certificate the signature was made with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_ocr.files.signatures import common_name, iso_time, signatures
from cchc_ocr.records import Signature


def node(tag: int, *parts: bytes) -> bytes:
    """DER: tag, length, value."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(size)]) + size + body


def name(text: str, tag: int = 0x0C) -> bytes:
    encoded = text.encode({0x1E: "utf-16-be", 0x1C: "utf-32-be"}.get(tag, "utf-8"))
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


@pytest.mark.parametrize("tag", [0x0C, 0x1C, 0x1E])
def test_names_in_each_encoding(tag: int) -> None:
    assert common_name(signed(7, certificate(7, "CA Sơn Hà", "Sở Y tế", tag=tag))) == "Sở Y tế"


def test_a_signature_without_its_certificate_names_nobody() -> None:
    assert common_name(signed(9, certificate(7, "CA Sơn Hà", "Sở Y tế"))) is None


@given(st.binary(max_size=300), st.integers(0, 200))
def test_damaged_signatures_do_no_harm(noise: bytes, at: int) -> None:
    whole = signed(7, certificate(7, "CA Sơn Hà", "Sở Y tế"))
    with suppress(ValueError, IndexError):
        common_name(whole[:at] + noise + whole[at + len(noise) :])


@given(st.binary(max_size=300))
def test_bytes_that_are_no_signature_do_no_harm(contents: bytes) -> None:
    with suppress(ValueError, IndexError):
        common_name(contents)


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("D:20230105081524+07'00'", "2023-01-05T08:15:24+07:00"),
        ("D:20230105081524+07'00", "2023-01-05T08:15:24+07:00"),
        ("D:20230105011524Z", "2023-01-05T01:15:24+00:00"),
        ("D:20230105081524", "2023-01-05T08:15:24"),
        ("05/01/2023", None),
        ("D:20231399081524+07'00'", None),
        ("D:20230105250000", None),
        ("D:20230105081524+99'00'", None),
        ("D:\u0662\u0660\u0662\u0663\u0660\u0661\u0660\u0665081524", None),
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


SIGNED = {"/ByteRange": [0, 1], "/M": "D:20230302104008+07'00'", "/Name": "Văn thư", "/Contents": b"x"}
VALUES: dict[str, Any] = {
    "missing": None,
    "a string": pikepdf.String("12"),
    "an empty string": pikepdf.String(""),
    "a string that is not UTF-8": pikepdf.String(b"\xef\xbb\xbf\xff\xf0"),
    "half a sign in UTF-16": pikepdf.String(b"\xfe\xff\xd8"),
    "a name": pikepdf.Name.Off,
    "a whole number": 10**18,
    "a number": Decimal("-12.5"),
    "a truth": True,
    "an empty list": pikepdf.Array(),
    "a list of all kinds": pikepdf.Array([1, None, True, pikepdf.String("a"), pikepdf.Name.A, pikepdf.Array()]),
    "an empty dictionary": pikepdf.Dictionary(),
    "a dictionary": pikepdf.Dictionary(A=1),
}
PLACES = {
    "the form": lambda value: value,
    "the fields": lambda value: pikepdf.Dictionary(Fields=value),
    "a field": lambda value: pikepdf.Dictionary(Fields=[value]),
    "its kids": lambda value: form({"/Kids": value}),
    "a kid": lambda value: form({"/Kids": [value]}),
    "its value": lambda value: form({"/V": value}),
    "the signature's bytes": lambda value: form({"/V": {**SIGNED, "/Contents": value}}),
    "the signature's name": lambda value: form({"/V": {**SIGNED, "/Name": value}}),
    "the signature's time": lambda value: form({"/V": {**SIGNED, "/M": value}}),
    "the signature's range": lambda value: form({"/V": {**SIGNED, "/ByteRange": value}}),
}

WITHOUT_ANOTHER = [PLACES[name] for name in ("the form", "the fields", "a field")]


def form(field: dict[str, Any]) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Fields=[_without_gaps(field), pikepdf.Dictionary(V=pikepdf.Dictionary(SIGNED))])


def _without_gaps(field: dict[str, Any]) -> pikepdf.Dictionary:
    kept = {key: _without_gaps(v) if isinstance(v, dict) else v for key, v in field.items() if v is not None}
    return pikepdf.Dictionary(kept)


def of_form(acroform: Any) -> tuple[Signature, ...]:
    """The signatures of a PDF with this form, saved and read again."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if acroform is not None:
            pdf.Root.AcroForm = acroform
        pdf.save(file)
    with pikepdf.open(file) as pdf:
        return signatures(pdf)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_form_may_hold_anything_anywhere(place: Callable[[Any], Any], value: Any) -> None:
    acroform = place(value)
    found = of_form(acroform)
    whole = Signature(signer="Văn thư", time="2023-03-02T10:40:08+07:00")
    assert (whole in found) is (place not in WITHOUT_ANOTHER)  # the signature beside is never lost
    assert all(signature.signer in ("Văn thư", "12", None) for signature in found)


@pytest.mark.parametrize(("key", "value"), [("/Name", "12"), ("/Name", 12), ("/M", 12), ("/Contents", 10**18)])
def test_a_signature_keeps_what_can_be_read_of_it(key: str, value: str | int) -> None:
    changed = {**SIGNED, "/M": SIGNED["/M"], key: value}
    (found,) = of_form(pikepdf.Dictionary(Fields=[pikepdf.Dictionary(V=pikepdf.Dictionary(changed))]))
    assert found.signer == (None if key == "/Name" and value == 12 else "12" if key == "/Name" else "Văn thư")
    assert found.time == (None if key == "/M" else "2023-03-02T10:40:08+07:00")


def test_a_stream_is_no_signature() -> None:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(b"12", SIGNED)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[stream, pikepdf.Dictionary(V=stream, Kids=stream)])
        assert signatures(pdf) == ()


def test_fields_that_hold_themselves_are_read_once() -> None:
    """A field among its own kids; a list that is the kids of what is in it; a field named twice."""
    with pikepdf.new() as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(V=pikepdf.Dictionary(SIGNED)))
        around = pdf.make_indirect(pikepdf.Array([field, field]))
        field.Kids = pikepdf.Array([field])
        around.append(pikepdf.Dictionary(Kids=around))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=around)
        assert len(signatures(pdf)) == 1


def test_many_fields_and_deep_ones() -> None:
    with pikepdf.new() as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(V=pikepdf.Dictionary(SIGNED)))
        for _ in range(2_000):
            field = pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([field])))
        fields = [field, *(pikepdf.Dictionary(V=pikepdf.String("12")) for _ in range(5_000))]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
        assert len(signatures(pdf)) == 1


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.binary(max_size=20).map(pikepdf.String)
    | st.sampled_from(["/Off", "/Sig"]).map(pikepdf.Name)
)
KEYS = st.sampled_from(["/Fields", "/Kids", "/V", "/ByteRange", "/M", "/Name", "/Contents", "/T", "/FT"])


def branches(nodes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    maps = st.dictionaries(KEYS, nodes, max_size=6)
    return st.lists(nodes, max_size=4).map(pikepdf.Array) | maps.map(_without_gaps)


@given(st.dictionaries(KEYS, st.recursive(LEAVES, branches, max_leaves=25), max_size=6))
def test_no_form_does_harm(tree: dict[str, Any]) -> None:
    for signature in of_form(_without_gaps(tree)):
        assert Signature.model_validate_json(signature.model_dump_json()) == signature
