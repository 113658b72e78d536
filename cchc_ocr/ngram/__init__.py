"""P(meant | context): the n-gram model over Vietnamese syllables, its training and the decoding of lattices."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cchc_ocr import lexicon
from cchc_ocr.ngram import model
from cchc_ocr.ngram.mixture import flatten, mix
from cchc_ocr.ngram.model import Model, to_bytes
from cchc_ocr.ngram.training import TrainingOptions, build, learn

__all__ = ["MODEL", "Model", "TrainingOptions", "build", "bundled", "flatten", "learn", "load", "mix", "to_bytes"]

MODEL = "vietnamese.model"  # in the folder of the dictionaries


@cache
def load(path: Path) -> Model:
    """The model in a file, read once. Raises ConfigurationError where it is missing, damaged or too old."""
    return model.load(path)


def bundled() -> Model:
    """The model that comes with the program. Raises ConfigurationError as ``load`` does."""
    return load(lexicon.bundled() / MODEL)
