"""What a document states in its tables, ruled or not, over page breaks.

Comes in: pages with the tables that layout found. Goes out: findings of scores, totals, ranks, grades and counts,
the tables themselves, the pages without their lines, and what does not add up in them. May import ``checks`` for
the arithmetic, ``results`` for criteria, bodies and periods, and what lies below.
"""
