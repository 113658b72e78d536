"""What the routes answer: the list, a document, corrections, pages in tiles; and what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from cchc_ocr.runs.catalogue import Catalogue, Entry
from tests.review.conftest import Here, first_id
from tests.review.results import SIZE, box


def correct(client: TestClient, **action: Any) -> Any:
    """What the page answers to a correction of the first document."""
    return client.post(f"/d/{first_id(client)}/corrections", json=action)


def stored(out: Path) -> list[dict[str, Any]]:
    return list(json.loads((out / "01-bao-cao.review.json").read_text("utf-8"))["corrections"])


def test_the_list_shows_documents_and_what_is_left(client: TestClient) -> None:
    page = client.get("/").text
    assert "Báo cáo 15/BC-SNV" in page
    assert "Date, Totals 1: Score, Ranks 1: Position" in page
    assert "1 of 2 documents" in page
    assert "02-bao-cao.png" in client.get("/?state=all").text
    assert "There is nothing to look at here." in client.get("/?state=failed&from=-3").text


def test_a_document_has_its_values_and_its_doubts(client: TestClient) -> None:
    page = client.get(f"/d/{first_id(client)}").text
    told = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])
    assert told["doubts"] == ["/document/date", "/totals/0/score", "/ranks/0/position"]
    assert told["values"]["/document/date"]["box"] == list(box(2, 520))
    assert told["values"]["/document/date"]["seen"] == "ngay 9 thang 3 nam 2021"
    assert told["values"]["/totals/0/score"]["proposal"] == "86.15"
    assert told["pages"] == [1]


def test_text_of_a_document_is_never_markup(client: TestClient) -> None:
    id = first_id(client)
    for page in (client.get("/").text, client.get(f"/d/{id}").text, client.get(f"/d/{id}/panel").json()["html"]):
        assert "alert(1)" in page
        assert "<script>alert" not in page


def test_a_correction_is_stored_and_what_is_left_changes(client: TestClient, out: Path) -> None:
    told = correct(client, action="mend", pointer="/document/date", was=None, typed="9/3/2021").json()
    assert told["doubts"] == ["/totals/0/score", "/ranks/0/position"]
    assert told["values"]["/document/date"]["text"] == "2021-03-09"
    assert told["values"]["/document/date"]["flag"] == "done"
    assert (told["undo"], told["redo"]) == (1, 0)
    (one,) = stored(out)
    assert (one["by"], one["is"], one["page"], one["box"]) == ("An", "2021-03-09", 1, list(box(2, 520)))
    record = json.loads((out / "01-bao-cao.json").read_text("utf-8"))
    assert record["document"]["date"] == "2021-03-09"
    assert "/document/date" not in record["needs_review"]


def test_undo_brings_back_the_value_and_its_doubt(client: TestClient, out: Path) -> None:
    id = first_id(client)
    correct(client, action="accept", pointer="/totals/0/score", was=86.51)
    correct(client, action="mend", pointer="/document/date", was=None, typed="9/3/2021")
    told = client.post(f"/d/{id}/undo", json={}).json()
    assert told["values"]["/document/date"]["text"] == "" and told["doubts"][0] == "/document/date"
    told = client.post(f"/d/{id}/undo", json={}).json()
    assert (told["undo"], told["redo"], len(told["doubts"])) == (0, 2, 3)
    told = client.post(f"/d/{id}/undo", json={"again": True}).json()
    assert (told["undo"], told["redo"]) == (1, 1)
    assert "/totals/0/score" not in told["doubts"]
    assert len(stored(out)) == 5
    assert client.post(f"/d/{id}/undo", json={"again": True}).json()["undo"] == 2
    nothing_left = client.post(f"/d/{id}/undo", json={"again": True}).json()
    assert (nothing_left["pointer"], nothing_left["undo"]) == ("", 2)


def test_who_comes_second_is_told_and_nothing_is_lost(out: Path, client_of: Callable[..., Any]) -> None:
    an, binh = client_of(out, user="An"), client_of(out, user="Bình")
    version = an.get(f"/d/{first_id(an)}/version").json()["version"]
    correct(binh, action="mend", pointer="/document/date", was=None, typed="10/3/2021")
    assert an.get(f"/d/{first_id(an)}/version").json()["version"] != version
    answered = correct(an, action="mend", pointer="/document/date", was=None, typed="9/3/2021")
    assert answered.status_code == 409
    assert answered.json() | {"error": ""} == {"error": "", "now": "2021-03-10", "by": "Bình", "changed": True}
    correct(an, action="mend", pointer="/document/date", was="2021-03-10", typed="9/3/2021")
    assert [(one["by"], one["is"]) for one in stored(out)] == [("Bình", "2021-03-10"), ("An", "2021-03-09")]
    assert binh.post(f"/d/{first_id(binh)}/undo", json={}).status_code == 409


@pytest.mark.parametrize(
    ("action", "status", "said"),
    [
        (
            {"action": "mend", "pointer": "/document/date", "was": None, "typed": "hôm qua"},
            422,
            "This is not a date",
        ),
        ({"action": "mend", "pointer": "/ranks/0/position", "was": 7, "typed": ""}, 422, "cannot be empty"),
        ({"action": "mend", "pointer": "/nothing", "was": None, "typed": "x"}, 422, "Nothing can be typed"),
        ({"action": "burn", "pointer": "/document/date"}, 422, "no correction"),
        ({"action": "mend", "pointer": 7}, 422, "no correction"),
        ({"action": "mend", "pointer": "/document/date", "box": [1, 2, 3, "4"]}, 422, "no correction"),
        ({"action": "add", "pointer": "/evidence", "typed": "x"}, 422, "Nothing can be added"),
        ({"action": "remove", "pointer": "/document/date"}, 422, "no item"),
        ({"action": "line", "pointer": "/pages/0/text/99", "was": "", "typed": "x"}, 422, "no such line"),
        ({"action": "line", "pointer": "/pages/0/text/0", "was": "SO", "typed": "x"}, 422, "else has changed"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    made_once: Path, client_of: Callable[..., Any], action: dict[str, Any], status: int, said: str
) -> None:
    answered = correct(client_of(made_once), **action)
    assert (answered.status_code, said in answered.json()["error"]) == (status, True), answered.text
    assert not list(made_once.glob("*.review.json"))


def test_what_is_no_json_is_refused(client: TestClient) -> None:
    at = f"/d/{first_id(client)}/corrections"
    assert client.post(at, content="pointer=/document/date").status_code == 422
    assert client.post(at, content="{", headers={"content-type": "application/json"}).status_code == 422
    assert client.post(at, content="[]", headers={"content-type": "application/json"}).status_code == 422
    large = json.dumps({"typed": "x" * 1_100_000})
    assert client.post(at, content=large, headers={"content-type": "application/json"}).status_code == 422
    assert client.get(at).status_code == 405


def test_a_line_of_the_text_is_mended(client: TestClient, out: Path) -> None:
    pointer = "/pages/0/text/0"
    told = correct(client, action="line", pointer=pointer, was="SO NOI VU", typed="SỞ NỘI VỤ")
    assert told.status_code == 200
    assert (out / "01-bao-cao.txt").read_text("utf-8").startswith("SỞ NỘI VỤ\nSo: 15")
    correct(client, action="add-line", pointer=pointer, typed="UBND TỈNH SƠN HÀ")
    correct(client, action="line", pointer="/pages/0/text/2", was="So: 15/BC-SNV", typed="")
    assert (out / "01-bao-cao.txt").read_text("utf-8").split("\n")[:3] == [
        "UBND TỈNH SƠN HÀ",
        "SỞ NỘI VỤ",
        "Son Ha, ngay 9 thang 3 nam 2021",
    ]


def test_a_page_comes_in_tiles_at_every_level(client: TestClient) -> None:
    page = f"/d/{first_id(client)}/pages/1"
    size = client.get(f"{page}/size").json()
    assert (size["width"], size["height"], size["levels"]) == (*SIZE, 3)
    tile = client.get(f"{page}/tiles/0/0/0")
    assert tile.headers["content-type"] == "image/jpeg"
    assert Image.open(BytesIO(tile.content)).size == (512, 512)
    assert Image.open(BytesIO(client.get(f"{page}/tiles/2/0/0").content)).size == (310, 439)
    assert client.get(f"{page}/tiles/0/9/9").status_code == 404
    part = client.get(f"{page}/part?box=150,180,570,220&width=2000")
    assert Image.open(BytesIO(part.content)).size == (420, 40)
    assert client.get(f"{page}/part?box=1,2,3").status_code == 422
    assert client.get(f"{page}/part?box=9000,9000,9001,9001").status_code == 404


def test_only_pages_of_the_document_are_drawn(client: TestClient) -> None:
    page = f"/d/{first_id(client)}/pages"
    assert client.get(f"{page}/2/size").status_code == 404
    assert client.get(f"{page}/0/size").status_code == 404
    assert client.get("/d/0123456789abcdef/pages/1/size").status_code == 404
    assert client.get("/d/..%2f..%2fetc/pages/1/size").status_code == 404
    assert client.get("/static/../server.py").status_code == 404


def test_where_the_original_is_gone_its_values_can_still_be_mended(client: TestClient, out: Path) -> None:
    (out.parent / "in/01-bao-cao.png").unlink()
    assert "not where it was read" in client.get(f"/d/{first_id(client)}/pages/1/size").json()["error"]
    assert "SO NOI VU" in client.get(f"/d/{first_id(client)}/pages/1/lines").json()["html"]
    told = correct(client, action="mend", pointer="/document/date", was=None, typed="9/3/2021")
    assert told.status_code == 200


def test_a_scan_that_is_another_one_now_is_told(client: TestClient, out: Path) -> None:
    at = f"/d/{first_id(client)}/scan"
    assert client.get(at).json() == {"changed": False}
    scan = out.parent / "in/01-bao-cao.png"
    Image.new("L", SIZE, 255).save(scan)
    assert client.get(at).json() == {"changed": True}
    scan.unlink()
    assert client.get(at).status_code == 404


def test_lines_and_boxes_are_read_by_workers(out: Path, client_of: Callable[..., Any], monkeypatch: Any) -> None:
    from cchc_ocr.review import page_work

    words = {"lines": [{"box": [1, 2, 3, 4], "words": [["SO", [1, 2, 3, 4], 0.2]]}], "tables": []}
    monkeypatch.setattr(page_work, "words_on", lambda scan: words)
    monkeypatch.setattr(page_work, "read_part", lambda scan, box: f"{scan.number}: {box}")
    client = client_of(out, executors=(Here(), Here()))
    page = f"/d/{first_id(client)}/pages/1"
    assert client.get(f"{page}/words").json() == words
    assert client.post(f"{page}/read", json={"box": [1, 2, 30, 40]}).json() == {"text": "1: (1, 2, 30, 40)"}
    assert client.post(f"{page}/read", json={"box": "all"}).status_code == 422
    assert 'data-pointer="/pages/0/text/0"' in client.get(f"{page}/lines").json()["html"]
    assert client.get(f"/d/{first_id(client)}/pages/7/lines").status_code == 404


def test_the_place_of_a_cell(out: Path, client_of: Callable[..., Any], monkeypatch: Any) -> None:
    from cchc_ocr.review import page_work

    boxes = [[[1, 1, 2, 2], [3, 1, 4, 2]], [[1, 3, 2, 4], [3, 3, 4, 4]]]
    table = {"rows": [["Sở Y tế", "8,5"], ["Sở Tài chính", "9,25"]], "boxes": boxes}
    monkeypatch.setattr(page_work, "words_on", lambda scan: {"lines": [], "tables": [table]})
    client = client_of(out)
    at = f"/d/{first_id(client)}/place?pointer="
    assert client.get(f"{at}/tables/0/rows/1/1").json() == {"page": 1, "box": [3, 3, 4, 4]}
    assert client.get(f"{at}/tables/0/rows/2/1").json() == {"page": 1, "box": None}
    assert client.get(f"{at}/document/date").status_code == 422


def test_next_leads_on_and_at_the_end_back_to_the_list(made_once: Path, client_of: Callable[..., Any]) -> None:
    client = client_of(made_once)
    ids = re.findall(r'href="/d/([0-9a-f]+)', client.get("/").text)

    def leads(query: str) -> str:
        return str(client.get(f"/next?{query}", follow_redirects=False).headers["location"])

    assert leads(f"after={ids[0]}&at=0") == f"/d/{ids[1]}?at=1"
    assert leads(f"after={ids[1]}&at=1") == "/"
    assert leads(f"back=1&after={ids[1]}&at=1") == f"/d/{ids[0]}?at=0"
    assert leads(f"back=1&after={ids[0]}&at=0") == "/"
    assert leads("state=all&after=gone&at=2").startswith("/d/")


def test_a_document_that_failed_says_why(client: TestClient, out: Path) -> None:
    with Catalogue(out) as rows:
        rows.store(
            Entry(
                b"z", b"/in/z.pdf", 1, 1, "", "", state="failed", error="the PDF is corrupt", hint="copy it again"
            )
        )
    page = client.get(f"/d/{first_id(client)}")
    assert page.status_code == 200
    assert "The PDF is corrupt. Copy it again." in page.text
    assert client.get("/d/0123456789abcdef").status_code == 404


def test_a_sample_is_checked_and_its_error_rate_told(out: Path, client_of: Callable[..., Any]) -> None:
    from cchc_ocr.review import sampling
    from cchc_ocr.review.desk import Desk
    from cchc_ocr.review.waiting import Chosen

    sampling.draw(out, Desk(out, "An").waiting(Chosen(state="all")).documents, 1.0)
    client = client_of(out, spot=True)
    assert "0 of 1 documents checked" in client.get("/").text
    id = first_id(client)
    assert client.post(f"/d/{id}/checked", json={}).json() == {"found": 0, "of": 3}
    client.post(
        f"/d/{id}/corrections", json={"action": "mend", "pointer": "/ranks/0/of", "was": 25, "typed": "26"}
    )
    page = client.get("/").text
    assert "1 of 1 documents checked" in page
    assert "33.3%" in page and "(1 of 3)" in page
    assert "between 6.1% and 79.2%" in page
