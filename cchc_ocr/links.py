"""Addresses of files and of their pages, as browsers open them: in Python, and in the SQL of catalogues.

Both are made of the same table of signs; a law holds that they give the same.
"""

from __future__ import annotations

from pathlib import Path

# Signs that mean something else in an address. Letters with accents stay readable; "%" comes first, because the
# others are written with it.
_ESCAPED = {sign: f"%{ord(sign):02X}" for sign in "% #?"}
_TRANSLATION = str.maketrans(_ESCAPED)
_WITH_PAGES = ".pdf"  # of such files the address names the page


def link_to(path: Path, page: int | None) -> str:
    """The address of a file, of a PDF that of its page.

    >>> link_to(Path("/kho/bản a.pdf"), 3).removeprefix(link_to(Path("/kho"), None))
    '/bản%20a.pdf#page=3'
    """
    name = path.absolute().as_posix()
    address = f"file://{'' if name.startswith('/') else '/'}{name.translate(_TRANSLATION)}"
    return f"{address}#page={page}" if page and name.lower().endswith(_WITH_PAGES) else address


def link_in_sql(path: str, page: str) -> str:
    """The same as an expression of SQLite.

    ``path`` and ``page`` are expressions, too: an absolute path as text, and a number; each may be NULL.

    >>> import sqlite3
    >>> query = "SELECT " + link_in_sql("'/kho/bản a.pdf'", "3")
    >>> sqlite3.connect(":memory:").execute(query).fetchone()[0]
    'file:///kho/bản%20a.pdf#page=3'
    """
    # A path that begins with a slash is none of Windows, and a backslash in it belongs to a name.
    name = f"CASE WHEN {path} LIKE '/%' THEN {path} ELSE replace({path}, '\\', '/') END"
    address = name
    for sign, escaped in _ESCAPED.items():
        address = f"replace({address}, '{sign}', '{escaped}')"
    start = f"CASE WHEN {name} LIKE '/%' THEN '' ELSE '/' END"
    ending = f"CASE WHEN {page} AND {path} LIKE '%{_WITH_PAGES}' THEN '#page=' || {page} ELSE '' END"
    return f"'file://' || {start} || {address} || {ending}"
