"""What tests of the page share: a folder of results, and a browser that is only a client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

import pytest
from starlette.testclient import TestClient

from cchc_ocr.review.desk import Desk
from cchc_ocr.review.guard import Guard, names_of
from cchc_ocr.review.server import application
from tests.review.results import make

T = TypeVar("T")
TOKEN = "key"


class Here:
    """Does the work of workers in this process."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def call(self, function: Callable[..., T], *args: object, limit: float | None = None) -> T:
        self.calls.append(function.__name__)
        return await asyncio.to_thread(function, *args)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results that no test changes."""
    return make(tmp_path_factory.mktemp("results"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of results of a test's own."""
    return make(tmp_path, doubtful=1, sure=1)


@pytest.fixture
def client_of() -> Iterator[Callable[..., Any]]:
    """Makes a client of the page of a folder; it has the token unless it is told otherwise."""
    opened: list[TestClient] = []

    def open_page(
        out: Path, *, user: str = "An", token: str = TOKEN, spot: bool = False, **more: Any
    ) -> TestClient:
        guard = Guard(TOKEN, 8000, names_of("127.0.0.1"))
        application_ = application(
            Desk(out, user), guard, spot=spot, executors=more.pop("executors", (Here(), Here()))
        )
        headers = {"origin": "http://127.0.0.1:8000"}
        client = TestClient(application_, base_url="http://127.0.0.1:8000", headers=headers)
        client.__enter__()
        client.cookies.set(guard.cookie, token)
        opened.append(client)
        return client

    yield open_page
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(out: Path, client_of: Callable[..., Any]) -> TestClient:
    """A client of the page of ``out``."""
    made: TestClient = client_of(out)
    return made


def first_id(client: TestClient) -> str:
    """The id of the first document of the list."""
    import re

    found = re.search(r'href="/d/([0-9a-f]+)', client.get("/").text)
    assert found
    return found[1]
