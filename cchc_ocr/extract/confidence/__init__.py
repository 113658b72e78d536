"""How likely each part of a statement is right, learned from labelled documents.

Comes in: the findings of a document with all that is known of its text. Goes out: the same findings with a trace
for every slot, and its confidence. ``signs`` says what speaks for and against a statement: its own words
(``wording``), what stands around it (``surroundings``), the head of the document (``documents``), other statements
(``company``); readers add what only they know. ``model`` weighs the signs by ``confidence.tsv``, which
``scripts/train_confidence.py`` learns. May import the rooms below.
"""
