"""The n-gram model: P(syllable | up to three syllables before it), and the file that it is stored in.

The probabilities are those of interpolated modified Kneser-Ney smoothing (Chen & Goodman 1998), stored in back-off
form: an n-gram that was seen has its own probability; any other has that of its last n-1 symbols times the weight
of its context.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cchc_ocr.errors import ConfigurationError
from cchc_ocr.vietnamese import bare

Keys = NDArray[np.uint64]
Floats = NDArray[np.float32]

_ANEW = "make it anew with cchc-ocr learn; install cchc-ocr again if it is the model that comes with it"
MAGIC = b"cchc-ocr language model\n"
VERSION = 1
BITS = 13  # per symbol: four of them fit into the 64 bits of a key
SPECIAL = ("<s>", "<unknown>", "<number>", "<year>", "<date>", "<address>", "<stop>", "<pause>")
UNKNOWN = SPECIAL.index("<unknown>")
STEP = 1 / 16  # natural logarithms are kept in sixteenths, from 0 down to -255/16
CASES = ("lower", "title", "upper")


@dataclass(frozen=True, slots=True)
class Model:
    """An n-gram model. Probabilities and weights are natural logarithms.

    ``keys[n-1]`` holds the n-grams as sorted numbers, the oldest symbol in the highest bits; ``logprob[n-1]`` the
    probability of the last symbol of each, ``backoff[n-1]`` the weight of each as a context. ``case`` (symbols x
    3) is log P(lower, title, upper | word) inside a sentence. ``header`` says what the model was built from.
    ``ids`` are the numbers of the words, ``variants`` the numbers of all words with the same bare form.
    """

    words: tuple[str, ...]
    keys: tuple[Keys, ...]
    logprob: tuple[Floats, ...]
    backoff: tuple[Floats, ...]
    case: Floats
    header: Mapping[str, Any]
    ids: Mapping[str, int] = field(repr=False)
    variants: Mapping[str, NDArray[np.uint64]] = field(repr=False)

    @property
    def order(self) -> int:
        return len(self.keys)

    def id(self, symbol: str) -> int:
        return self.ids.get(symbol, UNKNOWN)

    def score(self, context: Sequence[Keys], word: Keys) -> Floats:
        """The log P(word | context), item by item; ``context`` has one array per position, the oldest first."""
        return self.follow(context, word, self.weights(context))

    def weights(self, context: Sequence[Keys]) -> list[Floats]:
        """The back-off weights of contexts: item k is the log weight where only the last k symbols are used."""
        size = len(context[0]) if context else 1
        sums = [np.zeros(size, np.float32)]
        live = np.arange(size)
        for k in range(1, len(context) + 1):
            at, known = self._find(k, pack([symbols[live] for symbols in context[-k:]]))
            live = live[known]
            cost = np.zeros(size, np.float32)
            cost[live] = self.backoff[k - 1][at[known]]
            sums = [*(total + cost for total in sums), np.zeros(size, np.float32)]
        return sums

    def follow(self, context: Sequence[Keys], word: Keys, weights: Sequence[Floats]) -> Floats:
        """The log P(word | context) with the ``weights`` of the contexts given.

        The probability is that of the longest n-gram that was seen. Its endings were seen too, so shorter n-grams
        are looked up first.
        """
        scores: Floats = self.logprob[0][word] + weights[0]
        live = np.arange(len(word))
        for k in range(1, len(context) + 1):
            history = pack([symbols[live] for symbols in context[-k:]])
            at, known = self._find(k + 1, (history << np.uint64(BITS)) | word[live])
            live = live[known]
            scores[live] = self.logprob[k][at[known]] + weights[k][live]
        return scores

    def _find(self, n: int, key: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        if n == 1:
            return key.astype(np.intp), np.ones(len(key), bool)
        keys = self.keys[n - 1]
        at = np.searchsorted(keys, key)
        at[at == len(keys)] = 0
        return at, keys[at] == key


def pack(symbols: Sequence[Keys]) -> Keys:
    """Pack several symbols into one number, the first in the highest bits."""
    key = symbols[0]
    for more in symbols[1:]:
        key = (key << np.uint64(BITS)) | more
    return key


def assemble(  # noqa: PLR0917 (the sections of a model file, in their order)
    words: Sequence[str],
    keys: Sequence[Keys],
    logprob: Sequence[Floats],
    backoff: Sequence[Floats],
    case: Floats,
    header: Mapping[str, Any],
) -> Model:
    """A model with its indexes: the number of each word, and the words of each bare form."""
    variants: dict[str, list[int]] = {}
    for number, word in enumerate(words[len(SPECIAL) :], len(SPECIAL)):
        variants.setdefault(bare(word), []).append(number)
    return Model(
        tuple(words),
        tuple(keys),
        tuple(logprob),
        tuple(backoff),
        case,
        header,
        {word: number for number, word in enumerate(words)},
        {form: np.array(numbers, np.uint64) for form, numbers in variants.items()},
    )


def to_bytes(model: Model) -> bytes:
    """The bytes of a model file: magic, one line of JSON, compressed sections. Equal models give equal bytes."""
    sections = [_deflate("\n".join(model.words).encode())]
    sections += [_deflate(plane) for keys in model.keys for plane in _planes(keys)]
    sections += [_deflate(_quantize(logs)) for logs in (*model.logprob, *model.backoff, model.case.ravel())]
    body = b"".join(sections)
    header = {
        **model.header,
        "version": VERSION,
        "symbols": len(model.words),
        "ngrams": [len(keys) for keys in model.keys],
        "planes": [len(_planes(keys)) for keys in model.keys],
        "sections": [len(section) for section in sections],
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return MAGIC + json.dumps(header, ensure_ascii=False, sort_keys=True).encode() + b"\n" + body


def load(path: Path) -> Model:
    """Read a model file. Raises ConfigurationError where it is missing, damaged or of another version."""
    header, body = _read(path)
    try:
        return _from_sections(header, _cut(body, header["sections"]))
    except (KeyError, ValueError, StopIteration, zlib.error):
        raise ConfigurationError(f"{path}: the language model has another format", hint=_ANEW) from None


def check(path: Path) -> None:
    """Check that a model file is complete, in a twentieth of the time of ``load``; raises as ``load`` does."""
    _read(path)


def _read(path: Path) -> tuple[dict[str, Any], bytes]:
    """The header of a model file, and the bytes of its sections."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"{path}: the language model cannot be read: {error.strerror}", hint="check the name"
        ) from None
    head, _, body = content.removeprefix(MAGIC).partition(b"\n")
    if not content.startswith(MAGIC):
        raise ConfigurationError(f"{path}: this is not a language model", hint="make one with cchc-ocr learn")
    return _checked(path, head, body), body


