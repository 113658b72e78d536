"""What scripts about the corpora are asked for: folders, and which of their documents."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def parser(description: str | None, folders: Sequence[Path] = ()) -> argparse.ArgumentParser:
    """A parser that knows ``folders`` (these, if none is named; without any, one must be) and ``--only``."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("folders", nargs="*" if folders else "+", type=Path, default=folders)
    made.add_argument("--only", nargs="+", metavar="NAME", help="these documents only")
    return made


def chosen(files: Sequence[Path], only: Sequence[str] | None) -> list[Path]:
    """Those of the files that ``--only`` names; all of them without it.

    >>> [one.stem for one in chosen([Path("03.toml"), Path("07.toml")], ["07"])]
    ['07']
    """
    return [one for one in files if not only or one.stem in only]
