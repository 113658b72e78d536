"""What does not add up in a record, and the one digit that would mend it.

Comes in: a record whose values are all there. Goes out: checks for a person to look at; no value is changed.
``arithmetic`` knows sums, shares and maxima, and is asked for tables as well. May import ``results``, ``cited``
and what lies below.
"""
