"""The account of the figures of a text: each is found once, and has exactly one role.

Comes in: the clauses of a passage. Goes out: the ``FigureAccount`` with its ``view``, the text in which each
figure that may be a result is one token. ``results`` reads statements there and claims the figures they take.
``tokens`` finds the figures, ``roles`` knows those that are parts of something else. May import ``text``.
"""
