"""Samples compared with the truth beside them: words, fields and probabilities, as counts, figures and reports.

Comes in: a function that digitises a document, samples and their truth; or a folder of results that people have
reviewed. Goes out: a ``Report``, the figures of what was reviewed, and what it teaches (``teaching``). May import
the rooms below; it does not know ``export``.
"""
