"""The trained tagger: a second, learned reader of what each figure of the account is.

Comes in: a text and tables with the roles that the rules gave. Goes out: for each figure how likely it is each
kind of figure, and a result, a target or a rule. ``features`` and ``cell_features`` say what is looked at,
``weights`` what that counts for: a linear model in ``dictionaries/figures.weights``, which
``scripts/train_figures.py`` makes of labelled texts. ``opinions`` has the answers for a document; ``told_counts``
and ``told_columns`` use them where the rules know nothing, and ``judged`` says them of the statements. May import
``tables``, ``results``, ``figures`` and ``text``.
"""
