"""Many documents: in which order, what is done already, where results go, what became of each.

Comes in: files and folders. Goes out: a folder of results with its catalogue, and an ``Outcome`` for each
document. May import ``pipeline`` and what lies below; it knows neither ``evaluation`` nor ``export``.
"""
