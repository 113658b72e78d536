"""Who may use the server: whoever has the token, on a page of the server itself, under a name of this computer."""

from __future__ import annotations

import hmac
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_READING = ("GET", "HEAD")

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets only those requests pass that come from a page of this server, opened with its token.

    ``names`` are the names under which the server may be called. Where it listens to other computers (``open``),
    an address in figures will do as well: a foreign page that had its own name point here would send that name.
    """

    token: str
    port: int
    names: frozenset[str]
    open: bool = False

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers share cookies between the ports of a computer."""
        return f"cchc_ocr_review_{self.port}"

    async def __call__(self, request: Request, answer: Answer) -> Response:
        """The answer, with the headers that keep foreign scripts and frames out; or a refusal."""
        response = self.refused(request) or self._entered(request) or await answer(request)
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def refused(self, request: Request) -> Response | None:
        """What is said to a request that may not pass; None for one that may."""
        if not self._is_named_rightly(request.headers.get("host", "")):
            return PlainTextResponse("This computer is not known by that name.", 421)
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers["host"]:
            return PlainTextResponse("The request comes from another page.", 403)
        if request.method not in _READING and origin is None:
            return PlainTextResponse("The request does not say which page it comes from.", 403)
        given = request.cookies.get(self.cookie, "") or request.query_params.get("token", "")
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("Open the link that cchc-ocr review has printed: it holds the key.", 403)
        return None

    def _entered(self, request: Request) -> Response | None:
        """Where the token stands in the link: it moves to a cookie, so that it stays in no history."""
        if "token" not in request.query_params or request.method not in _READING:
            return None
        url = URL(str(request.url)).remove_query_params("token")
        response = RedirectResponse(url.path + (f"?{url.query}" if url.query else ""), 303)
        response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return response

    def _is_named_rightly(self, host: str) -> bool:
        name, _, port = host.rpartition(":") if host.rpartition(":")[2].isdecimal() else (host, "", "80")
        bare = name.removeprefix("[").removesuffix("]").lower()
        return port == str(self.port) and (bare in self.names or (self.open and _is_address(bare)))


def names_of(host: str) -> frozenset[str]:
    """The names under which a server that listens on ``host`` is called."""
    own = {"127.0.0.1", "localhost", "::1"}
    return frozenset(own if is_loopback(host) else own | {host.lower(), socket.gethostname().lower()})


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
