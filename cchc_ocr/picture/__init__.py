"""Pixels: what a page picture looks like, what cleaning it needs, and the rules of its tables.

Comes in: uint8 arrays, height x width, black print is 0. Goes out: such arrays, and boxes in their pixels. May
import ``system`` and the ground floor only.
"""
