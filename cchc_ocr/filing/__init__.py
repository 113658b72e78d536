"""Files originals, or searchable PDFs, under names that their records give them; what was filed can be undone.

Comes in: a folder of results with its catalogue, a pattern of names, a folder to file to. Goes out: copies, links
or moved files in that folder, and a ledger of them. ``pattern`` reads patterns, ``planning`` says what goes where,
``placing`` does it, ``ledger`` remembers it, ``undoing`` takes it back. It may import ``runs`` and what lies
below.
"""
