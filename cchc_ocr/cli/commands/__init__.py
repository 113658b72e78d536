"""The commands, by what they are for.

What only one command needs is imported in it, so that ``--help`` answers at once.
"""
