"""What extraction knows of the bundled dictionaries, and texts as its finders take them."""

from __future__ import annotations

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page
from cchc_ocr.extract.results.bodies import Bodies, BodyNames
from cchc_ocr.extract.results.criteria import Criteria
from cchc_ocr.extract.results.phrases import Phrases
from cchc_ocr.extract.text.passage import Passage

CRITERIA = Criteria(lexicon.load().criteria)
BODIES = BodyNames(lexicon.load().agencies)


def passage_of(text: str) -> Passage:
    """A passage of one page; every line of the text is a printed line, an empty line ends a paragraph."""
    lines = [
        Line.from_text(line, paragraph)
        for paragraph, part in enumerate(text.split("\n\n"))
        for line in part.split("\n")
    ]
    return Passage.of_pages([Page(1, tuple(lines))])


def phrases_of(text: str, topic: str | None = None) -> Phrases:
    return Phrases(passage_of(text), topic)


def bodies_of(phrases: Phrases, whole: str | None = None) -> Bodies:
    return Bodies(phrases, BODIES, whole)
