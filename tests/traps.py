"""Files that ask their reader to run programs, open other files, or call somebody."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

SECRET = "mat khau"


def trap(path: Path, canary: Path, secret: Path, port: int) -> None:
    """A PDF with every action and reference that leads out of it.

    A program that is run makes ``canary``; what is read of ``secret`` is shown on the page; who follows a link
    calls ``port`` of this machine.
    """
    secret.write_bytes(f"BT /F1 24 Tf 50 400 Td ({SECRET}) Tj ET".encode())
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=_font()), XObject=Dictionary(X=_outside(pdf, secret)))
        shown = Stream(pdf, b"BT /F1 24 Tf 50 700 Td (Bao cao cua So Noi vu tinh Son Ha) Tj ET /X Do")
        page.Contents = pdf.make_indirect(Array([pdf.make_indirect(shown), _outside(pdf, secret)]))
        actions = _actions(canary, secret, f"http://127.0.0.1:{port}/")
        page.Annots = Array([_link(action) for action in actions])
        page.AA = Dictionary(O=actions[0], C=actions[1])
        pdf.Root.OpenAction = _chained(actions)
        pdf.Root.AA = Dictionary(WC=actions[0], WS=actions[1])
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array([pikepdf.String("start"), actions[0]])),
        )
        pdf.attachments["../../attached.sh"] = f"#!/bin/sh\ntouch '{canary}'\n".encode()
        pdf.save(path)


def _font() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _outside(pdf: pikepdf.Pdf, secret: Path) -> pikepdf.Object:
    """A form whose content lies in another file."""
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]))
    form.Resources = Dictionary(Font=Dictionary(F1=_font()))
    form.F = Dictionary(Type=Name.Filespec, F=str(secret), UF=str(secret))
    return pdf.make_indirect(form)


def _actions(canary: Path, secret: Path, url: str) -> list[Dictionary]:
    web = Dictionary(FS=Name.URL, F=f"{url}form")
    return [
        Dictionary(S=Name.JavaScript, JS=f'app.launchURL("{url}script"); this.submitForm("{url}script")'),
        Dictionary(S=Name.Launch, F="/bin/sh", Unix=Dictionary(F="/bin/sh", P=f"-c 'touch {canary}'")),
        Dictionary(S=Name.Launch, F=f"/usr/bin/touch {canary}"),
        Dictionary(S=Name.URI, URI=f"{url}link"),
        Dictionary(S=Name.GoToR, F=str(secret), D=Array([0, Name.Fit])),
        Dictionary(S=Name.GoToR, F=web, D=Array([0, Name.Fit])),
        Dictionary(S=Name.SubmitForm, F=web),
        Dictionary(S=Name.ImportData, F=str(secret)),
    ]


def _chained(actions: list[Dictionary]) -> Dictionary:
    """The actions, each the next of the one before."""
    following: Dictionary | None = None
    for action in reversed(actions):
        chained = Dictionary(**{key.lstrip("/"): value for key, value in action.items()})
        if following:
            chained.Next = following
        following = chained
    assert following
    return following


def _link(action: Dictionary) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([50, 50, 500, 800]), A=action)
