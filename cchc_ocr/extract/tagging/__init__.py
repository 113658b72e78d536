"""The tagger: a second, learned reader of what the figures in tables are.

Comes in: tables with what the rules take their columns for. Goes out: the same tables, where columns that the
rules do not know, or take for points, are what the tagger takes them for. The rules propose, and the tagger has a
say only in these: heads that say "tối đa" or "xếp hạng" mean it.

It is a linear model (logistic regression) over words and forms. ``cell_features`` says what is looked at of a
cell: the words of its head and of the other heads, the kinds of the other columns, the row's name, the lines
above, sizes and decimals in the column. ``weights`` says what that counts for. ``told_columns`` takes the mean
over the cells of a column, which is a factor of the confidence, too: doubtful columns are listed for review.

    python scripts/train_figures.py tests/corpus/round-1 tests/corpus/round-3 tests/corpus/round-4 \\
        tests/corpus/round-5 tests/corpus/training

learns ``dictionaries/figures.weights``. On rounds that the weights have not seen, F1 of values and of all slots
rises on round 5 from 0.788 and 0.618 to 0.857 and 0.692, on round 6 from 0.869 and 0.745 to 0.898 and 0.784, on
the blind round 2 from 0.898 and 0.771 to 0.918 and 0.792; rounds 1, 3 and 4 stay as they are (e48e44c).
docs/design.md says why prose is left to the rules. May import ``tables``, ``results`` and ``text``.
"""
