"""The weights of a network in ONNX, put back into one that learns: what to go on from where no state was kept.

In a file of ``export.py`` batch normalisation is folded into the convolutions, and weights have 8 bits. Here each
normalisation gets the mean and the spread that made-up lines have at its place, and factors that undo them: the
network says what it said, and goes on learning from there. Needs PyTorch and onnx.
"""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from reader.alphabet import ALPHABET
from reader.lines import Lines, batch_of
from reader.model import Reader

_CONVS, _NORMS = (nn.Conv1d, nn.Conv2d), (nn.BatchNorm1d, nn.BatchNorm2d)
_BATCHES, _BATCH = 24, 16  # of made-up lines, from which the means and spreads are taken


def load_shipped(model: Reader, file: Path) -> None:
    """Give ``model`` the weights of a file. Raises SystemExit where the file has another alphabet."""
    network = onnx.load(str(file))
    if {one.key: one.value for one in network.metadata_props}["alphabet"] != ALPHABET:
        raise SystemExit(f"{file} has another alphabet")
    modules = [one for one in model.modules() if isinstance(one, (*_CONVS, *_NORMS))]
    for (conv, norm), (weight, bias) in zip(_convolutions(modules), _weights(network.graph), strict=True):
        with torch.no_grad():
            conv.weight.copy_(torch.from_numpy(weight))
            if norm is None:
                conv.bias.copy_(torch.from_numpy(bias))
            else:  # until its mean is known
                norm.reset_running_stats()
                norm.weight.fill_((1 + norm.eps) ** 0.5)
                norm.bias.copy_(torch.from_numpy(bias))
    _normalise(model, [one for one in modules if isinstance(one, _NORMS)])


def _convolutions(modules: list[nn.Module]) -> list[tuple[nn.Module, nn.Module | None]]:
    """Each convolution, with the normalisation that follows it."""
    pairs = pairwise([*modules, nn.Identity()])
    return [(one, after if isinstance(after, _NORMS) else None) for one, after in pairs if isinstance(one, _CONVS)]


def _weights(graph: onnx.GraphProto) -> list[tuple[np.ndarray, np.ndarray]]:
    """The weights and the bias of each convolution, in floats."""
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    made = {node.output[0]: node for node in graph.node}

    def floats(name: str) -> np.ndarray:
        if name in kept:
            return np.array(kept[name], np.float32)
        small, scale, *zero = (kept[given] for given in made[name].input)
        axis = next((one.i for one in made[name].attribute if one.name == "axis"), 1)
        shape = [-1 if at == axis and scale.ndim else 1 for at in range(small.ndim)]
        offset = zero[0].astype(np.float32).reshape(shape) if zero else 0
        return np.asarray((small.astype(np.float32) - offset) * scale.reshape(shape), np.float32)

    return [(floats(node.input[1]), floats(node.input[2])) for node in graph.node if node.op_type == "Conv"]


def _normalise(model: Reader, norms: list[nn.Module]) -> None:
    """Give the normalisations the means and spreads of made-up lines, and let the network say the same."""
    lines, rng = Lines(), random.Random("normalise")
    seen: dict[nn.Module, list[tuple[Tensor, Tensor]]] = {norm: [] for norm in norms}

    def look(norm: nn.Module, given: tuple[Tensor, ...], _: Tensor) -> None:
        along = [axis for axis in range(given[0].ndim) if axis != 1]
        seen[norm].append((given[0].mean(along), given[0].square().mean(along)))

    hooks = [norm.register_forward_hook(look) for norm in norms]
    model.eval()
    with torch.no_grad():
        for _ in range(_BATCHES):
            samples = [lines.draw(rng, 95 if rng.random() < 0.8 else 24, rng.random()) for _ in range(_BATCH)]
            model(torch.from_numpy(batch_of(samples)).unsqueeze(1).float() / 255)
        for hook in hooks:
            hook.remove()
        for norm, found in seen.items():
            mean, square = (torch.stack(parts).mean(0) for parts in zip(*found, strict=True))
            spread = (square - mean.square()).clamp(min=1e-6)
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(spread)
            norm.weight.copy_((spread + norm.eps).sqrt())
            norm.bias.add_(mean)
    model.train()
