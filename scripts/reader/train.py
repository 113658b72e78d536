"""Train the reader on lines that are made while it learns; it goes on where it stopped (kill saves first).

    python scripts/reader/train.py FOLDER [--continue] [--from FILE] [--threads 2] [--lines 400000]

Needs PyTorch (docs/reader.md). FOLDER gets the state every five minutes (state.pt), the network of the mean
weights (reader.pt) and the curve (curve.tsv). Where FOLDER/real.npz is (scripts/reader/real_lines.py), the
curve tells the errors on real lines as well; nothing is learned from those. Where no state was kept, --from begins
with the weights of an exported network, on lines that are long and worn at once.
"""

from __future__ import annotations

import argparse
import math
import os
import queue
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # each part of a batch has a thread of its own: they meet once a step
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from reader.alphabet import ALPHABET
from reader.errors import distance
from reader.lines import Lines, Sample, batch_of
from reader.model import STEP, Reader
from reader.shipped import load_shipped

POOL = 64  # lines that are sorted by width before they are parted into batches
COLUMNS = 8 * 1024  # of pictures in a batch, of which each thread has one
MOST_LINES = 48
RATE, LAST_RATE, WARM = 2e-3, 5e-5, 400  # steps of warming up
KEPT = 0.998  # of the mean weights after each step
GROWN = 40_000  # lines after which they are as long and as worn as any
SAVE_EVERY, JUDGE_EVERY = 300, 600  # seconds
JUDGED = 240  # made-up lines
_NUMBER = {sign: number for number, sign in enumerate(ALPHABET, 1)}


@dataclass(slots=True)
class Progress:
    lines: int = 0
    signs: int = 0
    steps: int = 0
    pools: int = 0
    seconds: float = 0.0


def stage(lines: int) -> tuple[int, float]:
    """How long and how worn lines are after so many: short and clean first."""
    grown = min(1.0, lines / GROWN)
    return round(14 + 81 * grown**0.8), min(1.0, 0.1 + lines / GROWN)


def rate(progress: Progress, planned: int) -> float:
    warm = min(1.0, (progress.steps + 1) / WARM)
    done = min(1.0, progress.lines / planned)
    return warm * (LAST_RATE + (RATE - LAST_RATE) * (1 + math.cos(math.pi * done)) / 2)


def batches(lines: Lines, progress: Progress, seed: int) -> Iterator[tuple[int, list[Sample]]]:
    """Batches of lines of about one width, and the pool that each came from."""
    pool, seen = progress.pools, progress.lines
    while True:
        rng = random.Random(f"{seed}-{pool}")
        most, wear = stage(seen)
        samples = [lines.draw(rng, most if rng.random() < 0.8 else 24, wear) for _ in range(POOL)]
        seen += POOL
        pool += 1
        parts = list(_parted(sorted(samples, key=lambda sample: sample.strip.shape[1])))
        rng.shuffle(parts)
        for part in parts:
            yield pool, part


def _parted(samples: Sequence[Sample]) -> Iterator[list[Sample]]:
    part: list[Sample] = []
    for sample in samples:
        if part and (sample.strip.shape[1] * (len(part) + 1) > COLUMNS or len(part) == MOST_LINES):
            yield part
            part = []
        part.append(sample)
    yield part


def ahead(items: Iterator[tuple[int, list[Sample]]], room: int = 12) -> Iterator[tuple[int, list[Sample]]]:
    """The items, made by a thread while others are used."""
    made: queue.Queue[tuple[int, list[Sample]]] = queue.Queue(room)

    def make() -> None:
        for item in items:
            made.put(item)

    threading.Thread(target=make, daemon=True).start()
    while True:
        yield made.get()


def picture_of(samples: Sequence[Sample]) -> Tensor:
    return torch.from_numpy(batch_of(list(samples))).unsqueeze(1).float() / 255


