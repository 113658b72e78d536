"""What people correct in records: the file of corrections, where each belongs, and the record with them applied.

Comes in: a record as the machine made it (and its text), and the corrections that lie beside it in
``NAME.review.json``. Goes out: the record with them applied, and what became of each correction. ``model`` says
what a correction is, ``store`` reads and writes its file, ``anchoring`` finds the value that it is about,
``applying`` makes the corrected record, ``current`` gives the present record of a file. Nothing here serves pages
or runs engines. May import ``extract``, whose checks are made again, and what lies below.
"""
