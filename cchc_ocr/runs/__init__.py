"""A run over many documents: it reads those that are not finished, and writes a folder of results.

Comes in: files and folders. Goes out: a folder of results with its catalogue, and an ``Outcome`` for each
document. May import ``pipeline`` and the rooms below it, but neither ``evaluation`` nor ``export``.
"""
