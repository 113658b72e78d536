"""Words with boxes to lines in the order in which a person reads an administrative page.

Comes in: words with boxes. Goes out: lines with their zone and paragraph, and tables. The blocks of head and foot
are found here and nowhere else; the head of a plain text, which has no boxes, is told by the same words.
May import ``picture`` and what lies below.
"""
