"""What a document states in its sentences: scores, totals, ranks, grades, deductions, percentages, counts."""
