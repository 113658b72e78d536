"""Pages after repair, with the changes that made them; further changes can be added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from cchc_ocr.changes import Change, replay, then
from cchc_ocr.document import Page
from cchc_ocr.repair.mending import mend
from cchc_ocr.repair.policy import Strength


@dataclass(frozen=True, slots=True)
class RepairedPages:
    """Pages after repair; how many words there are, and how many of them are not as they were seen.

    ``changes``, page for page and line for line, lead from what the engine saw (``Line.as_seen`` of the pages as
    they came) to the text: also those that were made when its answer was read, before repair.
    """

    pages: tuple[Page, ...]
    changes: tuple[tuple[tuple[Change, ...], ...], ...]
    strength: Strength
    words: int
    changed: int

    def explained(self) -> str:
        """One JSON object per change on a line of its own: page and line (from 1) as they came, and the change."""
        objects = (
            {"page": page.number, "line": line, **asdict(change)}
            for page, lines in zip(self.pages, self.changes, strict=True)
            for line, changes in enumerate(lines, 1)
            for change in changes
        )
        return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)

    def with_changes(self, raw: Sequence[Page], more: Mapping[tuple[int, int], Sequence[Change]]) -> RepairedPages:
        """The pages with further changes to their lines, by number of the page and index of the line on it.

        ``raw`` are the pages as they came, before repair.
        """
        if not more:
            return self
        pages, changes = [], []
        for came, page, made in zip(raw, self.pages, self.changes, strict=True):
            further = [tuple(more.get((page.number, at), ())) for at in range(len(page.lines))]
            pages.append(page.retold(mend(page.lines, further)))
            left = iter(further)  # lines that repair emptied are no more on the page
            pairs = [(line.as_seen, one) for line, one in zip(came.lines, made, strict=True)]
            changes.append(tuple(then(seen, one, next(left) if replay(seen, one) else ()) for seen, one in pairs))
        return replace(self, pages=tuple(pages), changes=tuple(changes), changed=changed(pages))


def changed(pages: Iterable[Page]) -> int:
    """How many words are not as they were seen."""
    return sum(word.text != word.as_seen for page in pages for line in page.lines for word in line.words)
