"""The page in a real browser, as a person uses it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.review.browser import MISSING, Desktop, Program, browser, is_there, program
from tests.review.results import make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not is_there(), reason=MISSING),
]


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    made = browser()
    yield made
    made.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results that one program shows to all tests, and a copy of them as they were."""
    made = make(tmp_path_factory.mktemp("browser"))
    shutil.copytree(made, made.with_name("as it was"))
    return made


@pytest.fixture
def out(folder: Path) -> Iterator[Path]:
    """The results; after the test they are again as they were."""
    yield folder
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("as it was"), folder)


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Program]:
    """The program, with its processes and the pages that it has drawn."""
    with program(folder, "--user", "An") as made:
        yield made


@pytest.fixture
def desk(driver: Any, running: Program, out: Path) -> Iterator[Desktop]:
    """The first document, open."""
    made = Desktop(driver, running.link)
    made.open_first()
    yield made
    assert made.complaints() == []
    driver.get("about:blank")  # so that it does not go on asking


def stored(out: Path, name: str = "01-bao-cao") -> list[dict[str, Any]]:
    """The corrections of a document."""
    file = out / f"{name}.review.json"
    return json.loads(file.read_text("utf-8"))["corrections"] if file.exists() else []


def test_a_date_is_mended_by_keyboard_and_the_next_doubt_comes(desk: Desktop, out: Path) -> None:
    assert desk.hand() == "Date"
    assert desk.text("#left") == "3 left to look at"
    assert desk.text("#seen q") == "ngay 9 thang 3 nam 2021"
    desk.until("document.querySelector('.mark.here') && document.querySelector('#sheet img').naturalWidth")
    desk.until("document.querySelector('#crop').naturalWidth > 200")
    desk.press("e")
    desk.type("9/3/2021")
    desk.press("ENTER")
    desk.said("Saved: Date")
    assert desk.hand() == "Totals 1: Score"
    assert desk.text("#left") == "2 left to look at"
    (one,) = stored(out)
    assert (one["pointer"], one["was"], one["is"], one["by"]) == ("/document/date", None, "2021-03-09", "An")
    assert one["page"] == 1
    desk.driver.refresh()
    desk.until("document.body.dataset.ready === 'yes'")
    assert desk.text("[data-pointer='/document/date']") == "2021-03-09"


def test_what_is_no_date_is_refused_and_stays_in_the_field(desk: Desktop, out: Path) -> None:
    desk.press("e")
    desk.type("31/31/2021")
    desk.press("ENTER")
    desk.said("This is not a date")
    assert desk.driver.execute_script("return document.getElementById('typed').value") == "31/31/2021"
    assert stored(out) == []


def test_a_proposal_is_taken_undone_and_done_again(desk: Desktop, out: Path) -> None:
    desk.press("n")
    assert desk.hand() == "Totals 1: Score"
    assert desk.text("#take b") == "86.15"
    assert "86.15" in desk.text("#reasons")
    desk.press("t")
    desk.said("Saved")
    assert desk.hand() == "Ranks 1: Position"
    desk.press("u")
    desk.said("Undone")
    assert desk.text("[data-pointer='/totals/0/score']") == "86.51"
    desk.press("r")
    desk.said("Done again")
    assert desk.text("[data-pointer='/totals/0/score']") == "86.15"
    assert [one["is"] for one in stored(out)] == [86.15, 86.51, 86.15]


def test_a_cell_of_a_table_is_mended_and_its_sum_follows_at_once(desk: Desktop, out: Path) -> None:
    desk.press("2")
    cell = desk.see("[data-pointer='/tables/0/rows/1/1']")
    assert desk.text("#tables output[data-column='1']") == "17.75"
    cell.click()
    assert desk.hand().startswith("Tables 1")
    desk.press("e")
    desk.type("9,75")
    desk.until(
        "document.querySelector(\"#tables output[data-column='1']\").textContent === 'Sum: 18.25 (printed: 17.75)'"
    )
    desk.press("ENTER")
    desk.said("Saved")
    assert [one["is"] for one in stored(out)] == ["9,75"]


def test_arrows_lead_from_cell_to_cell(desk: Desktop) -> None:
    desk.press("2")
    desk.see("[data-pointer='/tables/0/rows/0/0']").click()
    desk.press("ARROW_RIGHT", "ARROW_DOWN")
    assert desk.driver.switch_to.active_element.get_attribute("data-pointer") == "/tables/0/rows/1/1"


def test_a_value_is_accepted_another_struck_out_and_an_item_added(desk: Desktop, out: Path) -> None:
    desk.press("n", "n")
    assert desk.hand() == "Ranks 1: Position"
    desk.press("a")
    desk.said("Accepted")
    desk.see("[data-pointer='/document/subject']").click()
    desk.press("x")
    desk.said("Struck out")
    desk.see("button[data-add='/document/recipients']").click()
    desk.type("Sở Y tế")
    desk.press("ENTER")
    desk.said("Added")
    assert desk.text("[data-pointer='/document/recipients/2']") == "Sở Y tế"
    assert [(one.get("op", "replace"), one["pointer"]) for one in stored(out)] == [
        ("replace", "/ranks/0/position"),
        ("replace", "/document/subject"),
        ("add", "/document/recipients/2"),
    ]


