"""Samples compared with the truth beside them: words, fields and probabilities, as counts, figures and reports.

Comes in: a function that digitises a document, samples and their truth. Goes out: a ``Report``. May import the
rooms below; it knows neither ``runs`` nor ``export``.
"""
