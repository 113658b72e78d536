"""Garbage collection that waits."""

from __future__ import annotations

import gc

import pytest

from cchc_ocr.system.collection import without_collection


def test_it_waits_inside_and_goes_on_behind_also_after_an_error() -> None:
    with pytest.raises(ValueError, match="inside"), without_collection():
        assert not gc.isenabled()
        with without_collection():
            pass
        assert not gc.isenabled(), "an outer one still waits"
        raise ValueError("inside")
    assert gc.isenabled()
