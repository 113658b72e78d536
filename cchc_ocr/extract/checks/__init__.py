"""What does not add up in a record, and the one digit that would mend it."""
