"""Words with boxes to lines in the order in which a person reads an administrative page.

Comes in: words with boxes. Goes out: lines with their zone and paragraph, and tables. May import ``picture`` and
what lies below.
"""