def test_an_annex_begins_on_the_page_in_view(desk: Desktop, out: Path) -> None:
    desk.see("button[data-add='/annexes']").click()
    desk.type("PHỤ LỤC I")
    desk.press("ENTER")
    desk.said("Added")
    assert desk.text("[data-pointer='/annexes/0/title']") == "PHỤ LỤC I"
    assert [one["is"] for one in stored(out)] == [{"title": "PHỤ LỤC I", "first_page": 1, "last_page": 1}]


@pytest.mark.tesseract
def test_a_box_that_is_drawn_is_read_and_offered(desk: Desktop, out: Path) -> None:
    from selenium.webdriver import ActionChains

    desk.press("n", "n")
    desk.until("document.querySelector('#sheet img').naturalWidth")
    desk.press("0", "b")
    stage = desk.see("#stage.drawing")
    x0, y0, x1, y1 = desk.driver.execute_script(
        "const {a, e, f} = new DOMMatrix(document.getElementById('sheet').style.transform);"
        "return [140, 670, 480, 730].map((side, at) => side * a + (at % 2 ? f : e))"
    )
    wide, high = stage.size["width"], stage.size["height"]
    moves = ActionChains(desk.driver).move_to_element_with_offset(
        stage, round(x0 - wide / 2), round(y0 - high / 2)
    )
    moves.click_and_hold().move_by_offset(round(x1 - x0), round(y1 - y0)).release().perform()
    desk.said("Read in the box")
    assert "7/25" in desk.driver.execute_script("return document.getElementById('typed').value")
    desk.driver.execute_script("document.getElementById('typed').value = '8'")
    desk.press("ENTER")
    desk.said("Saved")
    (one,) = stored(out)
    assert one["is"] == 8 and one["page"] == 1 and one["box"][3] > one["box"][1] > 600


@pytest.mark.tesseract
def test_a_click_shows_what_was_read_there_and_the_text_is_mended_line_by_line(desk: Desktop, out: Path) -> None:
    desk.press("3")
    line = desk.see("[data-pointer='/pages/0/text/4'] .line")
    assert line.text == "Tong diem 86,51/100"
    desk.until("document.querySelector(\"[data-pointer='/pages/0/text/4'] img\")?.naturalWidth > 100")
    line.click()
    desk.press("END")
    desk.type(" diem")
    desk.press("ENTER")
    desk.said("Saved")
    assert [(one["pointer"], one["is"]) for one in stored(out)] == [
        ("/pages/0/text/4", "Tong diem 86,51/100 diem")
    ]
    desk.until("document.activeElement.matches('[data-pointer=\"/pages/0/text/5\"] .line')")
    desk.press("i")
    desk.type("Xep loai Tot")
    desk.press("ENTER")
    desk.until("document.querySelectorAll('#text .line').length === 9")
    assert [(one.get("op"), one["pointer"], one["is"]) for one in stored(out)[1:]] == [
        ("add", "/pages/0/text/5", "Xep loai Tot")
    ]


def test_two_people_see_each_others_changes_and_lose_none(driver: Any, running: Program, out: Path) -> None:
    with program(out, "--user", "Bình") as other:
        an = Desktop(driver, running.link)
        an.open_first()
        first = driver.current_window_handle
        driver.switch_to.new_window("tab")
        binh = Desktop(driver, other.link)
        binh.open_first()
        binh.press("e")
        binh.type("10/3/2021")
        binh.press("ENTER")
        binh.said("Saved")
        driver.close()
        driver.switch_to.window(first)
        an.press("e")
        an.slow_down()
        an.until("asked.some((what) => what.includes('/panel'))")
        an.type("9/3/2021")  # while the news of his change is on its way
        an.said("Somebody else")
        assert an.driver.execute_script("return document.getElementById('typed').value") == "9/3/2021"
        an.press("ENTER")
        an.said("Bình has changed")
        an.until("document.querySelector(\"[data-pointer='/document/date']\").textContent === '2021-03-10'")
        assert an.driver.execute_script("return document.getElementById('typed').value") == "9/3/2021"
        an.press("ENTER")
        an.said("Saved")
    assert [(c["by"], c["is"]) for c in stored(out)] == [("Bình", "2021-03-10"), ("An", "2021-03-09")]


