"""Write a trained reader as an ONNX file that reckons in 8 bits.

    python scripts/reader/export.py FOLDER [FILE] [--temperature T]

FOLDER is that of scripts/reader/train.py; FILE is dictionaries/reader.onnx otherwise. Needs PyTorch and onnx
(docs/reader.md). The size, the checksum and how far the answers are from those of the trained network are told.
Batch normalisation is folded into the weights. Each channel's weights have a scale of their own. What goes from
layer to layer is in 8 bits, too: a quarter of the time of floats. Its scales are those of made-up lines. Weights
use 7 bits, so that sums do not overflow on processors that add them in 16.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from torch import nn

from cchc_ocr.reading.strips import HEIGHT
from reader.lines import Lines
from reader.model import Added, Reader

ROOT = Path(__file__).resolve().parents[2]
_OPSET = 17
_CONVS, _NORMS = (nn.Conv1d, nn.Conv2d), (nn.BatchNorm1d, nn.BatchNorm2d)
_MOST_BYTES = 4_000_000


@dataclass(slots=True)
class Graph:
    """The nodes and weights of a network while it is written down."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def node(self, kind: str, inputs: list[str], **how: object) -> str:
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **how))
        return name

    def weight(self, values: np.ndarray) -> str:
        name = f"weight{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name


def written(graph: Graph, module: nn.Module, given: str) -> str:
    """The name of what a module makes of ``given``."""
    if isinstance(module, Added):
        return graph.node("Add", [given, written(graph, module.body, given)])
    if isinstance(module, nn.Sequential):
        for part, after in pairwise([*module, nn.Identity()]):
            norm = after if isinstance(after, _NORMS) else None
            if isinstance(part, _CONVS):
                given = _convolution(graph, part, norm, given)
            else:
                given = written(graph, part, given)
        return given
    if isinstance(module, nn.ReLU):
        return graph.node("Relu", [given])
    if isinstance(module, (*_NORMS, nn.Dropout)):
        return given  # folded into the convolution before, or of training only
    raise TypeError(f"no way to write {module}")


def _convolution(graph: Graph, conv: nn.Conv1d | nn.Conv2d, norm: nn.Module | None, given: str) -> str:
    weight = conv.weight.detach().numpy().astype(np.float64)
    bias = conv.bias.detach().numpy().astype(np.float64) if conv.bias is not None else np.zeros(len(weight))
    if norm is not None:
        kept = {name: value.detach().numpy().astype(np.float64) for name, value in norm.state_dict().items()}
        factor = kept["weight"] / np.sqrt(kept["running_var"] + norm.eps)
        weight *= factor.reshape(-1, *[1] * (weight.ndim - 1))
        bias = kept["bias"] + (bias - kept["running_mean"]) * factor
    inputs = [given, graph.weight(weight.astype(np.float32)), graph.weight(bias.astype(np.float32))]
    pads = [*conv.padding, *conv.padding]
    return graph.node("Conv", inputs, pads=pads, strides=list(conv.stride), dilations=list(conv.dilation))


def network(model: Reader, alphabet: str, temperature: float) -> onnx.ModelProto:
    graph = Graph()
    seen = written(graph, model.eye, "picture")
    flat = graph.node("Reshape", [seen, graph.weight(np.array([0, model.column[0].in_channels, -1], np.int64))])
    said = written(graph, model.answer, written(graph, model.line, written(graph, model.column, flat)))
    graph.nodes.append(helper.make_node("Transpose", [said], ["scores"], perm=[0, 2, 1]))
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 1, HEIGHT, "width"])
    scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "columns", len(alphabet) + 1])
    made = helper.make_graph(graph.nodes, "reader", [picture], [scores], graph.weights)
    result = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
    facts = {"alphabet": alphabet, "height": str(HEIGHT), "temperature": str(temperature)}
    helper.set_model_props(result, facts)
    onnx.checker.check_model(result)
    return result


def reckoning_in_8_bits(model: onnx.ModelProto) -> bytes:
    """The network with scales for all that goes from layer to layer, as made-up lines have it."""
    with TemporaryDirectory() as folder:
        floats, small = Path(folder) / "floats.onnx", Path(folder) / "small.onnx"
        onnx.save(model, str(floats))
        how = {"activation_type": QuantType.QUInt8, "weight_type": QuantType.QInt8, "reduce_range": True}
        quantize_static(floats, small, _MadeUpLines(), QuantFormat.QDQ, per_channel=True, **how)
        return small.read_bytes()


class _MadeUpLines(CalibrationDataReader):
    """Lines as the network was trained on, one after the other."""

    def __init__(self, count: int = 200) -> None:
        lines, rng = Lines(), random.Random("calibrate")
        samples = (lines.draw(rng, 95 if rng.random() < 0.8 else 24, rng.random()) for _ in range(count))
        self._pictures = (sample.strip[None, None].astype(np.float32) / 255 for sample in samples)

    def get_next(self) -> dict[str, np.ndarray] | None:
        picture = next(self._pictures, None)
        return None if picture is None else {"picture": picture}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / "dictionaries" / "reader.onnx")
    parser.add_argument("--temperature", type=float, default=1.0)
    given = parser.parse_args()
    kept = torch.load(given.folder / "reader.pt", weights_only=True)
    model = Reader(len(kept["alphabet"]) + 1).eval()
    model.load_state_dict(kept["mean"])
    made = reckoning_in_8_bits(network(model, kept["alphabet"], given.temperature))
    given.file.write_bytes(made)
    print(f"{given.file}: {len(made):,} bytes, sha256 {hashlib.sha256(made).hexdigest()}")
    print(f"largest difference of a probability: {_difference(model, given.file):.4f}")
    if len(made) > _MOST_BYTES:
        raise SystemExit(f"over {_MOST_BYTES:,} bytes")


def _difference(model: Reader, file: Path) -> float:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    strip = np.random.default_rng(1).random((1, 1, HEIGHT, 640), np.float32) ** 3
    with torch.no_grad():
        wanted = model(torch.from_numpy(strip)).softmax(2).numpy()
    (found,) = session.run(None, {"picture": strip})
    shares = np.exp(found - found.max(axis=2, keepdims=True))
    return float(np.abs(shares / shares.sum(axis=2, keepdims=True) - wanted).max())


if __name__ == "__main__":
    main()
