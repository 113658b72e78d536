"""What a document states in its sentences: scores, totals, ranks, grades, deductions, percentages, counts.

Comes in: the passage of the running text, without tables. Goes out: findings of each list of the record.
``phrases`` cuts the text into clauses; ``bodies``, ``periods``, ``labels`` and ``criteria`` say whose a figure is,
of when, what it is called and which criterion it is of; ``repeats`` drops what is said again. May import ``forms``
and ``text``.
"""
