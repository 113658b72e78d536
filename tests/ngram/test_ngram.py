"""The n-gram model: tokens, probabilities, its file, decoding."""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from cchc_ocr import ngram
from cchc_ocr.errors import ConfigurationError, UnreadableError
from cchc_ocr.lexicon import bundled
from cchc_ocr.ngram import lattice
from cchc_ocr.ngram.lattice import Slot, decode
from cchc_ocr.ngram.model import MAGIC, SPECIAL, Model, check, to_bytes
from cchc_ocr.ngram.tokens import symbol, tokenize
from cchc_ocr.ngram.training import Corpus, TrainingOptions, case_of, train
from cchc_ocr.repair import MODEL

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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S6:606/KL-SKHCN", ["s6", "<stop>", "<number>", "kl", "skhcn"]),
        ("dat7,70/8,00 diém", ["dat", "<date>", "diém"]),
        ("co' quan c6ng S¢ 6ng 5kg", ["co'", "quan", "c6ng", "s¢", "6ng", "<number>", "kg"]),
        ("a@sonha.vn, https://sonha.gov.vn/x.", ["<address>", "<pause>", "<address>"]),
        ("vp.sonha.gov.vn", ["<address>"]),
        ("năm 2024 ngày 03/02 – 12,5%", ["năm", "<year>", "ngày", "<date>", "<number>"]),
        ("'Một cửa' và ‘hai’", ["một", "cửa", "và", "hai"]),
        ("KH&CN & GD", ["kh&cn", "&", "gd"]),
        ("", []),
    ],
)
def test_tokens(line: str, expected: list[str]) -> None:
    assert [symbol(token) for token in tokenize(line)] == expected


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Quyết định số 15/QĐ-UBND của UBND", ["15", "QĐ", "UBND"]),
        ("Nghị quyết 05-NQ/TU, Luật 63/2025/QH15", ["05", "NQ", "TU", "63/2025", "QH15"]),
        ("Kế hoạch KH-UBND về kinh tế - xã hội", ["KH", "UBND"]),
        ("KINH TẾ-XÃ HỘI, 12/3/2024, 7/25 điểm", []),
    ],
)
def test_codes(line: str, codes: list[str]) -> None:
    assert [token.text for token in tokenize(line) if token.in_code] == codes


def test_tokens_lie_where_they_say() -> None:
    line = "đạt7,70/8,00 điểm (Sở KH&CN)"
    assert all(line[token.start : token.end] == token.text for token in tokenize(line))


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


def test_capitals_are_counted_inside_sentences_only() -> None:
    model = small_model()
    assert model.case[model.id("sở")].argmax() == 1
    assert model.case[model.id("số")].argmax() == 0
    assert [case_of(word) for word in ("Sở", "SỞ", "sở", "Ở", "eOffice")] == [1, 2, 0, 1, 1]


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


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    for folder, order in ((first, (0, 1)), (second, (1, 0))):
        folder.mkdir()
        for number in order:
            name = folder / f"{number}.txt.xz"
            name.write_bytes(lzma.compress("\n".join(TEXT[number::2]).encode()))
    assert ngram.build([first]) == ngram.build([second])


def test_text_is_read_plain_and_packed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(TEXT), encoding="utf-8")
    (tmp_path / "notes.md").write_text("không đọc", encoding="utf-8")
    header = json.loads(ngram.build([tmp_path]).removeprefix(MAGIC).partition(b"\n")[0])
    assert (header["sources"], header["lines"], header["version"]) == (["a.txt"], 4, 1)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_texts_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"bad\.txt"):
        ngram.build([path])


def test_nothing_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        ngram.build([tmp_path])


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


# --- two models ----------------------------------------------------------------------------------------------


def test_a_mixture_is_the_mean_of_its_models() -> None:
    own, bundled = small_model(["Thôn Lạc Tiên báo cáo."]), small_model()
    both = ngram.mix(own, bundled)
    assert {"tiên", "chính"} <= set(both.ids)
    for context, word in (("báo", "cáo"), ("cải cách hành", "chính"), ("thôn lạc", "tiên"), ("", "sở")):
        chances = [
            math.exp(float(model.score(ids(model, context), ids(model, word)[0])[0]))
            / (1 if word in model.ids else 1000)
            for model in (own, bundled)
        ]
        mean = math.exp(float(both.score(ids(both, context), ids(both, word)[0])[0]))
        assert math.isclose(mean, sum(chances) / 2, rel_tol=1e-3)


# --- decoding ------------------------------------------------------------------------------------------------


def test_decoding_finds_the_best_reading_and_how_far_others_are() -> None:
    model = small_model()
    options = [["sở", "số"], ["cải", "<unknown>"], ["cách", "của"], ["hành", "tài"], ["chính", "công"]]
    sentence = [
        Slot(np.array([model.id(w) for w in words], np.uint64), np.zeros(2, np.float32)) for words in options
    ]
    totals = {reading: total(model, reading) for reading in product(*options)}
    best = max(totals.values())
    for place, (words, behind) in enumerate(zip(options, decode(model, [sentence], beam=99.0)[0], strict=True)):
        for word, margin in zip(words, behind, strict=True):
            alternative = max(score for reading, score in totals.items() if reading[place] == word)
            assert math.isclose(float(margin), best - alternative, abs_tol=1e-3)


def test_the_best_of_each_sentence_is_weighed() -> None:
    model = small_model()
    options = [["sở", "số"], ["cải", "của"], ["cách", "hành"]]
    slots = [Slot(np.array([model.id(w) for w in words], np.uint64), np.zeros(2, np.float32)) for words in options]
    found = lattice.best(model, [slots, slots[:1], slots[:2]])
    for size, log in zip((3, 1, 2), found, strict=True):
        assert math.isclose(log, max(total(model, reading) for reading in product(*options[:size])), abs_tol=1e-3)
    assert lattice.best(model, []) == []


def total(model: Model, reading: Sequence[str]) -> float:
    symbols = ["<s>", *reading]
    scores = 0.0
    for place in range(1, len(symbols)):
        context = ids(model, " ".join(symbols[max(place - 3, 0) : place]))
        scores += float(model.score(context, ids(model, symbols[place])[0])[0])
    return scores


def test_sentences_of_any_length_are_decoded_side_by_side() -> None:
    model = small_model()
    words = [Slot(np.array([model.id("sở"), model.id("số")], np.uint64), np.zeros(2, np.float32))] * 3
    got = decode(model, [words, [], words[:1], words])
    assert [len(sentence) for sentence in got] == [3, 0, 1, 3]
    assert all((a == b).all() for a, b in zip(got[0], got[3], strict=True))
    assert decode(model, []) == []


def test_a_sentence_without_end_is_decoded_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    model = small_model()
    words = [Slot(np.array([model.id("sở"), model.id("số")], np.uint64), np.zeros(2, np.float32))] * 7
    monkeypatch.setattr("cchc_ocr.ngram.lattice.LONGEST", 3)
    assert [len(margins) for margins in decode(model, [words])[0]] == [2] * 7
