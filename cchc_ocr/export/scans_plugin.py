"""A plugin of Datasette, which ``export --to datasette`` writes beside the database: links open the scan.

A browser does not follow links to files (``file://…``) from a page of the web. So Datasette itself hands out the
originals: those that the database names, and only to those who may see its documents. This file is copied as it
is, and runs where cchc-ocr need not be installed.
"""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from datasette.utils import asgi
from markupsafe import Markup
from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")
_asgi: Any = asgi  # which has no types

_FILE = "file://"
_NOTHING = "\N{NO-BREAK SPACE}"  # an empty text is taken for no answer
_ROUTE = "/-/scan"
_SHOWN = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")  # by browsers
_NAMED = "SELECT 1 FROM documents WHERE replace(path, '\\', '/') = ? LIMIT 1"


@hookimpl
def render_cell(value: object, column: str, database: str, datasette: Any) -> str | None:
    """Cells of the column ``link``: the page of the scan, as Datasette hands it out.

    Names of files that the catalogue of a run keeps as bytes are shown as text: in a view, Datasette cannot.
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") or _NOTHING
    if column != "link" or not isinstance(value, str) or not value.startswith(_FILE):
        return None
    address, _, page = value.removeprefix(_FILE).partition("#")
    base = datasette.urls.path(_ROUTE)
    link = f"{base}?database={quote(database)}&path={quote(unquote(address), safe='/')}{'#' if page else ''}{page}"
    name, where = unquote(address).rpartition("/")[2], page.replace("page=", ", trang ")
    return Markup('<a href="{}">{}</a>').format(link, name + where)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [(rf"^{_ROUTE}$", scan)]


async def scan(datasette: Any, request: Any, send: Any) -> Any:
    """The original of a document, where the database names it and it is still there."""
    database, path = request.args.get("database") or "", request.args.get("path") or ""
    if database not in datasette.databases:
        return _asgi.Response.text("there is no such database", status=404)
    for action, resource in (
        ("view-instance", None),
        ("view-database", database),
        ("view-table", (database, "documents")),
    ):
        if not await datasette.permission_allowed(request.actor, action, resource, default=True):
            return _asgi.Response.text("you may not see the documents of this database", status=403)
    place = path[1:] if os.name == "nt" and path.startswith("/") else path
    named = await datasette.get_database(database).execute(_NAMED, [place])
    if not named.rows or not Path(place).is_file():
        return _asgi.Response.text("the scan was moved, or the database does not name it", status=404)
    kind = mimetypes.guess_type(place)[0] or "application/octet-stream"
    headers = {"x-content-type-options": "nosniff"}
    if kind not in _SHOWN:
        headers["content-disposition"] = "attachment"
    await _asgi.asgi_send_file(send, place, content_type=kind, headers=headers)
    return None
