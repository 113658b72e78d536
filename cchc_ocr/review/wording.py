"""The texts of the page in the language of its reader."""

from __future__ import annotations

from gettext import NullTranslations
from typing import Literal

_NONE = NullTranslations()
gettext, ngettext = _NONE.gettext, _NONE.ngettext


def used() -> Literal["en", "vi"]:
    """The language in use."""
    return "en"
