"""Starts the page: on a free port of this computer, with a token that only its link has; Ctrl-C ends it."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass

import uvicorn

from cchc_ocr.errors import UsageError
from cchc_ocr.review.desk import Desk
from cchc_ocr.review.guard import Guard, is_loopback, names_of
from cchc_ocr.review.server import MEMORY, application

_GRACE = 3  # seconds in which requests under way may end


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the page listens (port 0: any that is free), and whether it shows only the sample.

    ``memory`` is what each process that draws or reads pages may take, in MiB.
    """

    host: str = "127.0.0.1"
    port: int = 0
    spot: bool = False
    memory: int = MEMORY


def serve(desk: Desk, where: Listening, opened: Callable[[str], None]) -> None:
    """Serve the page until the program is asked to end; ``opened`` gets its link once it answers.

    Raises UsageError where the port cannot be had.
    """
    with closing(_bound(where)) as listening:
        port = int(listening.getsockname()[1])
        guard = Guard(secrets.token_urlsafe(32), port, names_of(where.host), open=not is_loopback(where.host))
        config = uvicorn.Config(
            application(desk, guard, spot=where.spot, memory=where.memory),
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
        )
        server = _Telling(config, lambda: opened(link(where.host, port, guard.token)))
        with suppress(KeyboardInterrupt):  # the usual end
            server.run([listening])


def link(host: str, port: int, token: str) -> str:
    """The link of the page, with its token.

    >>> link("::1", 8080, "abc")
    'http://[::1]:8080/?token=abc'
    """
    name = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/?token={token}"


class _Telling(uvicorn.Server):
    """A server that tells when it answers."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()


def _bound(where: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    made = socket.socket(family)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((where.host, where.port))
    except OSError as error:
        made.close()
        what = f"{where.host}:{where.port}: the page cannot listen there: {error.strerror or error}"
        raise UsageError(what, hint="choose another --port, or leave it out") from error
    return made
