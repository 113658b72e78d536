"""How many examples laws try whose examples take long: a share of what the profile asks for."""

from __future__ import annotations

from hypothesis import settings

FEW = settings(max_examples=settings.default.max_examples // 3)  # 10, and 20 in `make unit`
