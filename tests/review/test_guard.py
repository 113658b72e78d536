"""Who is let in: with the token, under a name of this computer, from a page of the server itself."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from cchc_ocr.review.guard import HEADERS, Guard, is_loopback, names_of
from tests.review.conftest import TOKEN

COOKIE = {"cookie": f"cchc_ocr_review_8000={TOKEN}"}


def request(method: str = "GET", path: str = "/", query: str = "", **headers: str) -> Request:
    """A request as a browser sends it."""
    sent = {"host": "127.0.0.1:8000", **headers}
    return Request(
        {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items()],
            "server": ("127.0.0.1", 8000),
            "scheme": "http",
        }
    )


def answer(asked: Request, guard: Guard | None = None) -> int:
    refused = (guard or Guard(TOKEN, 8000, names_of("127.0.0.1"))).refused(asked)
    return refused.status_code if refused else 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (request(**COOKIE), 200),
        (request(query=f"token={TOKEN}"), 200),
        (request(), 403),
        (request(query="token=kex"), 403),
        (request(cookie="cchc_ocr_review_8000="), 403),
        (request(cookie=f"cchc_ocr_review_9000={TOKEN}"), 403),
        (request(host="localhost:8000", **COOKIE), 200),
        (request(host="[::1]:8000", **COOKIE), 200),
        (request(host="evil.example:8000", **COOKIE), 421),
        (request(host="127.0.0.1:9000", **COOKIE), 421),
        (request(host="10.0.0.7:8000", **COOKIE), 421),
        (request(host="127.0.0.1", **COOKIE), 421),
        (request(host="", **COOKIE), 421),
        (request("POST", origin="http://127.0.0.1:8000", **COOKIE), 200),
        (request("POST", **COOKIE), 403),
        (request("POST", origin="null", **COOKIE), 403),
        (request("POST", origin="http://evil.example", **COOKIE), 403),
        (request("POST", origin="http://127.0.0.1:9000", **COOKIE), 403),
        (request("GET", origin="http://evil.example", **COOKIE), 403),
        (request("DELETE", **COOKIE), 403),
    ],
)
def test_only_the_page_itself_is_answered(asked: Request, status: int) -> None:
    assert answer(asked) == status


def test_where_others_may_come_addresses_and_the_names_of_the_computer_will_do() -> None:
    guard = Guard(TOKEN, 8000, names_of("0.0.0.0"), open=True)
    assert answer(request(host="10.0.0.7:8000", **COOKIE), guard) == 200
    assert answer(request(host=f"{socket.gethostname()}:8000", **COOKIE), guard) == 200
    assert answer(request(host="evil.example:8000", **COOKIE), guard) == 421


def test_the_token_moves_from_the_link_to_a_cookie(out: Path, client_of: Callable[..., Any]) -> None:
    client = client_of(out, token="")
    answered = client.get(f"/?state=all&token={TOKEN}", follow_redirects=False)
    assert (answered.status_code, answered.headers["location"]) == (303, "/?state=all")
    cookie = answered.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


def test_every_answer_keeps_foreign_scripts_and_frames_out(client: Any) -> None:
    for path in ("/", "/static/review.css", "/d/none", "/nothing"):
        headers = client.get(path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1"])
def test_addresses_of_this_computer(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "archive.example"])
def test_other_addresses(host: str) -> None:
    assert not is_loopback(host)
