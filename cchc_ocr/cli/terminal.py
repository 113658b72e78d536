"""What comes from documents and names of files, as a terminal may be shown it."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text on one line, with control characters escaped: file names may contain commands to a terminal.

    >>> one_line("Báo cáo\\n2020\\x1b[31m.pdf")
    'Báo cáo\\\\n2020\\\\x1b[31m.pdf'
    """
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if whole.isprintable():
        return whole
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in whole)
