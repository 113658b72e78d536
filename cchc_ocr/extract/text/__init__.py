"""Text that can be traced back to page, box and reading, and how likely a reading is right.

Comes in: repaired pages. Goes out: one passage of words in reading order, footnotes after their sentence and
marks of other programs taken off; the types of what is found (``Finding`` for a value of a list, ``Value`` for a
field of head or foot) with their evidence; the two laws of doubt (``certainty``). Imports nothing else of
extraction.
"""
