"""The grammar of document numbers: "606/KL-SKHCN" has a number, the sign of a type, the symbol of a body.

Comes in: text, and the signs that the dictionaries know. Goes out: the numbers in the text, what each part stands
for, and what was meant where an engine erred. It lies below the dictionaries, so that a ``Lexicon`` can hold its
``Signs`` and ``Types``, and repair, layout and extraction all ask the same ones.
"""
