"""What is looked at in a quicker way is what a look at every pixel finds."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from cchc_ocr.picture import inspection
from cchc_ocr.picture.grids import _extents, _may_hold


def specks(seed: int, share: float) -> NDArray[np.uint8]:
    """A page of random ink with empty rows and margins."""
    chance = np.random.default_rng(seed)
    mask = np.asarray((chance.random((120, 90)) < share) * 255, np.uint8)
    mask[chance.random(120) < 0.4] = 0
    mask[:, :17] = 0
    return mask


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(5))
def test_empty_rows_and_margins_part_no_piece_and_join_none(seed: int, share: float) -> None:
    mask = specks(seed, share)
    whole = cv2.connectedComponentsWithStats(mask, connectivity=8)[2][1:, 2:]
    assert sorted(inspection.pieces(mask).tolist()) == sorted(whole.tolist())


@pytest.mark.parametrize("width", [520, 526])
def test_as_many_pieces_as_there_may_be_are_told_apart(width: int) -> None:
    mask = np.zeros((499, width), np.uint8)
    mask[::2, ::2] = 255  # 65,000 pieces, and 65,750: more than numbers of 16 bits tell apart
    labels, stats = inspection.components(mask)
    assert len(stats) == 1 + 250 * width // 2
    assert len(np.unique(labels)) == len(stats)
    assert (stats[1:, 2:] == 1).all()


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5])
def test_small_numbers_are_those_of_large_ones(share: float) -> None:
    mask = specks(7, share)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = inspection.components(mask)
    assert np.array_equal(found.labels, labels)
    assert np.array_equal(found.stats, stats)


def test_ink_is_darker_than_its_paper_by_more_than_a_fourth() -> None:
    chance = np.random.default_rng(1)
    grey = np.asarray(chance.integers(0, 256, (160, 200)), np.uint8)
    grey[:, 100:] |= 128
    expected = grey < inspection.paper(grey).astype(np.float32) * 0.72
    assert np.array_equal(inspection.ink_mask(grey) == 255, expected)


@pytest.mark.parametrize("run", [5, 33, 75, 150])
def test_no_row_with_a_run_is_passed_over(run: int) -> None:
    width = 611
    mask = np.zeros((4 * width, width), np.uint8)
    for at in range(width):  # beginning everywhere; at both edges half of it counts
        mask[at, at : at + run] = 255
        mask[width + at, max(at - run, 0) : at] = 255
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    rows = _may_hold(mask, run)
    assert not opened[~rows].any()
    assert rows.sum() < 3 * width


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(5))
def test_lines_reach_as_far_as_their_outlines(seed: int, share: float) -> None:
    mask = specks(seed, share)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = sorted((label, *extent) for label, extent in _extents(mask, np.asarray(labels, np.int32)))
    assert found == [(label, *extent) for label, extent in enumerate(stats[:, :4].tolist()) if label]


@pytest.mark.parametrize("angle", [-5.8, -2.3, -0.6, 0.0, 0.4, 1.7, 5.9])
def test_the_guess_of_the_skew_is_near(angle: float) -> None:
    page = np.full((1000, 800), 255, np.uint8)
    for top in range(100, 900, 30):
        page[top : top + 12, 100 : 700 - (top % 7) * 40] = 0
    turn = cv2.getRotationMatrix2D((400, 500), -angle, 1.0)
    turned = cv2.warpAffine(page, turn, (800, 1000), borderValue=255)
    assert abs(inspection.skew(inspection.InspectedPicture(np.asarray(turned, np.uint8))) - angle) < 0.15
