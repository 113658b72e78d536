"""From repaired pages to values: header, references, scores, figures, tables and checks."""
