"""A file to its pages, as pictures or as the text they bring along; and pages back to a searchable PDF.

Comes in: a path. Goes out: one ``PageImage`` or ``Page`` after the other, or a PDF/A. May import ``layout``,
``picture`` and what lies below; it does not know ``reading``, ``repair`` or ``extract``.
"""
