"""Where the page listens, and its link."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from cchc_ocr.errors import UsageError
from cchc_ocr.review import serving
from cchc_ocr.review.desk import Desk
from cchc_ocr.review.serving import Listening, link, serve


@pytest.mark.parametrize(
    ("host", "start"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/?token="),
        ("::1", "http://[::1]:8000/?token="),
        ("0.0.0.0", f"http://{socket.gethostname()}:8000/?token="),
    ],
)
def test_a_link_can_be_opened(host: str, start: str) -> None:
    assert link(host, 8000, "key") == f"{start}key"


def test_a_port_that_another_program_has_is_told(made_once: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match="cannot listen"):
            serve(Desk(made_once, "An"), Listening(port=port), lambda _: None)


def test_an_address_of_another_computer_is_told(made_once: Path) -> None:
    with pytest.raises(UsageError, match="cannot listen"):
        serve(Desk(made_once, "An"), Listening(host="192.0.2.1"), lambda _: None)


def test_the_link_is_told_once_the_page_answers_and_ctrl_c_ends_it(made_once: Path, monkeypatch: Any) -> None:
    told: list[str] = []

    def opened(link: str) -> None:
        told.append(link)
        raise KeyboardInterrupt

    monkeypatch.setattr(serving, "application", lambda *_, **__: _nothing)
    serve(Desk(made_once, "An"), Listening(), opened)
    assert len(told) == 1 and told[0].startswith("http://127.0.0.1:") and len(told[0].partition("token=")[2]) >= 40


async def _nothing(scope: Any, receive: Any, send: Any) -> None:
    """An application that only starts and ends."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
