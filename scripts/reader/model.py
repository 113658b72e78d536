"""The network: a picture of a line, 40 rows high, to a sign or none for every four columns.

Dense convolutions: on processors they learn more in an hour than depth-wise ones, whose gradients are slow.
"""

from __future__ import annotations

from torch import Tensor, nn

from cchc_ocr.reading.strips import HEIGHT

STEP = 4  # columns of the picture for each column of the answer


def _eye(into: int, out: int, side: int, stride: tuple[int, int] = (1, 1)) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(into, out, side, stride, side // 2, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)
    )


class Added(nn.Module):
    """What a convolution makes of its input, added to the input."""

    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self.body = body

    def forward(self, picture: Tensor) -> Tensor:
        return picture + self.body(picture)


def _along(width: int, apart: int) -> Added:
    """A look along the line, over five columns that stand ``apart``."""
    conv = nn.Conv1d(width, width, 5, padding=2 * apart, dilation=apart, bias=False)
    return Added(nn.Sequential(conv, nn.BatchNorm1d(width), nn.ReLU(inplace=True)))


class Reader(nn.Module):
    """Count x 1 x 40 x width (0 paper, 1 ink) to count x width / 4 x classes, not yet normalised."""

    def __init__(self, classes: int, *, width: int = 256, dropout: float = 0.05) -> None:
        super().__init__()
        self.eye = nn.Sequential(
            _eye(1, 24, 5, (2, 2)),
            _eye(24, 64, 3, (2, 2)),
            Added(_eye(64, 64, 3)),
            _eye(64, 128, 3, (2, 1)),
            Added(_eye(128, 128, 3)),
        )
        self.column = nn.Sequential(
            nn.Conv1d(128 * HEIGHT // 8, width, 1, bias=False), nn.BatchNorm1d(width), nn.ReLU(inplace=True)
        )
        self.line = nn.Sequential(*(_along(width, apart) for apart in (1, 1, 2, 1, 3, 1)))
        self.answer = nn.Sequential(nn.Dropout(dropout), nn.Conv1d(width, classes, 1))

    def forward(self, picture: Tensor) -> Tensor:
        seen = self.eye(picture).flatten(1, 2)
        return self.answer(self.line(self.column(seen))).transpose(1, 2)
