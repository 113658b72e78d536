"""The API of Paperless-ngx: what is asked how, what is tried again, and how its errors are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra paperless is not installed")

import httpx

from cchc_ocr.errors import CchcError, ConfigurationError, UsageError
from cchc_ocr.paperless import api as connecting
from cchc_ocr.paperless.api import PaperlessApi, PaperlessError
from cchc_ocr.paperless.config import PaperlessConfig
from tests.paperless.standin import TOKEN, Answer, Paperless, served


@pytest.fixture
def paperless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paperless]:
    monkeypatch.setattr(connecting, "_WAITS", (0.0, 0.0))
    with served(Paperless()) as standin:
        standin.add_document(7, content=b"%PDF-1.7")
        yield standin


def connected(paperless: Paperless, token: str = TOKEN) -> PaperlessApi:
    return PaperlessApi(PaperlessConfig(url=paperless.url, token=token))


def test_documents_lists_and_notes(paperless: Paperless, tmp_path: Path) -> None:
    with connected(paperless) as api:
        assert api.document(7)["title"] == "scan_0001"
        api.download(7, tmp_path / "a.pdf")
        assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7"
        added = [api.add("correspondents", {"name": name}) for name in ("Sở Nội vụ", "Sở Y tế", "Sở Tài chính")]
        assert [one["id"] for one in api.entries("correspondents")] == added == [1, 2, 3]  # on two pages
        api.change(7, {"correspondent": 2})
        api.add_note(7, "xem lại")
    assert paperless.documents[7]["correspondent"] == 2
    assert [one["note"] for one in paperless.documents[7]["notes"]] == ["xem lại"]


@pytest.mark.parametrize("passing", [(503, {}), (502, "bad gateway"), (429, {}), "no answer"])
def test_what_fails_in_passing_is_tried_again(paperless: Paperless, passing: Answer | str) -> None:
    paperless.answers = [passing, passing]
    with connected(paperless) as api:
        assert api.document(7)["id"] == 7
    assert len(paperless.calls) == 3


def test_what_may_have_been_done_is_not_done_again(paperless: Paperless) -> None:
    paperless.answers = ["no answer"]
    with connected(paperless) as api, pytest.raises(PaperlessError, match="cannot be reached"):
        api.add("tags", {"name": "a"})
    assert len(paperless.calls) == 1


@pytest.mark.parametrize(
    ("answers", "kind", "said"),
    [
        ([(503, {})] * 3, PaperlessError, "answers GET documents/7/ with 503: {}"),
        ([(400, {"title": ["Too long."]})], PaperlessError, r"with 400: \{'title': \['Too long.'\]\}"),
        ([(500, "<h1>Server Error</h1>")], PaperlessError, "with 500: Internal Server Error"),
        ([(403, {"detail": "No permission."})], ConfigurationError, "does not allow this .*: No permission."),
        ([(404, {"detail": "Not found."})], UsageError, "Paperless-ngx has no document 7"),
        ([(302, "https://kho.example/")], PaperlessError, "leads to https://kho.example/"),
        ([(200, "<html>login</html>")], PaperlessError, "does not answer as Paperless-ngx does"),
        ([(200, [1, 2])], PaperlessError, "does not answer as Paperless-ngx does"),
        (["no answer"] * 3, PaperlessError, "cannot be reached at http://127.0.0.1"),
    ],
)
def test_errors_are_told_plainly(
    paperless: Paperless, answers: list[Answer | str], kind: type[CchcError], said: str
) -> None:
    paperless.answers = answers
    with connected(paperless) as api, pytest.raises(kind, match=said) as caught:
        api.document(7)
    assert caught.value.hint
    assert TOKEN not in str(caught.value)


def test_a_wrong_token_is_told(paperless: Paperless) -> None:
    with connected(paperless, "wrong") as api, pytest.raises(ConfigurationError, match="Invalid token"):
        api.document(7)


def test_a_version_that_is_too_old_is_told(paperless: Paperless) -> None:
    paperless.versions = ("7", "8")
    with connected(paperless) as api, pytest.raises(PaperlessError, match="does not speak version 9"):
        api.document(7)


def test_a_slow_answer_is_told(paperless: Paperless, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: object) -> None:
        raise httpx.ReadTimeout("timed out")

    api = PaperlessApi(PaperlessConfig(url="http://kho", token="a"), httpx.MockTransport(slow))
    with pytest.raises(PaperlessError, match="it gave no answer in time"):
        api.document(7)


def test_no_address_is_told() -> None:
    with pytest.raises(ConfigurationError, match="is no address"):
        PaperlessApi(PaperlessConfig(url="http://kho:port", token="a"))
