"""Where Paperless-ngx is, who asks, and what its custom fields are called."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.export.titles import titles
from cchc_ocr.system import settings
from cchc_ocr.translation import gettext_noop as N_

DataType = Literal["string", "longtext", "integer", "float"]
FIELDS: Mapping[str, DataType] = MappingProxyType(
    {
        **{"number_symbol": "string", "subject": "longtext", "parent": "string"},
        **{"signer": "string", "signer_title": "string", "urgency": "string", "secrecy": "string"},
        **{
            "total": "float",
            "total_max": "float",
            "total_year": "integer",
            "rank": "integer",
            "rank_of": "integer",
        },
        "read_by": "string",
    }
)
"""The custom fields, and of what type each is. ``read_by`` is on every document that was filled in."""


class PaperlessConfig(BaseModel):
    """The settings of ``paperless``. ``fields`` renames custom fields; one with the name "" is not written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = "http://localhost:8000"
    token: str = Field(default="", repr=False)
    tag: str = "cần xem lại"
    fields: Mapping[str, str] = Field(default_factory=dict)

    @field_validator("url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("no address that begins with http:// or https://")
        return url.rstrip("/")

    @field_validator("token")
    @classmethod
    def _one_word(cls, token: str) -> str:
        if not token.strip().isascii() or len(token.split()) > 1:
            raise ValueError("no token: letters without accents, and no spaces")
        return token.strip()

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, fields: Mapping[str, str]) -> Mapping[str, str]:
        if unknown := [name for name in fields if name not in FIELDS]:
            raise ValueError(f"unknown: {', '.join(unknown)}; there are {', '.join(FIELDS)}")
        return fields

    def field_name(self, field: str) -> str:
        """What a custom field is called in Paperless-ngx; "" where it is not wanted."""
        return self.fields.get(field, titles().paperless.get(field) or titles().columns.get(field, field))


def load(path: Path | None = None) -> PaperlessConfig:
    """The settings of the file, those of the environment before them.

    Raises ConfigurationError where one is wrong or the token is missing.
    """
    file = path or settings.paperless_config()
    given = _read(file) if file else {}
    try:
        token = settings.paperless_token()
    except OSError as error:
        what = f"{error.filename}: the token cannot be read: {error.strerror}"
        raise ConfigurationError(what, hint="look at CCHC_OCR_PAPERLESS_TOKEN_FILE") from error
    told = {"url": settings.paperless_url(), "token": token}
    try:
        config = PaperlessConfig.model_validate(given | {name: value for name, value in told.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        where, why = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
        raise ConfigurationError(f"{where}: {why}", hint="see docs/integrations.md", file=file or "") from error
    if not config.token:
        hint = N_("make one in Paperless-ngx, My Profile, and set CCHC_OCR_PAPERLESS_TOKEN")
        raise ConfigurationError("there is no token for Paperless-ngx", hint=hint)
    return config


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            return tomllib.load(opened)
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        raise ConfigurationError(what, hint="give --config another file", file=file) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"no TOML: {error}", hint="see docs/integrations.md", file=file) from error
