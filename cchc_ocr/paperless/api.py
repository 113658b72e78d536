"""The REST API of Paperless-ngx, as far as it is needed here: its paths, its errors, and what is tried again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias

import httpx

from cchc_ocr.errors import CchcError, ConfigurationError, ExitCode, UsageError
from cchc_ocr.paperless.config import PaperlessConfig
from cchc_ocr.translation import gettext_noop as N_

VERSION = 9  # of the API: since then, the date of a document is a day (Paperless-ngx 2.16)
ApiList: TypeAlias = Literal["correspondents", "document_types", "tags", "custom_fields"]
_PATIENCE = httpx.Timeout(60.0, connect=10.0)  # seconds: to be told of a change, it writes its index
_WAITS: Sequence[float] = (1.0, 5.0, 15.0)  # seconds before what failed in passing is tried again
_PASSING = (429, 502, 503, 504)
_AT_A_TIME = 100  # entries of a list


class PaperlessError(CchcError):
    """Paperless-ngx did not do what it was asked. The document is as it was, and may be filled in later."""

    exit_code = ExitCode.SOME_FAILED


class PaperlessApi:
    """A connection to Paperless-ngx. All methods raise PaperlessError where it does not do as asked.

    They raise ConfigurationError where it does not know the token, and UsageError where there is no such document.
    """

    def __init__(self, config: PaperlessConfig, transport: httpx.BaseTransport | None = None) -> None:
        self._url = config.url
        headers = {"Authorization": f"Token {config.token}", "Accept": f"application/json; version={VERSION}"}
        try:
            self._client = httpx.Client(
                base_url=f"{config.url}/api/", headers=headers, timeout=_PATIENCE, transport=transport
            )
        except httpx.InvalidURL as error:
            what = f"{config.url} is no address: {error}"
            raise ConfigurationError(what, hint="check CCHC_OCR_PAPERLESS_URL") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def document(self, number: int) -> dict[str, Any]:
        """What Paperless-ngx holds of a document."""
        return self._json("GET", f"documents/{number}/")

    def download(self, number: int, target: Path) -> None:
        """Write the file of a document, as it came in, to ``target``."""
        answer = self._answer("GET", f"documents/{number}/download/", params={"original": "true"})
        target.write_bytes(answer.content)

    def change(self, number: int, values: Mapping[str, object]) -> None:
        """Change these values of a document; lists (tags, custom fields) are replaced as a whole."""
        self._json("PATCH", f"documents/{number}/", json=values)

    def add_note(self, number: int, text: str) -> None:
        """Add a note to a document."""
        self._answer("POST", f"documents/{number}/notes/", json={"note": text})

    def entries(self, name: ApiList) -> Iterator[dict[str, Any]]:
        """All entries of a list, page by page."""
        page: int | None = 1
        while page:
            found = self._json("GET", f"{name}/", params={"page": page, "page_size": _AT_A_TIME})
            yield from found["results"]
            page = page + 1 if found["next"] else None

    def add(self, name: ApiList, entry: Mapping[str, object]) -> int:
        """Add an entry to a list, and return its number."""
        return int(self._json("POST", f"{name}/", json=entry)["id"])

    def _json(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        answer = self._answer(method, path, **more)
        try:
            found: object = answer.json()
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        raise PaperlessError(
            f"{self._url} does not answer as Paperless-ngx does", hint="check CCHC_OCR_PAPERLESS_URL"
        )

    def _answer(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to a request; what fails in passing is tried again, unless it may have been done."""
        for wait in (*_WAITS, None):
            try:
                answer = self._client.request(method, path, **more)
            except httpx.RequestError as error:
                again = method != "POST" or isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
                if wait is None or not again:
                    raise self._unreached(error) from error
            else:
                if wait is None or answer.status_code not in _PASSING:
                    return self._checked(answer, method, path)
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _unreached(self, error: httpx.RequestError) -> PaperlessError:
        why = N_("it gave no answer in time") if isinstance(error, httpx.TimeoutException) else str(error)
        return PaperlessError(
            f"Paperless-ngx cannot be reached at {self._url}: {why}",
            hint="see that it runs and that CCHC_OCR_PAPERLESS_URL is right, then run this again",
        )

    def _checked(self, answer: httpx.Response, method: str, path: str) -> httpx.Response:
        """The answer where it is one of success. Raises the error that it tells otherwise."""
        code = answer.status_code
        if answer.is_success:
            return answer
        if code in (401, 403):
            raise ConfigurationError(
                f"Paperless-ngx does not allow this with the token: {_told(answer)}",
                hint="the user of CCHC_OCR_PAPERLESS_TOKEN must be allowed to change documents and to add "
                "correspondents, types, tags, custom fields and notes",
            )
        if code == 404 and path.startswith("documents/"):
            raise UsageError(
                f"Paperless-ngx has no document {path.split('/')[1]}", hint="give the number in its address"
            )
        if code == 406:
            raise PaperlessError(
                f"Paperless-ngx does not speak version {VERSION} of its API", hint="update it to 2.16 or later"
            )
        if answer.is_redirect:
            target = answer.headers.get("location", "")
            raise PaperlessError(
                f"{self._url} leads to {target}", hint="set CCHC_OCR_PAPERLESS_URL to the address that it leads to"
            )
        raise PaperlessError(f"Paperless-ngx answers {method} {path} with {code}: {_told(answer)}", hint=_AGAIN)


_AGAIN = N_("nothing is lost; its log tells more, and this can be run again")


def _told(answer: httpx.Response) -> str:
    """What an answer says of an error, in a line."""
    try:
        found = answer.json()
    except ValueError:
        return answer.reason_phrase
    told = found.get("detail", found) if isinstance(found, dict) else found
    return " ".join(str(told).split())[:200]
