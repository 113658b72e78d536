"""How likely each statement is right, learned from labelled documents.

Comes in: the findings of a document with all that is known of its text. Goes out: the same findings, the confidence
of their traces set. ``signs`` says what speaks for and against a statement, by its words (``wording``), by what
stands around it (``surroundings``), and by the other statements (``company``); tables add the signs of their cells.
``model`` weighs the signs with the weights of ``confidence.tsv``, which ``scripts/train_confidence.py`` learns. May
import the rooms below.
"""