def _checked(path: Path, head: bytes, body: bytes) -> dict[str, Any]:
    try:
        header = json.loads(head)
        version, digest = header["version"], header["sha256"]
    except (ValueError, KeyError, TypeError):
        why = f"{path}:2: the header of the language model is damaged"
        raise ConfigurationError(why, hint=_ANEW) from None
    if version != VERSION:
        raise ConfigurationError(
            f"{path}:2: the language model has version {version} and not {VERSION}", hint=_ANEW
        )
    if digest != hashlib.sha256(body).hexdigest():
        raise ConfigurationError(f"{path}: the language model is damaged or cut short", hint=_ANEW)
    return dict(header)


def _cut(body: bytes, sizes: Sequence[int]) -> list[bytes]:
    sections, at = [], 0
    for size in sizes:
        sections.append(zlib.decompress(body[at : at + size]))
        at += size
    return sections


def _from_sections(header: dict[str, Any], sections: list[bytes]) -> Model:
    parts = iter(sections)
    words = next(parts).decode().split("\n")
    keys = [_unplane([next(parts) for _ in range(planes)]) for planes in header["planes"]]
    logprob = [_restore(next(parts)) for _ in keys]
    backoff = [_restore(next(parts)) for _ in keys[1:]]
    case = _restore(next(parts)).reshape(-1, len(CASES))
    if tuple(words[: len(SPECIAL)]) != SPECIAL or [len(row) for row in keys] != header["ngrams"]:
        raise ValueError("the symbols or their counts differ from the header")
    return assemble(words, keys, logprob, backoff, case, header)


def _deflate(content: bytes) -> bytes:
    return zlib.compress(content, level=9)


def _quantize(logs: Floats) -> bytes:
    steps: NDArray[np.uint8] = np.clip(np.rint(-logs / STEP), 0, 255).astype(np.uint8)
    return steps.tobytes()


def _restore(content: bytes) -> Floats:
    return (np.frombuffer(content, np.uint8) * np.float32(-STEP)).astype(np.float32)


def _planes(keys: Keys) -> list[bytes]:
    """The differences between sorted keys, byte by byte from the lowest: the high bytes are nearly all zero."""
    steps = np.diff(keys, prepend=np.uint64(0)).astype("<u8")
    bytes_of = steps.view(np.uint8).reshape(-1, 8)
    used = next((k for k in range(8, 0, -1) if bytes_of[:, k - 1].any()), 1)
    return [bytes_of[:, k].tobytes() for k in range(used)]


def _unplane(planes: Sequence[bytes]) -> Keys:
    steps = np.zeros((len(planes[0]), 8), np.uint8)
    for k, plane in enumerate(planes):
        steps[:, k] = np.frombuffer(plane, np.uint8)
    return np.cumsum(steps.reshape(-1).view("<u8"), dtype=np.uint64)
