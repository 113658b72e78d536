"""Values of a known form in a stretch of text: dates, document numbers, names, bodies, ranks, handwriting."""