def loss_of(model: nn.Module, samples: Sequence[Sample]) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(picture_of(samples))
    logs = scores.float().log_softmax(2).transpose(0, 1)
    lengths = torch.tensor([-(-sample.strip.shape[1] // STEP) for sample in samples])
    signs = [[_NUMBER[sign] for sign in sample.text] for sample in samples]
    wanted = torch.tensor([number for row in signs for number in row])
    counts = torch.tensor([len(row) for row in signs])
    losses = nn.functional.ctc_loss(logs, wanted, lengths, counts, reduction="none", zero_infinity=True)
    return (losses / counts.float().clamp(min=4)).mean()


def read(model: nn.Module, samples: Sequence[Sample]) -> list[str]:
    with torch.no_grad():
        best = model(picture_of(samples)).argmax(2).numpy()
    texts = []
    for columns, sample in zip(best, samples, strict=True):
        row = columns[: -(-sample.strip.shape[1] // STEP)]
        new = row[np.insert(row[1:] != row[:-1], 0, True)]
        texts.append(" ".join("".join(ALPHABET[number - 1] for number in new if number).split()))
    return texts


def errors(model: nn.Module, samples: Sequence[Sample]) -> tuple[float, float]:
    """The errors per sign and per word."""
    model.eval()
    found: list[tuple[str, str]] = []
    for start in range(0, len(samples), 8):
        part = samples[start : start + 8]
        found += zip((sample.text for sample in part), read(model, part), strict=True)
    model.train()
    signs = sum(distance(one, other) for one, other in found) / sum(len(one) for one, _ in found)
    words = sum(distance(one.split(), other.split()) for one, other in found)
    return signs, words / sum(len(one.split()) for one, _ in found)


class Training:
    """The network, its mean over time, the optimiser, and how far they are."""

    def __init__(self, folder: Path, planned: int, threads: int) -> None:
        self.folder, self.planned, self.threads = folder, planned, ThreadPoolExecutor(threads)
        self.model = Reader(len(ALPHABET) + 1)
        self.mean = Reader(len(ALPHABET) + 1).eval()
        self.mean.load_state_dict(self.model.state_dict())
        decayed = [weight for weight in self.model.parameters() if weight.ndim > 1]
        plain = [weight for weight in self.model.parameters() if weight.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))
        self.progress = Progress()

    def step(self, parts: Sequence[Sequence[Sample]]) -> float:
        """Learn from parts of a batch side by side; the mean loss of a sign."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.progress, self.planned)
        weights = list(self.model.parameters())
        whole = sum(len(part) for part in parts)
        for weight in weights:
            weight.grad = None
        found = 0.0
        for part, (loss, gradients) in zip(parts, self.threads.map(self._gradients, parts), strict=True):
            found += loss * len(part) / whole
            for weight, gradient in zip(weights, gradients, strict=True):
                share = gradient * (len(part) / whole)
                weight.grad = share if weight.grad is None else weight.grad + share
        nn.utils.clip_grad_norm_(weights, 2.0)
        self.optimiser.step()
        self._after(parts)
        return found

    def _gradients(self, samples: Sequence[Sample]) -> tuple[float, tuple[Tensor, ...]]:
        loss = loss_of(self.model, samples)
        return float(loss.detach()), torch.autograd.grad(loss, list(self.model.parameters()))

    def _after(self, parts: Sequence[Sequence[Sample]]) -> None:
        self.progress.steps += 1
        self.progress.lines += sum(len(part) for part in parts)
        self.progress.signs += sum(len(sample.text) for part in parts for sample in part)
        kept = min(KEPT, (1 + self.progress.steps) / (20 + self.progress.steps))
        with torch.no_grad():
            for mean, new in zip(self.mean.state_dict().values(), self.model.state_dict().values(), strict=True):
                if mean.dtype.is_floating_point:
                    mean.lerp_(new.to(mean.dtype), 1 - kept)
                else:
                    mean.copy_(new)

    def save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "mean": self.mean.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "progress": self.progress,
            "alphabet": ALPHABET,
        }
        _replace(self.folder / "state.pt", state)
        _replace(self.folder / "reader.pt", {"mean": self.mean.state_dict(), "alphabet": ALPHABET})

    def load(self) -> None:
        state = torch.load(self.folder / "state.pt", weights_only=False)
        if state["alphabet"] != ALPHABET:
            raise SystemExit("the saved state has another alphabet")
        self.model.load_state_dict(state["model"])
        self.mean.load_state_dict(state["mean"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**{name: getattr(state["progress"], name) for name in Progress.__slots__})

    def start_from(self, file: Path) -> None:
        """Begin with the weights of an exported network."""
        load_shipped(self.model, file)
        self.mean.load_state_dict(self.model.state_dict())
        self.progress.lines = GROWN


def _replace(path: Path, state: object) -> None:
    new = path.with_suffix(".new")
    torch.save(state, new)
    new.replace(path)


def real_lines(folder: Path) -> dict[str, list[Sample]]:
    """Real lines by the name of their set, for the curve only."""
    if not (folder / "real.npz").exists():
        return {}
    kept = np.load(folder / "real.npz", allow_pickle=False)
    sets: dict[str, list[Sample]] = {}
    for number, (text, group) in enumerate(zip(kept["texts"], kept["groups"], strict=True)):
        sets.setdefault(str(group), []).append(Sample(kept[f"strip{number}"], str(text)))
    return {group: sorted(samples, key=lambda sample: sample.strip.shape[1]) for group, samples in sets.items()}


def judge(training: Training, made: Sequence[Sample], loss: float) -> None:
    progress = training.progress
    row = [f"{progress.seconds / 60:.0f}", progress.steps, progress.lines, progress.signs, f"{loss:.4f}"]
    for name, samples in {"made": made, **real_lines(training.folder)}.items():
        signs, words = errors(training.mean, samples)
        row += [name, f"{signs:.4f}", f"{words:.4f}"]
    with (training.folder / "curve.tsv").open("a", encoding="utf-8") as curve:
        print(*row, sep="\t", file=curve)
    print(*row, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--continue", dest="go_on", action="store_true")
    parser.add_argument("--from", dest="start", type=Path, help="an exported network to begin with")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--lines", type=int, default=400_000, help="lines after which the rate is at its lowest")
    parser.add_argument("--minutes", type=float, default=math.inf, help="of work after which to stop")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    cv2.setNumThreads(1)
    training = Training(given.folder, given.lines, given.threads)
    if given.go_on and (given.folder / "state.pt").exists():
        training.load()
    elif given.start:
        training.start_from(given.start)
    _run(training, given.seed, given.minutes, given.threads)


def _run(training: Training, seed: int, minutes: float, threads: int) -> None:
    lines, rng = Lines(), random.Random("judged")
    made = sorted((lines.draw(rng, 90, 0.7) for _ in range(JUDGED)), key=lambda sample: sample.strip.shape[1])
    start = told = judged = saved = time.monotonic()
    before, losses = training.progress.seconds, []
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    source = ahead(batches(lines, training.progress, seed))
    while True:
        parts = [next(source) for _ in range(threads)]
        losses.append(training.step([samples for _, samples in parts]))
        training.progress.pools = parts[-1][0]
        now = time.monotonic()
        training.progress.seconds = before + now - start
        loss = sum(losses[-100:]) / len(losses[-100:])
        if now - told > 60:
            told = now
            done = training.progress
            print(f"{done.seconds:.0f} s, {done.steps} steps, {done.lines} lines: {loss:.3f}", flush=True)
        if now - saved > SAVE_EVERY:
            training.save()
            saved = time.monotonic()
        if now - judged > JUDGE_EVERY:
            judge(training, made, loss)
            judged = time.monotonic()
        if ended.is_set() or now - start > 60 * minutes:
            training.save()
            return


if __name__ == "__main__":
    main()
