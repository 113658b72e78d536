"""Changes carried over to the words of a page."""

from __future__ import annotations

from cchc_ocr.changes import Change, replay
from cchc_ocr.document import Box, Line, Word
from cchc_ocr.repair.mending import doubt, engine_changes, mend, narrow_gaps, on_original, sureness_of, trust_at


def change(line: str, seen: str, became: str, step: str = "diacritics") -> Change:
    start = line.index(seen)
    return Change(start, start + len(seen), seen, became, (step,), 9.0)


def boxed(text: str, gap: int = 10) -> Line:
    words, x = [], 0
    for part in text.split():
        words.append(Word(part, Box(x, 0, x + 10 * len(part), 20), 0.9))
        x += 10 * len(part) + gap
    return Line(tuple(words))


def test_a_word_keeps_what_was_seen_of_it() -> None:
    (line,) = mend([boxed("So 15 Noi")], [[change("So 15 Noi", "So", "Sở")]])
    assert [(word.text, word.seen) for word in line.words] == [("Sở", "So"), ("15", None), ("Noi", None)]


def test_words_that_a_change_reaches_across_are_one() -> None:
    (line,) = mend([boxed("số 1 2/QĐ")], [[change("số 1 2/QĐ", "1 2/QĐ", "12/QĐ", "joined")]])
    _, number = line.words
    assert (number.text, number.seen, number.box) == ("12/QĐ", "1 2/QĐ", Box(30, 0, 90, 20))


def test_a_word_is_parted_where_its_space_was_lost() -> None:
    made = [Change(0, 2, "Sở", "Sở ", ("space",), 9.0)]
    (line,) = mend([boxed("Sởnội")], [made])
    assert [(word.text, word.box) for word in line.words] == [
        ("Sở", Box(0, 0, 20, 20)),
        ("nội", Box(20, 0, 50, 20)),
    ]


def test_a_word_that_went_to_the_line_before_is_seen_there() -> None:
    lines = [boxed("tr-"), boxed("ực tuyến")]
    made = [[change("tr-", "tr-", "trực", "joined")], [Change(0, 3, "ực ", "", ("joined",), 9.0)]]
    first, second = mend(lines, made)
    assert [(word.text, word.seen) for word in first.words] == [("trực", "tr- ực")]
    assert second.text == "tuyến"


def test_what_changed_as_the_answer_of_the_engine_was_read_leads_from_what_it_saw() -> None:
    line = Line((Word("-", seen="~"), Word("số"), Word("12/2024", seen="12⁄2024"), Word("83", seen="§3")))
    changes = list(engine_changes(line))
    assert replay(line.as_seen, changes) == line.text
    assert [change.steps for change in changes] == [("typed sign",), ("typed sign",), ("print",)]
    assert list(engine_changes(boxed("số 12"))) == []


def test_a_gap_is_narrow_where_the_picture_has_next_to_none() -> None:
    assert narrow_gaps(boxed("70, 30 điểm", gap=2)) == {3, 6}
    assert narrow_gaps(boxed("70, 30 điểm", gap=10)) == frozenset()
    assert narrow_gaps(Line.from_text("70, 30")) == frozenset()


def test_trust_is_that_of_the_word_at_a_place() -> None:
    sureness = sureness_of(Line((Word("Sở", confidence=0.97), Word("nội", confidence=0.4))))
    assert [trust_at(sureness, place) for place in (0, 3, 5)] == [1.3, -3.8, -3.8]
    assert trust_at((), 0) == 0.0


def test_changes_to_the_composed_line_fit_the_line_as_it_came() -> None:
    line, composed = "So\u031b\u0309 Noi", "Sở Noi"
    made = on_original(line, composed, [change(composed, "Noi", "Nội")])
    assert replay(line, made) == "Sở Nội"
    assert [change.steps for change in made] == [("composed form",), ("composed form", "diacritics")]


def test_a_doubted_figure_is_hardly_believed_and_others_are_as_before() -> None:
    line = Line((Word("có", confidence=0.9), Word("(80"), Word("tổ")))
    assert [word.confidence for word in doubt(line, {4}).words] == [0.9, 0.3, 1.0]
    assert doubt(line, ()) is line
