"""From a set document to a scan: rendering, marks of pen and seal, what scanners do to pages, file formats."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from samples import marks
from samples.document import Sheet
from samples.typeset import Typeset

Pixels = NDArray[np.uint8]
Mode = Literal["colour", "grey", "black-white"]


@dataclass(frozen=True, slots=True)
class Scan:
    """How a document is scanned. Lengths in pixels at ``dpi``; ``skew`` in degrees per page, in turn."""

    suffix: str = ".pdf"
    dpi: int = 200
    mode: Mode = "grey"
    skew: tuple[float, ...] = (0.0,)
    blur: float = 0.0
    noise: float = 0.0
    speckles: int = 0
    faint: float = 0.0
    uneven: float = 0.0
    warp: float = 0.0
    quality: int = 60
    turned: tuple[int, ...] = ()
    seal: bool = True
    text_layer: Literal["none", "garbled", "own"] = "none"
    signature_box: bool = False


def scan_pages(sheet: Sheet, done: Typeset, how: Scan) -> list[Pixels]:
    """Page images as a scanner would give them."""
    rng = np.random.default_rng(zlib.crc32(sheet.name.encode()))
    pages = []
    with pypdfium2.PdfDocument(done.pdf) as pdf:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1].render(scale=how.dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3].copy()
            write_and_seal(page, sheet, done, how, number, rng)
            if number in how.turned:
                page = cv2.rotate(page, cv2.ROTATE_90_COUNTERCLOCKWISE)
            pages.append(degrade(page, how, how.skew[(number - 1) % len(how.skew)], rng))
    return pages


def write_and_seal(
    page: Pixels, sheet: Sheet, done: Typeset, how: Scan, number: int, rng: np.random.Generator
) -> None:
    dot, height = how.dpi / 72, page.shape[0]
    for hand in done.hands:
        if hand.page == number:
            marks.write_figures(page, hand.text, hand.x * dot, height - hand.y * dot, hand.size * dot, rng)
    on_page, x, y = done.signature
    if on_page == number:
        marks.scribble(page, x * dot, height - y * dot, 38 / 25.4 * how.dpi, rng)
        if how.seal:
            marks.seal(page, f"{sheet.seal} * TỈNH SƠN HÀ *", (x - 40) * dot, height - (y + 8) * dot, how.dpi)


def degrade(page: Pixels, how: Scan, skew: float, rng: np.random.Generator) -> Pixels:
    height, width = page.shape[:2]
    if how.mode != "colour":
        page = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    if skew or how.warp:
        page = cv2.warpPerspective(
            page,
            _slant(width, height, skew, how.warp),
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderValue=(255,) * 3,
        )
    work = page.astype(np.float32)
    if how.faint:
        work = 255 - (255 - work) * (1 - how.faint)
    if how.blur:
        work = cv2.GaussianBlur(work, (0, 0), how.blur)
    if how.uneven:
        work *= _light(width, height, how.uneven, work.ndim)
    if how.noise:
        work += rng.normal(0, how.noise, work.shape[:2] + (1,) * (work.ndim - 2))
    for x, y, size in zip(
        rng.integers(0, width, how.speckles),
        rng.integers(0, height, how.speckles),
        rng.integers(1, max(2, how.dpi // 90), how.speckles),
        strict=True,
    ):
        cv2.circle(work, (int(x), int(y)), int(size) - 1, (40.0,) * 3, -1)
    page = np.clip(work, 0, 255).astype(np.uint8)
    return np.where(page < 150, 0, 255).astype(np.uint8) if how.mode == "black-white" else page


def _slant(width: int, height: int, skew: float, warp: float) -> NDArray[np.float64]:
    """Rotation about the middle, then corners pulled in as when a page is photographed aslant."""
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0), [0, 0, 1]])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    pulled = corners + np.array([[2, 1], [-1, 0], [0, -1], [1, -2]], np.float32) * warp * width
    return cv2.getPerspectiveTransform(corners, pulled.astype(np.float32)) @ turn


def _light(width: int, height: int, uneven: float, dimensions: int) -> NDArray[np.float32]:
    """Brightness falling off towards the lower right corner."""
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    light = 1 - uneven * (0.35 * across + 0.65 * down) ** 1.5
    return light if dimensions == 2 else light[:, :, None]


# -- files -----------------------------------------------------------------------------------------------
def picture(page: Pixels, how: Scan) -> Image.Image:
    image = Image.fromarray(page)
    return image.convert("1", dither=Image.Dither.NONE) if how.mode == "black-white" else image


def save_image(page: Pixels, how: Scan, path: Path) -> None:
    options = {"quality": how.quality} if path.suffix in (".jpg", ".jpeg") else {"optimize": True}
    picture(page, how).save(path, dpi=(how.dpi, how.dpi), **options)


def save_tiff(pages: list[Pixels], how: Scan, path: Path) -> None:
    first, *rest = [picture(page, how) for page in pages]
    kind = "group4" if how.mode == "black-white" else "jpeg"
    first.save(path, save_all=True, append_images=rest, compression=kind, dpi=(how.dpi, how.dpi))


def save_pdf(pages: list[Pixels], how: Scan, path: Path, layer: list[list[str]], box: bytes | None) -> None:
    """One picture per page; ``layer``: hidden lines of text per page; ``box``: a PDF to show as signature box."""
    pdf = pikepdf.new()
    for number, page in enumerate(pages):
        height, width = (side / how.dpi * 72 for side in page.shape[:2])
        target = pdf.add_blank_page(page_size=(width, height))
        target.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=_image_stream(pdf, page, how)))
        content = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q\n"
        if layer:
            target.Resources.Font = pikepdf.Dictionary(
                F0=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
            content += _hidden_text(layer[number], height)
        target.Contents = pdf.make_stream(content.encode("latin-1"))
    if box is not None:
        _sign(pdf, box)
    pdf.save(path, deterministic_id=True, compress_streams=True)


def _image_stream(pdf: pikepdf.Pdf, page: Pixels, how: Scan) -> pikepdf.Stream:
    height, width = page.shape[:2]
    buffer = io.BytesIO()
    entries: dict[str, object] = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": pikepdf.Name.DeviceRGB if page.ndim == 3 else pikepdf.Name.DeviceGray,
        "Filter": pikepdf.Name.DCTDecode,
    }
    if how.mode == "black-white":
        data = _group4(page)
        entries |= {
            "BitsPerComponent": 1,
            "Filter": pikepdf.Name.CCITTFaxDecode,
            "DecodeParms": pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=False),
        }
    else:
        picture(page, how).save(buffer, "JPEG", quality=how.quality, optimize=True)
        data = buffer.getvalue()
    return pikepdf.Stream(pdf, data, **entries)


def _group4(page: Pixels) -> bytes:
    """The CCITT Group 4 strip of a black-and-white page."""
    buffer = io.BytesIO()
    image = Image.fromarray(page).convert("1", dither=Image.Dither.NONE)
    image.save(buffer, "TIFF", compression="group4", tiffinfo={278: page.shape[0], 262: 0})
    with Image.open(buffer) as tiff:
        (start,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return buffer.getvalue()[start : start + length]


def _hidden_text(lines: list[str], height: float) -> str:
    parts = ["BT 3 Tr /F0 11 Tf 14 TL", f"60 {height - 60:.1f} Td"]
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"({escaped}) Tj T*")
    return "\n".join([*parts, "ET"])


def _sign(pdf: pikepdf.Pdf, box: bytes) -> None:
    """Adds a signature field shown as a small picture with a few words."""
    width, height = float(pdf.pages[0].MediaBox[2]), float(pdf.pages[0].MediaBox[3])
    add_signatures(pdf, [(1, (width - 205, height - 48), box)], "Ủy ban nhân dân tỉnh Sơn Hà", "20240329091244")


def add_signatures(
    pdf: pikepdf.Pdf, boxes: Sequence[tuple[int, tuple[float, float], bytes]], name: str, moment: str
) -> None:
    """Adds signature fields: page, lower left corner, and a PDF of what is shown. The signatures are void."""
    fields = []
    for number, (page_number, (left, low), box) in enumerate(boxes, 1):
        page = pdf.pages[page_number - 1]
        with pikepdf.open(io.BytesIO(box)) as source:
            size = [float(side) for side in source.pages[0].MediaBox[2:]]
            form = pdf.copy_foreign(source.pages[0].as_form_xobject())
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
            Name=pikepdf.String(name),
            M=pikepdf.String(f"D:{moment}+07'00'"),
            ByteRange=pikepdf.Array([0, 0, 0, 0]),
            Contents=pikepdf.String(b"\0" * 16),
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String(f"Signature{number}"),
                F=132,
                Rect=pikepdf.Array([left, low, left + size[0], low + size[1]]),
                V=pdf.make_indirect(value),
                AP=pikepdf.Dictionary(N=form),
                P=page.obj,
            )
        )
        page.Annots = pdf.make_indirect(pikepdf.Array([*page.get("/Annots", ()), field]))
        fields.append(field)
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=3))
