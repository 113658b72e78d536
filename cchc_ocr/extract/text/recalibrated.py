"""Probabilities set right for an archive, by the curves that a user has made of what people have reviewed."""

from __future__ import annotations

from cchc_ocr.lexicon import CalibrationCurve
from cchc_ocr.records import Evidence


def sure(confidence: float, curve: CalibrationCurve | None) -> float:
    """The confidence set right; as it is where there is no curve."""
    return curve.at(confidence) if curve else confidence


def with_curve(evidence: Evidence, curve: CalibrationCurve | None) -> Evidence:
    """Evidence with its confidence set right; as it is where there is no curve."""
    return evidence.model_copy(update={"confidence": curve.at(evidence.confidence)}) if curve else evidence
