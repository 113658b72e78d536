"""What a document states in its sentences: scores, totals, ranks, grades, deductions, percentages, counts.

Comes in: the passage of the running text, without tables. Goes out: findings of each list of the record. A
``context`` has all that is known of one text. The readers of the kinds (``points``, ``rankings``, …) are a grammar
over the view of the account of figures; the slots of what they find are filled over ``scopes``: by ``periods``,
``bodies``, ``naming``, ``indices`` and ``natures``. ``register`` gives bodies their canonical names. ``repeats``
drops what is said again. May import ``figures``, ``forms`` and ``text``.
"""