def test_after_a_kill_all_that_was_saved_is_there(driver: Any, out: Path) -> None:
    with program(out, "--user", "An") as running:
        desk = Desktop(driver, running.link)
        desk.open_first()
        desk.press("e")
        desk.type("9/3/2021")
        desk.press("ENTER")
        desk.said("Saved")
        running.kill()
        desk.press("a")
        desk.said("does not answer")
    with program(out, "--user", "An") as again:
        desk = Desktop(driver, again.link)
        desk.open_first()
        assert desk.text("[data-pointer='/document/date']") in ("", "2021-03-09", "–")
        links = json.loads((out / "01-bao-cao.json").read_text("utf-8"))
        assert links["document"]["date"] == "2021-03-09"
        assert len(stored(out)) == 1


def test_by_keyboard_alone_from_the_list_through_all_documents(driver: Any, running: Program, out: Path) -> None:
    desk = Desktop(driver, running.link)
    desk.open_first()
    for _ in range(3):
        before = desk.text("#left")
        desk.press("a")
        desk.until(f"document.getElementById('left').textContent !== {before!r}")
    desk.said("Nothing is in doubt any more")
    title = driver.title
    desk.press("d")
    desk.until(f"document.title !== {title!r} && document.body.dataset.ready === 'yes'")
    assert desk.text("#left") == "3 left to look at"
    desk.press("?")
    desk.see("dialog#help[open]")
    desk.press("ESCAPE")
    desk.press("q")
    desk.see(".documents")
    assert len(driver.find_elements("css selector", ".documents tbody tr")) == 1
    assert len(stored(out)) == 3


def test_a_scan_that_is_another_one_now_is_told(driver: Any, running: Program, out: Path) -> None:
    scan = out.parent / "in/01-bao-cao.png"
    kept = scan.read_bytes()
    try:
        Image.new("L", (600, 800), 255).save(scan)
        desk = Desktop(driver, running.link)
        desk.open_first()
        assert "has changed since it was read" in desk.see("#warned").text
    finally:
        scan.write_bytes(kept)


def test_text_of_a_document_is_never_markup(desk: Desktop) -> None:
    assert desk.text("[data-pointer='/document/subject']") == "<script>alert(1)</script> Kết quả & tồn tại"
    assert desk.driver.execute_script("return document.querySelectorAll('#values script').length") == 0


def test_a_laptop_screen_shows_all_that_is_needed(desk: Desktop) -> None:
    """At 1366 x 768 the page, the value in hand and the first values are in sight, and nothing runs over."""
    for selector in (
        "#stage",
        "#typed",
        "#save",
        "#accept",
        "#next-doubt",
        "#tab-text",
        "#next",
        "#values .value",
    ):
        place = desk.see(selector).rect
        assert place["x"] >= 0 and place["y"] >= 0
        assert place["x"] + place["width"] <= 1366, selector
    assert desk.driver.execute_script("return [document.body.scrollWidth, document.body.scrollHeight]") == [
        1366,
        768,
    ]


NAMELESS = """
return [...document.querySelectorAll("button, a, input, select, [role=tab], [role=img]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.getAttribute("aria-label") || one.labels?.[0]?.textContent.trim() ||
    document.getElementById(one.getAttribute("aria-labelledby"))?.textContent.trim() || one.textContent.trim()))
  .map((one) => one.outerHTML);
"""
PALE = """
const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map((part) => part / 255)
  .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const ground = (one) => {
  for (; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor;
    if (!/, 0\\)$|transparent/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && !one.closest("#stage, select, :disabled"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .map((one) => [light(getComputedStyle(one).color), light(ground(one)), one.outerHTML.slice(0, 120)])
  .filter(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5)
  .map(([, , what]) => what);
"""


@pytest.mark.parametrize("place", ["list", "values", "tables", "help"])
def test_all_controls_have_names_and_all_texts_contrast(driver: Any, running: Program, place: str) -> None:
    desk = Desktop(driver, running.link)
    if place != "list":
        desk.open_first()
        desk.press({"values": "1", "tables": "2", "help": "?"}[place])
    else:
        desk.see(".documents")
    assert driver.execute_script(NAMELESS) == []
    assert driver.execute_script(PALE) == []


def test_whatever_has_the_focus_shows_it(desk: Desktop) -> None:
    seen = set()
    desk.driver.execute_script("document.getElementById('zoom-value').focus()")
    for _ in range(14):
        desk.press("TAB")
        what, width, style = desk.driver.execute_script(
            "const one = document.activeElement, look = getComputedStyle(one);"
            "const what = one.id || one.dataset.pointer || one.tagName;"
            "return [what, parseFloat(look.outlineWidth), look.outlineStyle]"
        )
        if what == "BODY":  # from the last to the first of the page, through the browser's own
            continue
        assert width >= 2 and style == "solid", what
        seen.add(what)
    assert {"accept", "next-doubt", "tab-values"} <= seen


def test_it_ends_with_ctrl_c_and_says_how(out: Path) -> None:
    with program(out) as running:
        code, said = running.end()
    assert code == 0
    assert "press Ctrl-C to stop; everything is saved at once" in said
    assert "Traceback" not in said
