"""The texts that the script of the page needs, the names of states, and errors, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cchc_ocr.errors import CchcError
from cchc_ocr.translation import gettext as _
from cchc_ocr.translation import translated


def script_texts() -> Mapping[str, str]:
    """The texts of the script by their names; {0} and {1} are filled in there."""
    return {
        "saved": _("Saved: {0}"),
        "accepted": _("Accepted: {0}"),
        "struck": _("Struck out: {0}"),
        "removed": _("Removed: {0}"),
        "added": _("Added: {0}"),
        "undone": _("Undone: {0}"),
        "redone": _("Done again: {0}"),
        "nothingToUndo": _("There is nothing to undo."),
        "nothingToRedo": _("There is nothing to do again."),
        "noProposal": _("No check proposes anything here."),
        "noDoubts": _("Nothing is in doubt any more. Press D for the next document."),
        "left": _("{0} left to look at"),
        "noneLeft": _("Nothing left to look at"),
        "changed": _("Somebody else has changed this to “{0}”. Look again; what you typed is still in the field."),
        "changedBy": _("{1} has changed this to “{0}”. Look again; what you typed is still in the field."),
        "news": _("Somebody else has changed this document: it is shown as it is now."),
        "otherScan": _("The scan has changed since it was read: run again over its folder first."),
        "away": _("The program does not answer. What you typed is still here; start it again and open its link."),
        "reading": _("Reading what is in the box …"),
        "nothingRead": _("Nothing could be read in the box."),
        "readThere": _("Read in the box: check it, then press Enter."),
        "drawBox": _("Draw a box around the value on the page."),
        "noPicture": _("There is no picture of this page: the text is on the right."),
        "noPage": _("The page cannot be shown: {0}"),
        "loading": _("Loading the page …"),
        "nothingThere": _("Nothing was read there."),
        "readHere": _("Read here: {0}"),
        "confidence": _("{0}% sure"),
        "pageOf": _("page {0}"),
        "empty": _("(empty)"),
        "item": _("New item in {0}"),
        "checkedOff": _("Checked: {0} of {1} values were wrong so far."),
        "sumOff": _("Sum: {0} (printed: {1})"),
        "cropAlt": _("The place on the page, enlarged"),
        "newLine": _("New line above"),
        "chooseList": _("Choose a value of the list first."),
    }


def state_names(states: Iterable[str]) -> Mapping[str, str]:
    """What the states of documents in the list are called."""
    names = {
        "open": _("To look at"),
        "failed": _("Not read"),
        "partly": _("Read in part"),
        "done": _("Nothing in doubt"),
        "all": _("All"),
    }
    return {state: names[state] for state in states}


def choice_name(choice: str) -> str:
    """What a value that is chosen from a few is called."""
    names = {
        "self": _("by the body itself"),
        "appraised": _("appraised"),
        "survey": _("by a survey"),
        "average": _("average"),
        "result": _("result"),
        "target": _("target"),
        "rule": _("rule"),
    }
    return names.get(choice, choice)


def told(error: CchcError) -> str:
    """An error and its next step, in a sentence or two; the name of a file stays as it is."""
    what, hint = translated(error.message).rstrip("."), translated(error.hint).rstrip(".")
    what = what if error.file else f"{what[:1].upper()}{what[1:]}"
    return f"{what}. {hint[:1].upper()}{hint[1:]}." if hint else f"{what}."
