"""Probabilities of an n-gram model, and its file."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from cchc_ocr import ngram
from cchc_ocr.errors import ConfigurationError
from cchc_ocr.lexicon import bundled
from cchc_ocr.ngram import MODEL
from cchc_ocr.ngram.model import BITS, MAGIC, SPECIAL, UNKNOWN, check, pack, to_bytes
from tests.ngram.small import ids, small_model


@pytest.mark.parametrize("context", ["", "cải", "sở nội", "báo cáo kết", "hồ sơ của", "lạ lẫm quá", "điểm <stop>"])
@pytest.mark.parametrize("least", [(1, 1, 1, 1), (1, 1, 2, 2)])
def test_probabilities_sum_to_one(context: str, least: tuple[int, ...]) -> None:
    model = small_model(least=least)
    words = np.arange(len(model.words), dtype=np.uint64)
    history = [np.repeat(symbols, len(words)) for symbols in ids(model, context)]
    assert math.isclose(float(np.exp(model.score(history, words)).sum()), 1.0, abs_tol=1e-3)


def test_what_was_seen_is_likelier() -> None:
    model = small_model()
    seen, unseen = (float(model.score(ids(model, "cải cách hành"), word)[0]) for word in ids(model, "chính sở"))
    assert seen > unseen + 2


def test_words_that_were_never_seen_are_one() -> None:
    model = small_model()
    assert model.id("chưa-từng-thấy") == UNKNOWN == model.ids["<unknown>"]
    assert all(model.id(word) == number for number, word in enumerate(model.words))


def test_an_n_gram_is_one_number_its_first_word_the_highest() -> None:
    symbols = [np.array([number], np.uint64) for number in (3, 1, 2)]
    assert int(pack(symbols)[0]) == (3 << 2 * BITS) + (1 << BITS) + 2


def test_longer_contexts_than_the_model_knows_say_nothing_more() -> None:
    model = small_model()
    (word,) = ids(model, "chính")
    known, longer = ids(model, "cải cách hành"), ids(model, "của cải cách hành")
    assert float(model.score(longer[1:], word)[0]) == float(model.score(known, word)[0])
    with_weights = model.follow(known, word, model.weights(known))
    assert float(with_weights[0]) == float(model.score(known, word)[0])


# --- the file ------------------------------------------------------------------------------------------------


def test_a_model_survives_its_file(tmp_path: Path) -> None:
    model = small_model()
    path = tmp_path / "small.model"
    path.write_bytes(to_bytes(model))
    read = ngram.load(path)
    assert read.words == model.words
    assert all((a == b).all() for a, b in zip(read.keys, model.keys, strict=True))
    assert all(np.abs(a - b).max() <= 1 / 32 + 1e-6 for a, b in zip(read.logprob, model.logprob, strict=True))
    assert to_bytes(read) == path.read_bytes()


def damaged(content: bytes) -> dict[str, bytes]:
    head, _, body = content.removeprefix(MAGIC).partition(b"\n")
    header = json.loads(head)

    def with_header(**changes: object) -> bytes:
        return MAGIC + json.dumps(header | changes).encode() + b"\n" + body

    return {
        "empty": b"",
        "another kind": b"PK\x03\x04" + content,
        "cut short": content[:-20],
        "altered": content[:-5] + b"xxxxx",
        "header": MAGIC + b"{]\n" + body,
        "no header": MAGIC + b"[]\n" + body,
        "version": with_header(version=99),
        "sections": with_header(sections=[1, 2]),
        "fewer planes": with_header(planes=[1, 1, 1]),
    }


@pytest.mark.parametrize("kind", damaged(MAGIC + b'{"a": 1}\n'))
def test_a_damaged_model_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bad.model"
    path.write_bytes(damaged(to_bytes(small_model()))[kind])
    with pytest.raises(ConfigurationError, match=r"bad\.model"):
        ngram.load(path)


@pytest.mark.parametrize(
    "kind", ["empty", "another kind", "cut short", "altered", "header", "no header", "version"]
)
def test_a_model_that_is_not_whole_is_refused_without_loading_it(tmp_path: Path, kind: str) -> None:
    path, whole = tmp_path / "bad.model", to_bytes(small_model())
    path.write_bytes(whole)
    check(path)
    path.write_bytes(damaged(whole)[kind])
    with pytest.raises(ConfigurationError, match=r"bad\.model"):
        check(path)


def test_the_bundled_model_keeps_to_its_limits() -> None:
    path = bundled() / MODEL
    model = ngram.load(path)
    assert path.stat().st_size <= 20_000_000
    assert model.words[: len(SPECIAL)] == SPECIAL
    assert "legal-dev.txt.xz" not in model.header["sources"]
    assert sum(a.nbytes for part in (model.keys, model.logprob, model.backoff) for a in part) < 100_000_000


def test_an_n_gram_of_the_bundled_model_has_its_endings_and_its_context() -> None:
    model = ngram.load(bundled() / MODEL)
    for n in range(2, model.order + 1):
        shorter, longer = model.keys[n - 2], model.keys[n - 1]
        assert (shorter[:-1] < shorter[1:]).all()
        for part in (longer & np.uint64((1 << 13 * (n - 1)) - 1), longer >> np.uint64(13)):
            assert (shorter[np.searchsorted(shorter, part).clip(max=len(shorter) - 1)] == part).all()
