"""Makes a report that compares bodies and years, for people who have a browser, Word or a PDF viewer, and no more.

Comes in: records that ``export`` has found, and what of them is asked for. Goes out: one HTML, DOCX or PDF file,
in the language in use. ``gathering`` goes through the records, ``sections`` says what is told of them, ``sources``
finds where each figure stands, and a module for each format writes it. May import the rooms below ``review``.
"""
