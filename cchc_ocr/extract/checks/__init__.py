"""Checks whether the values of a record agree, and finds the one misread digit that would explain why they do not.

Comes in: a record whose values are all there. Goes out: checks for a person to look at; no value is changed.
``arithmetic`` knows sums, shares and maxima, and is asked for tables as well. May import ``results``, ``cited``
and what lies below.
"""
