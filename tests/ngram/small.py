"""A model of four sentences, for the tests of all that models do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cchc_ocr.ngram.model import Model
from cchc_ocr.ngram.training import Corpus, TrainingOptions, train

TEXT = [
    "Sở Nội vụ báo cáo kết quả cải cách hành chính.",
    "Sở Tài chính báo cáo kết quả cải cách tài chính công.",
    "Chỉ số cải cách hành chính của Sở năm 2023 đạt 85,5 điểm.",
    "Số hồ sơ của Sở là 12 hồ sơ; số điểm của đơn vị là 5.",
]


def small_model(lines: Sequence[str] = TEXT, least: tuple[int, ...] = (1, 1, 1, 1)) -> Model:
    corpus = Corpus()
    for line in lines:
        corpus.add(line)
    return train(corpus, TrainingOptions(least), ["text"])


def ids(model: Model, text: str) -> list[np.ndarray]:  # type: ignore[type-arg]
    return [np.array([model.id(word)], np.uint64) for word in text.split()]
