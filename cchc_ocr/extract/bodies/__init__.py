"""How bodies are named: the names that the dictionaries know, and a grammar of the others.

Comes in: a text, and where in it a name may begin. Goes out: the ``Body`` that is named there, whole and ended where
its name ends, with the kind, the place and the canonical name (``grammar.read``). ``known`` has the names of the
dictionaries by their words. It may import the lexicon and what lies below.
"""
