"""Text that can be traced back: passages of words, values with evidence, footnotes, marks of other programs."""
