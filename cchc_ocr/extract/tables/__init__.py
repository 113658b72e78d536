"""What a document states in its tables, ruled or not, over page breaks."""
