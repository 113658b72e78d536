"""How bodies are named: the names that the dictionaries know, and a grammar of the others.

Comes in: a text, and where in it a name may begin. Goes out: the ``NamedBody`` there, whole and ended where its
name ends, with its kind, its place and its canonical name (``grammar.read_body``). It may import the lexicon and
what lies below.
"""
