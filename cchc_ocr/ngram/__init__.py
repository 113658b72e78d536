"""P(meant | context): the n-gram model over Vietnamese syllables, its training and the decoding of lattices."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cchc_ocr.ngram import model
from cchc_ocr.ngram.mixture import mix
from cchc_ocr.ngram.model import Model
from cchc_ocr.ngram.training import TrainingOptions, build

__all__ = ["Model", "TrainingOptions", "build", "load", "mix"]


@cache
def load(path: Path) -> Model:
    """The model in a file, read once. Raises ConfigurationError where it is missing, damaged or too old."""
    return model.load(path)
