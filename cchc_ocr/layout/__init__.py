"""Arranges words with bounding boxes into lines, in the reading order of an administrative page.

Comes in: words with boxes. Goes out: lines with their zone and paragraph, and tables. The blocks of head and foot
are found here and nowhere else; the head of a plain text, which has no boxes, is found by the same words.
May import ``picture`` and what lies below.
"""
