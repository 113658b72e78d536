"""Finds where personal data stand: numbers of citizens, telephone numbers, private addresses, e-mail addresses.

Comes in: the pages of a document and its record. Goes out: a place for each, and the values of the record that
contain it. ``rules`` finds them in one text, ``places`` on pages. May import ``head`` and what lies below it.
"""
