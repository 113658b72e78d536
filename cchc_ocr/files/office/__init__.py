"""Office files to pages: Word and OpenDocument texts, workbooks and spreadsheets.

Comes in: a path. Goes out: pages of text, as a text file has them, with their tables. ``package`` tells the kinds
by content; a module for each kind gives ``blocks``; ``composing`` makes pages of them.
"""
