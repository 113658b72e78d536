"""What extraction knows of the bundled dictionaries, and texts as its finders take them."""

from __future__ import annotations

from cchc_ocr import lexicon
from cchc_ocr.document import Line, Page
from cchc_ocr.extract.results.bodies import Bodies, judged_in
from cchc_ocr.extract.results.context import Context, Knowledge
from cchc_ocr.extract.results.scores import ScoreFindings, find_results
from cchc_ocr.extract.text.passage import Passage
from cchc_ocr.extract.text.phrases import Phrases
from cchc_ocr.records import Document

KNOWLEDGE = Knowledge.of(lexicon.load())
CRITERIA, BODIES = KNOWLEDGE.criteria, KNOWLEDGE.bodies


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


def context_of(text: str, topic: str | None = None, document: Document | None = None) -> Context:
    """A text with what is known of it; ``topic`` is the subject of the document."""
    return Context(phrases_of(text, topic), KNOWLEDGE, document, judged_in(topic, BODIES))


def results_of(context: Context) -> ScoreFindings:
    """The points that a text states as results: its targets and rules are left out."""
    found = find_results(context)
    return ScoreFindings(
        *(
            tuple(f for f in part if f.value.nature == "result")
            for part in (found.scores, found.totals, found.deductions)
        )
    )
