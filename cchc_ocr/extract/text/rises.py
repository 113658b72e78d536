"""Words that say that something rose or fell, as parts of patterns: one list for points, places and shares.

``UP`` and ``DOWN`` may stand before any amount ("tăng 2,1 điểm", "tụt 3%"), ``STEPS_UP`` and ``STEPS_DOWN`` before
steps in a ranking alone: "lên 88 điểm" says what was reached, and "lên 2 bậc" by how much.
"""

from __future__ import annotations

UP = "tăng|cao hơn|vượt|nhích|cải thiện"
DOWN = "giảm|thấp hơn|kém|sụt|tụt|hụt"
STEPS_UP = f"{UP}|thăng|nâng|lên|leo|tiến|nhảy"
STEPS_DOWN = f"{DOWN}|xuống|rớt|rơi|lùi|hạ|trượt"
